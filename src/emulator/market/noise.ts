import { mix } from '../hash.ts'

// Periods in minutes, each about four times the last and none a multiple of another: from three minutes to three months.
const PERIODS = [3, 11, 41, 157, 607, 2_347, 9_067, 35_027, 135_301] as const

/** A wandering number around zero for every minute, reached directly: no minute needs the one before it. */
export type Wander = (minute: number) => number

interface Octave {
  readonly period: number
  readonly height: number
  readonly word: number
  cell: number
  from: number
  to: number
}

/**
 * Value noise over octaves; an octave's height grows with the root of its period, as a random walk's does.
 * `perMinute` is roughly the standard deviation of one minute's step. The two corners of the last cell are kept.
 */
export const wander = (word: number, perMinute: number): Wander => {
  const octaves: readonly Octave[] = PERIODS.map((period, index) => ({
    period,
    height: perMinute * Math.sqrt(period) * 0.6,
    word: mix(word, index),
    cell: Number.NaN,
    from: 0,
    to: 0,
  }))
  return (minute) => {
    let sum = 0
    for (const octave of octaves) sum += height(octave, minute)
    return sum
  }
}

const height = (octave: Octave, minute: number): number => {
  const cell = Math.floor(minute / octave.period)
  if (cell !== octave.cell) {
    octave.cell = cell
    octave.from = corner(octave.word, cell)
    octave.to = corner(octave.word, cell + 1)
  }
  const along = minute / octave.period - cell
  return octave.height * (octave.from + (octave.to - octave.from) * along)
}

const corner = (word: number, cell: number) => mix(word, cell) / 0x8000_0000 - 1
