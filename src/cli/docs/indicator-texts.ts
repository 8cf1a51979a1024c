/** What is told of an indicator beside its code. */
interface Told {
  readonly formula: string
  /** What the first value is made of. */
  readonly seed: string
  /** Where the definition comes from. */
  readonly source: string
}

/** The seed of what looks at a window of bars and keeps nothing from before it. */
const NO_SEED = 'none: the window alone counts'

/** By the indicator’s name: for readers, who need no Worker. The page cannot be made where one is missing. */
export const INDICATOR_TEXTS: Readonly<Record<string, Told>> = {
  sma: {
    formula: 'mean of the last n closes; each window summed afresh',
    seed: NO_SEED,
    source: 'textbook; agrees with TA-Lib SMA',
  },
  ema: {
    formula: 'e += (close − e) · 2/(n + 1)',
    seed: 'the mean of the first n closes',
    source: 'textbook; agrees with TA-Lib EMA',
  },
  rma: {
    formula: 'r += (close − r) / n',
    seed: 'the mean of the first n closes',
    source: 'Wilder, New Concepts in Technical Trading Systems, 1978',
  },
  stddev: {
    formula: '√(mean of (close − mean)²) of the last n closes, in two passes; of a population',
    seed: NO_SEED,
    source: 'Chan, Golub and LeVeque, 1983; agrees with TA-Lib STDDEV',
  },
  rsi: {
    formula: '100 · gain / (gain + loss), Wilder’s averages of the changes; 50 where both are 0',
    seed: 'the mean of the first n gains and losses',
    source: 'Wilder, 1978; agrees with TA-Lib RSI but for a flat market (0 there)',
  },
  macd: {
    formula: 'EMA(fast) − EMA(slow); signal: EMA of that; histogram: macd − signal',
    seed: 'each EMA the mean of its own first values',
    source: 'Appel, 1979; TA-Lib seeds the fast EMA later and agrees once that is forgotten',
  },
  bollinger: {
    formula: 'SMA(n) ± deviations · population deviation(n)',
    seed: NO_SEED,
    source: 'Bollinger, 2001; agrees with TA-Lib BBANDS',
  },
  true_range: {
    formula: 'max(high, close before) − min(low, close before)',
    seed: 'the first bar’s high − low',
    source: 'Wilder, 1978',
  },
  atr: {
    formula: 'Wilder’s average of the true range',
    seed: 'the mean of the first n true ranges, of which the first is high − low',
    source: 'Wilder, 1978; TA-Lib leaves the first bar out and agrees once that is forgotten',
  },
  stochastic: {
    formula:
      'k: SMA(smooth) of 100 · (close − low) / (high − low) over n bars, 50 where that is 0/0; d: SMA(signal) of k',
    seed: NO_SEED,
    source: 'Lane, 1984; agrees with TA-Lib STOCH',
  },
  max: {
    formula: 'highest high of the last n bars',
    seed: NO_SEED,
    source: 'textbook',
  },
  min: {
    formula: 'lowest low of the last n bars',
    seed: NO_SEED,
    source: 'textbook',
  },
  adx: {
    formula: 'Wilder’s average of 100 · |plus_di − minus_di| / (plus_di + minus_di)',
    seed: 'the means of the first n; bars before the first that moves are left out',
    source: 'Wilder, 1978, by trading-signals; TA-Lib starts a bar later and agrees once that is forgotten',
  },
  aroon: {
    formula: '100 · (n − bars since the highest high, or the lowest low) / n',
    seed: NO_SEED,
    source: 'Chande, 1995, by trading-signals',
  },
  cci: {
    formula:
      '(typical − SMA(n)) / (0.015 · mean deviation), typical = (high + low + close)/3; 0 where nothing moved',
    seed: NO_SEED,
    source: 'Lambert, 1980, by trading-signals; agrees with TA-Lib CCI',
  },
  cmf: {
    formula: 'Σ volume · ((close − low) − (high − close)) / (high − low), over Σ volume, of n bars',
    seed: NO_SEED,
    source: 'Chaikin, by trading-signals',
  },
  donchian: {
    formula: 'highest high and lowest low of n bars, and their mean',
    seed: NO_SEED,
    source: 'Donchian, by trading-signals',
  },
  hma: {
    formula: 'WMA(⌊√n⌋) of 2 · WMA(⌊n/2⌋) − WMA(n)',
    seed: NO_SEED,
    source: 'Hull, 2005, by trading-signals',
  },
  ichimoku: {
    formula:
      '(highest high + lowest low)/2 of conversion, base and span bars; span_a: mean of the first two; none is shifted',
    seed: NO_SEED,
    source: 'Hosoda, 1968, by trading-signals; charts draw the spans base bars later',
  },
  keltner: {
    formula: 'EMA(n) ± multiplier · ATR(atr)',
    seed: 'as EMA and ATR',
    source: 'Keltner, 1960, after Raschke; own kernels, so that its EMA is ours',
  },
  mfi: {
    formula: '100 · up flow / (up + down flow) of n bars, flow = typical price · volume; 50 where both are 0',
    seed: NO_SEED,
    source: 'Quong and Soudack, 1989, by trading-signals; agrees with TA-Lib MFI',
  },
  obv: {
    formula: 'adds the volume of a bar that closes higher, takes away that of one that closes lower',
    seed: 'the first bar’s volume: its moves count, not its level',
    source: 'Granville, 1963, by trading-signals; agrees with TA-Lib OBV',
  },
  psar: {
    formula:
      'stop += acceleration · (extreme − stop), outside of the last two bars; touched, it turns; direction 1 up, −1 down',
    seed: 'the low (or high) of the first bar, by the directional movement of the second',
    source: 'Wilder, 1978; own kernel, since the library’s enters the last bars; agrees with TA-Lib SAR',
  },
  roc: {
    formula: '100 · (close / close n bars ago − 1)',
    seed: NO_SEED,
    source: 'textbook, by trading-signals; agrees with TA-Lib ROC',
  },
  stoch_rsi: {
    formula: 'the slow stochastic of RSI(n) within its own range of n bars',
    seed: 'as RSI',
    source: 'Chande and Kroll, 1994; own kernels, since the library skips an RSI of 0',
  },
  supertrend: {
    formula:
      '(high + low)/2 ∓ multiplier · ATR(n), which only tightens until the close breaks it; direction 1 up, −1 down',
    seed: 'as ATR; the first direction is down unless the close breaks out',
    source: 'Seban, 2009, by trading-signals',
  },
  vwap: {
    formula:
      'Σ typical price · volume / Σ volume since 00:00 UTC; with candles of a day or longer, since the first one',
    seed: 'the first bar of the day; a first day that began earlier counts from where the candles do',
    source: 'textbook, by trading-signals',
  },
  williams_r: {
    formula: '−100 · (highest high − close) / (highest high − lowest low) of n bars; −50 where that is 0/0',
    seed: NO_SEED,
    source: 'Williams, 1973, by trading-signals; agrees with TA-Lib WILLR',
  },
  wma: {
    formula: 'mean of the last n closes, weighted 1 … n',
    seed: NO_SEED,
    source: 'textbook, by trading-signals; agrees with TA-Lib WMA',
  },
}

/** What each strategy reads, by its name. */
export const STRATEGY_RULES: Readonly<Record<string, string>> = {
  rsi: 'RSI14 below 30 buys, above 70 sells',
  macd: 'MACD(12,26,9) above its signal buys, below sells',
  bollinger: 'price below the lower band (20, 2) buys, above the upper sells',
  stochastic: 'slow %K(14,3) below 20 buys, above 80 sells',
  sma: 'SMA20 above SMA50 buys, below sells',
}
