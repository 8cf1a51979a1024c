import type { Params } from './arguments.ts'
import { invalid, textOf } from './arguments.ts'
/** Tells whether a time (unix milliseconds) lies in the range that a call asks for. */
export type InRange = (time: number) => boolean

/** Reads `start` (exclusive) and `end` (inclusive): unix seconds, or the id of something whose time counts. */
export const rangeOf = (params: Params, timeOf: (id: string) => number | undefined): InRange => {
  const start = bound(params, 'start', timeOf)
  const end = bound(params, 'end', timeOf)
  return (time) => (start === undefined || time > start) && (end === undefined || time <= end)
}

const bound = (params: Params, name: 'start' | 'end', timeOf: (id: string) => number | undefined) => {
  const text = textOf(params, name)
  if (text === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(text))
    return Number(text) === 0 && name === 'end' ? undefined : Number(text) * 1000
  const time = timeOf(text)
  if (time === undefined) throw invalid(name)
  return time
}
