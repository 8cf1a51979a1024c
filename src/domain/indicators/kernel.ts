import { refuseGaps, unknownColumn } from './columns.ts'

export type Columns<Name extends string> = Readonly<Record<Name, Float64Array>>

/** The names of a kernel's columns, in and out, and of its parameters. */
export interface Kernel<P, S, I extends string, O extends string> {
  readonly inputs: readonly I[]
  readonly outputs: readonly O[]
  /** The state before the first bar: plain data, which JSON carries whole. Throws RangeError on parameters that make no sense. */
  start(parameters: P): S
  /**
   * Goes on from `state` over any number of bars and answers the state after them. The one definition of both forms: a
   * loop that can stop anywhere. `outputs` are as long as `inputs` and hold NaN; what is not known yet stays NaN.
   */
  run(state: S, inputs: Columns<I>, outputs: Columns<O>): S
}

/** All bars at once: columns as long as the inputs, NaN before the first value. Throws RangeError on NaN or unequal lengths. */
export const batch = <P, S, I extends string, O extends string>(
  kernel: Kernel<P, S, I, O>,
  inputs: Columns<I>,
  parameters: P,
): Columns<O> => advance(kernel, kernel.start(parameters), inputs).outputs

/** Any number of bars more. Throws RangeError on NaN or unequal lengths; the state before them stays usable. */
export const advance = <S, I extends string, O extends string>(
  { inputs: names, outputs: results, run }: Pick<Kernel<never, S, I, O>, 'inputs' | 'outputs' | 'run'>,
  state: S,
  inputs: Columns<I>,
): { readonly state: S; readonly outputs: Columns<O> } => {
  const [first] = names
  const length = first === undefined ? 0 : inputs[first].length
  for (const name of names) {
    if (inputs[name].length !== length) throw new RangeError('the columns are not of one length')
    refuseGaps(name, inputs[name])
  }
  const outputs = record(results, () => unknownColumn(length))
  return { state: run(state, inputs, outputs), outputs }
}

/** Throws RangeError where a period is no whole number from `least` on. */
export const checkPeriod = (period: number, least = 1): void => {
  if (!Number.isInteger(period) || period < least)
    throw new RangeError(`a period must be a whole number, at least ${least}`)
}

const record = <K extends string, V>(names: readonly K[], value: (name: K) => V): Record<K, V> => {
  const entries: Partial<Record<K, V>> = {}
  for (const name of names) entries[name] = value(name)
  // Every name of K has been given its value just above.
  return entries as Record<K, V>
}
