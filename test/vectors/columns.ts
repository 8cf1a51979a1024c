/** A column of TA-Lib's, which of our values stands for it, and what is known to differ. */
export interface Compared {
  readonly column: string
  readonly indicator: string
  readonly output: string
  readonly parameters?: Readonly<Record<string, number>>
  /** Relative where the value is above 1. */
  readonly tolerance?: number
  /** The first bar that is held against the tolerance. */
  readonly from?: number
  /** What the report says of a difference that is known. */
  readonly known?: string
}

const of = (column: string, indicator: string, output: string, more: Partial<Compared> = {}): Compared => ({
  column,
  indicator,
  output,
  ...more,
})

const SEED = 'TA-Lib’s fast EMA begins with the slow one, ours with its own first 12 closes'
const RANGE = 'TA-Lib leaves the first bar out of the first mean, ours has its high − low in it'
const MOVES = 'TA-Lib leaves the first bar out; trading-signals, which computes it, has it in the first mean'

/** What is compared, in the order of the report. */
export const COMPARED: readonly Compared[] = [
  of('SMA20', 'sma', 'sma'),
  of('EMA20', 'ema', 'ema'),
  of('EMA200', 'ema', 'ema', { parameters: { period: 200 } }),
  of('WMA20', 'wma', 'wma'),
  of('RSI14', 'rsi', 'rsi', { known: 'a flat RSI is 0 there and 50 here (none in this history)' }),
  of('MACD', 'macd', 'macd', { from: 170, known: `from 33 there, from 25 here. ${SEED}` }),
  of('MACDs', 'macd', 'signal', { from: 170, known: SEED }),
  of('MACDh', 'macd', 'histogram', { from: 170, known: SEED }),
  of('BBU', 'bollinger', 'upper'),
  of('BBM', 'bollinger', 'middle'),
  of('BBL', 'bollinger', 'lower'),
  of('STDDEV20pop', 'stddev', 'stddev'),
  of('ATR14', 'atr', 'atr', { from: 230, tolerance: 1e-6, known: RANGE }),
  of('STOCHk', 'stochastic', 'k', { known: 'slow %K from 17 there, with %D; from 15 here' }),
  of('STOCHd', 'stochastic', 'd'),
  of('STOCHFk', 'stochastic', 'k', { parameters: { smooth: 1 } }),
  of('STOCHFd', 'stochastic', 'd', { parameters: { smooth: 1 } }),
  of('SRSIk', 'stoch_rsi', 'k', { parameters: { smooth: 1 } }),
  of('SRSId', 'stoch_rsi', 'd', { parameters: { smooth: 1 } }),
  of('ADX14', 'adx', 'adx', { from: 230, tolerance: 1e-6, known: MOVES }),
  of('PLUSDI14', 'adx', 'plus_di', { from: 230, tolerance: 1e-6, known: MOVES }),
  of('MINUSDI14', 'adx', 'minus_di', { from: 230, tolerance: 1e-6, known: MOVES }),
  of('CCI20', 'cci', 'cci'),
  of('WILLR14', 'williams_r', 'williams_r'),
  of('MFI14', 'mfi', 'mfi'),
  of('OBV', 'obv', 'obv'),
  of('ROC10', 'roc', 'roc'),
  of('SAR', 'psar', 'psar'),
]
