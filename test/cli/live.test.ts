import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { doubtAbout, readLive } from '../../src/cli/live.ts'
import { mainKeyOf } from '../../src/emulator/keys.ts'
import { aFolder } from './a-folder.ts'

const SECRET = Buffer.from('a secret of some length').toString('base64')
const KEY = { KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: SECRET }

const varsFile = (text: string) => {
  const file = join(aFolder(), '.dev.vars')
  writeFileSync(file, text)
  return file
}
const NO_FILE = '/nowhere/.dev.vars'

test('without any setting the exchange is Kraken, without a key', () => {
  expect(readLive({}, NO_FILE)).toEqual({
    exchange: 'kraken',
    baseUrl: 'https://api.kraken.com',
    key: undefined,
    settings: {},
  })
})

test('the empty lines of the example file count as no key', () => {
  expect(readLive({}, varsFile('KRAKEN_API_KEY=\nKRAKEN_API_SECRET=\n')).key).toBeUndefined()
})

test('the environment comes before the file, and a pair never mixes the two', () => {
  const file = varsFile(`KRAKEN_API_KEY=other\nKRAKEN_API_SECRET=${SECRET}\nKRAKEN_TIER=pro\n`)
  expect(readLive({}, file).key?.key).toBe('other')
  expect(readLive({ ...KEY, KRAKEN_TIER: 'starter' }, file)).toMatchObject({
    key: { key: 'key' },
    settings: { KRAKEN_TIER: 'starter' },
  })
  expect(() => readLive({ KRAKEN_API_KEY: 'key' }, file)).toThrow('KRAKEN_API_SECRET is not')
})

test('half a key and a malformed one are errors that repeat no value', () => {
  const halves = [
    { KRAKEN_API_KEY: 'canary' },
    { KRAKEN_API_SECRET: 'canary' },
    { KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: 'canary!' },
    { KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: 'canaryA' },
    { KRAKEN_API_KEY: 'canary key', KRAKEN_API_SECRET: SECRET },
  ]
  for (const environment of halves) {
    expect(() => readLive(environment, NO_FILE)).toThrow(/KRAKEN_API_(KEY|SECRET)/)
    expect(() => readLive(environment, NO_FILE)).not.toThrow('canary')
  }
})

test('settings that the Worker would refuse stop the start, each by its name and in its own words', () => {
  const wrong = {
    KRAKEN_TIER: 'gold-canary',
    LOG_LEVEL: 'loud-canary',
    HTTP_TIMEOUT_MS: 'abc-canary',
    AUTH_DISABLED: 'perhaps-canary',
  }
  for (const [name, value] of Object.entries(wrong))
    expect(() => readLive({ [name]: value }, NO_FILE)).toThrow(`${name} must be`)
  expect(() => readLive(wrong, NO_FILE)).toThrow(
    /^KRAKEN_TIER must be one of: .*\nHTTP_TIMEOUT_MS must be a whole number of milliseconds.*\nLOG_LEVEL/,
  )
  expect(() => readLive(wrong, NO_FILE)).not.toThrow('canary')
})

test('a secret of another length than Kraken’s is doubted, not refused, and not repeated', () => {
  const keyOf = (bytes: number) => ({ key: 'key', secret: Buffer.alloc(bytes, 'canary').toString('base64') })
  expect(doubtAbout(undefined)).toBeUndefined()
  expect(doubtAbout(keyOf(64))).toBeUndefined()
  expect(doubtAbout(keyOf(63))).toMatch(/^(?!.*Y2Fu).*63 bytes.*cut/)
})

test('the secrets that the emulator mints are as long as Kraken’s', () => {
  expect(doubtAbout(mainKeyOf('a seed'))).toBeUndefined()
})

test('a loopback base URL is another exchange than Kraken', () => {
  for (const host of ['127.0.0.1:9', 'localhost:9', '[::1]:9', '127.1.2.3'])
    expect(readLive({ KRAKEN_BASE_URL: `http://${host}/` }, NO_FILE)).toMatchObject({ exchange: 'loopback' })
})

test('anything but https is refused beyond this machine, and so is a URL with more than an address', () => {
  const refused = [
    'http://api.kraken.com',
    'http://127.0.0.1.evil.test',
    'ftp://127.0.0.1',
    'api.kraken.com',
    'https://user:pass@api.kraken.com',
    'https://api.kraken.com/?x=1',
  ]
  for (const KRAKEN_BASE_URL of refused)
    expect(() => readLive({ KRAKEN_BASE_URL }, NO_FILE)).toThrow('KRAKEN_BASE_URL')
})

test('only the settings of the Worker go on to it', () => {
  const { settings } = readLive({ LOG_LEVEL: 'debug', PATH: '/bin', BREAKWATER_ADMIN_TOKEN: 'x' }, NO_FILE)
  expect(settings).toEqual({ LOG_LEVEL: 'debug' })
})
