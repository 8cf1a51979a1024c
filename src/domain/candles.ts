/** One candle; `time` is when it opens (unix seconds), prices in the quote, volume in the base. */
export interface Candle {
  readonly time: number
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  readonly volume: number
  /** How many trades. */
  readonly count: number
}

type Field = keyof Candle

/** Candles as columns of one length, oldest first. */
export type Candles = Readonly<Record<Field, Float64Array>> & { readonly length: number }

/** A pair's history: the candles that are over, and the one that still runs, kept apart since its values still move. */
export interface History {
  readonly committed: Candles
  readonly running: Candle | undefined
}

const FIELDS: readonly Field[] = ['time', 'open', 'high', 'low', 'close', 'volume', 'count']

/**
 * Columns of candles, in the order given. Throws RangeError where a value is no finite number, a price is not positive,
 * or the times do not rise.
 */
export const columnsOf = (candles: readonly Candle[]): Candles => {
  const blank = () => new Float64Array(candles.length)
  const columns = {
    time: blank(),
    open: blank(),
    high: blank(),
    low: blank(),
    close: blank(),
    volume: blank(),
    count: blank(),
  }
  let before: Candle | undefined
  for (const [at, candle] of candles.entries()) {
    check(candle, before)
    before = candle
    columns.time[at] = candle.time
    columns.open[at] = candle.open
    columns.high[at] = candle.high
    columns.low[at] = candle.low
    columns.close[at] = candle.close
    columns.volume[at] = candle.volume
    columns.count[at] = candle.count
  }
  return { length: candles.length, ...columns }
}

/** The candle at a place; throws RangeError where there is none. */
export const candleAt = (candles: Candles, at: number): Candle => {
  if (!(at >= 0 && at < candles.length)) throw new RangeError(`no candle at ${at}`)
  const value = (field: Field) => candles[field][at] ?? Number.NaN
  return {
    time: value('time'),
    open: value('open'),
    high: value('high'),
    low: value('low'),
    close: value('close'),
    volume: value('volume'),
    count: value('count'),
  }
}

/** The candles from `start` up to `end`, without copying. */
export const sliceCandles = (candles: Candles, start: number, end = candles.length): Candles => {
  const part = (field: Field) => candles[field].subarray(start, end)
  const time = part('time')
  return {
    length: time.length,
    time,
    open: part('open'),
    high: part('high'),
    low: part('low'),
    close: part('close'),
    volume: part('volume'),
    count: part('count'),
  }
}

/** Splits candles at the last one that is over, by its time: what came later still runs. Throws as `columnsOf`. */
export const splitHistory = (candles: readonly Candle[], lastCommitted: number): History => {
  const over = candles.filter(({ time }) => time <= lastCommitted)
  return { committed: columnsOf(over), running: candles.length > over.length ? candles.at(-1) : undefined }
}

/** The committed candles and, where there is one, the candle that still runs after them. */
export const withRunning = ({ committed, running }: History): Candles =>
  running
    ? columnsOf([...Array.from(committed.time, (_, at) => candleAt(committed, at)), running])
    : committed

/**
 * Builds longer candles from shorter ones, on the grid of the longer length in UTC. A first candle whose beginning is
 * missing is left out; one whose end is still to come is the running one. Lengths in minutes.
 */
export const groupHistory = ({ committed, running }: History, from: number, to: number): History => {
  const all = Array.from(committed.time, (_, at) => candleAt(committed, at))
  const covered = (committed.time.at(-1) ?? 0) + from * 60
  const grouped = groupCandles(running ? [...all, running] : all, to * 60)
  const whole = grouped.filter(({ time }) => time >= (all[0]?.time ?? 0))
  return splitHistory(whole, covered - to * 60)
}

const groupCandles = (candles: readonly Candle[], seconds: number): readonly Candle[] => {
  const groups = new Map<number, Candle>()
  for (const candle of candles) {
    const time = candle.time - (candle.time % seconds)
    const earlier = groups.get(time)
    groups.set(time, earlier ? joined(earlier, candle) : { ...candle, time })
  }
  return [...groups.values()]
}

const joined = (earlier: Candle, later: Candle): Candle => ({
  time: earlier.time,
  open: earlier.open,
  high: Math.max(earlier.high, later.high),
  low: Math.min(earlier.low, later.low),
  close: later.close,
  volume: earlier.volume + later.volume,
  count: earlier.count + later.count,
})

const check = (candle: Candle, before: Candle | undefined): void => {
  for (const field of FIELDS)
    if (!Number.isFinite(candle[field])) throw new RangeError(`the ${field} of a candle is no number`)
  if (candle.low <= 0) throw new RangeError('a price is not positive')
  if (before && candle.time <= before.time) throw new RangeError('the times of the candles do not rise')
}
