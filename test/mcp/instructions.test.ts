import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { VERSION } from '../../src/domain/version.ts'
import { instructionsFor } from '../../src/mcp/instructions.ts'

test.each([
  ['emulator', 'simulated exchange'],
  ['loopback', 'loopback'],
  ['kraken', 'the real Kraken account'],
] as const)('on %s they begin with whose money is moved: %s', (exchange, words) => {
  const text = instructionsFor(exchange, { account: 'live' })
  expect(text.split('\n')[0]).toContain(words)
  expect(text.length).toBeLessThanOrEqual(1_500)
})

test('on paper they begin with the paper account’s name', () => {
  for (const exchange of ['emulator', 'loopback', 'kraken'] as const) {
    const text = instructionsFor(exchange, { account: `paper:${'a'.repeat(32)}` })
    expect(text.startsWith('paper:aaaa')).toBe(true)
    expect(text.length).toBeLessThanOrEqual(1_500)
  }
})

test('the version that clients are told is the package’s', () => {
  expect(JSON.parse(readFileSync('package.json', 'utf8')).version).toBe(VERSION)
})
