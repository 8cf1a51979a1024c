import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Trade } from '../../../../src/domain/matching/effect.ts'
import type { MatchEvent } from '../../../../src/domain/matching/engine.ts'
import { fillsOf } from './replay.ts'

const read = (name: string) => readFileSync(new URL(name, import.meta.url).pathname, 'utf8')
const rowsOf = <T>(text: string): readonly T[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line): T => JSON.parse(line))

test('a recorded tape replays to the same fills, byte for byte', () => {
  expect(fillsOf(rowsOf<MatchEvent>(read('tape.jsonl')))).toBe(read('fills.jsonl'))
})

test('the tape holds fills of every kind, each with its evidence', () => {
  const kinds = rowsOf<Trade>(read('fills.jsonl')).map((trade) => `${trade.role} by ${trade.evidence.kind}`)
  expect([...new Set(kinds)].sort()).toEqual([
    'maker by crossing',
    'maker by print',
    'taker by late-print',
    'taker by level',
  ])
})
