/** The columns that a loop reads. */
export interface Prices {
  readonly high: Float64Array
  readonly low: Float64Array
  readonly close: Float64Array
}

// The same definitions as the kernels', each written out as one would for itself alone: gaps are refused, but there is no
// state to go on from. What stands beside the kernels in the bench.

const blank = (length: number) => new Float64Array(length).fill(Number.NaN)
const at = (values: Float64Array, index: number): number => values[index] ?? Number.NaN

const refuseGaps = (values: Float64Array): void => {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(at(values, i))) throw new RangeError('a gap')
}

/** A sliding sum, summed afresh every n bars. */
export const smaByHand = (close: Float64Array, n: number): Float64Array => {
  refuseGaps(close)
  const out = blank(close.length)
  let sum = 0
  for (let i = 0; i < close.length; i++) {
    if (i % n === 0 && i >= n) {
      sum = 0
      for (let j = i - n + 1; j <= i; j++) sum += at(close, j)
    } else {
      sum += at(close, i)
      if (i >= n) sum -= at(close, i - n)
    }
    if (i >= n - 1) out[i] = sum / n
  }
  return out
}

export const emaByHand = (close: Float64Array, n: number, k = 2 / (n + 1)): Float64Array => {
  refuseGaps(close)
  const out = blank(close.length)
  let average = 0
  for (let i = 0; i < n; i++) average += at(close, i) / n
  out[n - 1] = average
  for (let i = n; i < close.length; i++) {
    average += (at(close, i) - average) * k
    out[i] = average
  }
  return out
}

/** The mean, and then the squares, of each window. */
export const deviationByHand = (close: Float64Array, n: number): Float64Array => {
  refuseGaps(close)
  const out = blank(close.length)
  for (let i = n - 1; i < close.length; i++) {
    let mean = 0
    for (let j = i - n + 1; j <= i; j++) mean += at(close, j)
    mean /= n
    let squares = 0
    for (let j = i - n + 1; j <= i; j++) squares += (at(close, j) - mean) ** 2
    out[i] = Math.sqrt(squares / n)
  }
  return out
}

export const bandsByHand = (close: Float64Array, n: number, width: number): readonly Float64Array[] => {
  refuseGaps(close)
  const [upper, middle, lower] = [blank(close.length), blank(close.length), blank(close.length)]
  for (let i = n - 1; i < close.length; i++) {
    let mean = 0
    for (let j = i - n + 1; j <= i; j++) mean += at(close, j)
    mean /= n
    let squares = 0
    for (let j = i - n + 1; j <= i; j++) squares += (at(close, j) - mean) ** 2
    const deviation = Math.sqrt(squares / n)
    middle[i] = mean
    upper[i] = mean + width * deviation
    lower[i] = mean - width * deviation
  }
  return [upper, middle, lower]
}

export const rsiByHand = (close: Float64Array, n: number): Float64Array => {
  refuseGaps(close)
  const out = blank(close.length)
  let gain = 0
  let loss = 0
  for (let i = 1; i < close.length; i++) {
    const change = at(close, i) - at(close, i - 1)
    const up = change > 0 ? change : 0
    const down = change < 0 ? -change : 0
    if (i <= n) {
      gain += up / n
      loss += down / n
    } else {
      gain += (up - gain) / n
      loss += (down - loss) / n
    }
    if (i >= n) out[i] = gain + loss === 0 ? 50 : (100 * gain) / (gain + loss)
  }
  return out
}

export const macdByHand = (close: Float64Array): readonly Float64Array[] => {
  refuseGaps(close)
  const [macd, signals, histogram] = [blank(close.length), blank(close.length), blank(close.length)]
  let fast = 0
  let slow = 0
  let signal = 0
  for (let i = 0; i < close.length; i++) {
    fast += i < 12 ? at(close, i) / 12 : ((at(close, i) - fast) * 2) / 13
    slow += i < 26 ? at(close, i) / 26 : ((at(close, i) - slow) * 2) / 27
    if (i < 25) continue
    const difference = fast - slow
    macd[i] = difference
    signal += i < 34 ? difference / 9 : ((difference - signal) * 2) / 10
    if (i < 33) continue
    signals[i] = signal
    histogram[i] = difference - signal
  }
  return [macd, signals, histogram]
}

export const atrByHand = ({ high, low, close }: Prices, n: number): Float64Array => {
  refuseGaps(high)
  refuseGaps(low)
  refuseGaps(close)
  const out = blank(close.length)
  let average = 0
  for (let i = 0; i < close.length; i++) {
    const before = i === 0 ? at(high, 0) : at(close, i - 1)
    const range = Math.max(at(high, i), before) - Math.min(at(low, i), before)
    average += i < n ? range / n : (range - average) / n
    if (i >= n - 1) out[i] = average
  }
  return out
}

export const highestByHand = (high: Float64Array, n: number): Float64Array => {
  refuseGaps(high)
  const out = blank(high.length)
  for (let i = n - 1; i < high.length; i++) {
    let best = at(high, i)
    for (let j = i - n + 1; j < i; j++) if (at(high, j) > best) best = at(high, j)
    out[i] = best
  }
  return out
}

export const stochasticByHand = ({ high, low, close }: Prices): readonly Float64Array[] => {
  refuseGaps(high)
  refuseGaps(low)
  refuseGaps(close)
  const [k, d] = [blank(close.length), blank(close.length)]
  const fast = blank(close.length)
  for (let i = 13; i < close.length; i++) {
    let top = at(high, i)
    let bottom = at(low, i)
    for (let j = i - 13; j < i; j++) {
      if (at(high, j) > top) top = at(high, j)
      if (at(low, j) < bottom) bottom = at(low, j)
    }
    fast[i] = top === bottom ? 50 : (100 * (at(close, i) - bottom)) / (top - bottom)
    if (i >= 15) k[i] = (at(fast, i) + at(fast, i - 1) + at(fast, i - 2)) / 3
    if (i >= 17) d[i] = (at(k, i) + at(k, i - 1) + at(k, i - 2)) / 3
  }
  return [k, d]
}
