import { BODIES } from './bodies.ts'
import { DOJI } from './doji.ts'
import { HAMMERS } from './hammers.ts'
import { hikkake } from './hikkake.ts'
import { PAIRS } from './pairs.ts'
import type { Pattern } from './pattern.ts'
import { THREES } from './threes.ts'

/** Every pattern, from one candle to three. */
export const PATTERNS: readonly Pattern[] = [...DOJI, ...HAMMERS, ...BODIES, ...PAIRS, ...THREES, hikkake]
