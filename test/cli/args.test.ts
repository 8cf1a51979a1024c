import { expect, test } from 'vitest'
import { portOf, readArgs } from '../../src/cli/args.ts'
import { durationMs } from '../../src/cli/duration.ts'
import { UsageError } from '../../src/cli/failure.ts'
import { scopesOf } from '../../src/cli/scopes.ts'

const OPTIONS = { port: { type: 'string', default: '8787' }, json: { type: 'boolean' } } as const

test('options are read strictly: an unknown one, a missing value and a superfluous word are usage errors', () => {
  expect(readArgs(['--port', '1', '--json'], OPTIONS).values).toEqual({ port: '1', json: true })
  for (const argv of [['--prot', '1'], ['--port'], ['--json=yes'], ['surplus']])
    expect(() => readArgs(argv, OPTIONS)).toThrow(UsageError)
})

test('words are taken up to the number that a command knows', () => {
  expect(readArgs(['one'], OPTIONS, { atMost: 1 }).words).toEqual(['one'])
  expect(() => readArgs(['one', 'two'], OPTIONS, { atMost: 1 })).toThrow('"two"')
})

test('a port is a whole number up to 65535', () => {
  expect(['0', '8787', '65535'].map(portOf)).toEqual([0, 8787, 65535])
  for (const text of ['', '-1', '1e3', '65536', '80a', '0x50', ' 80'])
    expect(() => portOf(text)).toThrow(UsageError)
})

test('durations read days, hours, minutes and plain seconds', () => {
  const readings = { '90d': 7_776_000_000, '12h': 43_200_000, '30m': 1_800_000, '3600': 3_600_000 }
  for (const [text, ms] of Object.entries(readings)) expect(durationMs(text)).toBe(ms)
  for (const text of ['', '0', '0d', '-1d', '1.5h', '90 d', '1w', 'd', '1e9', '9999999999d'])
    expect(() => durationMs(text)).toThrow(UsageError)
})

test('scopes are known words, in a fixed order, at least one', () => {
  expect(scopesOf('trade, read,read')).toEqual(['read', 'trade'])
  expect(() => scopesOf('read,all')).toThrow('"all"')
  expect(() => scopesOf(' , ')).toThrow(UsageError)
})
