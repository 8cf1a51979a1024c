import type { Anatomy } from './anatomy.ts'
import { gapsDown, gapsUp } from './gaps.ts'
import type { Pattern } from './pattern.ts'
import { isNone } from './shapes.ts'

const TURN = { kind: 'reversal', bars: 2, from: 11 } as const

const isHammer = (a: Anatomy, at: number) =>
  a.body(at) < a.size('body', at) && a.lowerShadow(at) > a.body(at) && isNone(a, at, a.upperShadow(at))

const isUpturned = (a: Anatomy, at: number) =>
  a.body(at) < a.size('body', at) && a.upperShadow(at) > a.body(at) && isNone(a, at, a.lowerShadow(at))

const hammer: Pattern = {
  ...TURN,
  name: 'hammer',
  talib: 'CDLHAMMER',
  value: (a, at) => (isHammer(a, at) && a.bottom(at) <= a.low(at - 1) + a.size('near', at - 1) ? 100 : 0),
}

const hangingMan: Pattern = {
  ...TURN,
  name: 'hanging_man',
  talib: 'CDLHANGINGMAN',
  value: (a, at) => (isHammer(a, at) && a.bottom(at) >= a.high(at - 1) - a.size('near', at - 1) ? -100 : 0),
}

const invertedHammer: Pattern = {
  ...TURN,
  name: 'inverted_hammer',
  talib: 'CDLINVERTEDHAMMER',
  value: (a, at) => (isUpturned(a, at) && gapsDown(a, at, at - 1) ? 100 : 0),
}

const shootingStar: Pattern = {
  ...TURN,
  name: 'shooting_star',
  talib: 'CDLSHOOTINGSTAR',
  value: (a, at) => (isUpturned(a, at) && gapsUp(a, at, at - 1) ? -100 : 0),
}

/** A small body at one end of a long shadow, and where it stands to the candle before. */
export const HAMMERS: readonly Pattern[] = [hammer, hangingMan, invertedHammer, shootingStar]
