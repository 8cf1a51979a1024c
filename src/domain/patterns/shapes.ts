import type { Anatomy } from './anatomy.ts'

/** A body longer than the average of those before it. */
export const isLong = (a: Anatomy, at: number): boolean => a.body(at) > a.size('body', at)

/** A body no longer than the average of those before it. */
export const isShort = (a: Anatomy, at: number): boolean => a.body(at) <= a.size('body', at)

/** A candle that opens and closes at almost one price. */
export const isDoji = (a: Anatomy, at: number): boolean => a.body(at) <= a.size('sliver', at)

/** A shadow, of the candle at this place, that is hardly there. */
export const isNone = (a: Anatomy, at: number, shadow: number): boolean => shadow < a.size('sliver', at)
