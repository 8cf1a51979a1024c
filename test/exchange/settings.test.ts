import { expect, test } from 'vitest'
import { readSettings, type Vars } from '../../src/exchange/settings.ts'

const problemsOf = (vars: Vars) => {
  const read = readSettings(vars)
  return (read.ok ? read.settings.wrong : read.problems).map(
    ({ setting, problem }) => `${setting} ${problem}`,
  )
}

const settingsOf = (vars: Vars) => {
  const read = readSettings(vars)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.settings
}

const KEY = { KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: 'c2VjcmV0' }

test('no settings at all mean Kraken itself, without a key, at the starter tier', () => {
  expect(settingsOf({})).toMatchObject({
    exchange: 'kraken',
    baseUrl: 'https://api.kraken.com',
    tier: 'starter',
    authDisabled: false,
  })
  expect(settingsOf({}).credentials).toBeUndefined()
})

test('half a key is an error that names the missing half', () => {
  expect(problemsOf({ KRAKEN_API_KEY: 'key' })).toEqual([
    'KRAKEN_API_SECRET is missing: KRAKEN_API_KEY is set without it',
  ])
  expect(problemsOf({ KRAKEN_API_SECRET: 'c2VjcmV0' })).toEqual([
    'KRAKEN_API_KEY is missing: KRAKEN_API_SECRET is set without it',
  ])
})

test('a malformed secret is refused, and the refusal does not tell it', () => {
  const [problem] = problemsOf({ KRAKEN_API_KEY: 'key', KRAKEN_API_SECRET: 'canary!not-base64' })
  expect(problem).toContain('base64')
  expect(problem).not.toContain('canary')
})

test('plain http is for loopback alone', () => {
  expect(problemsOf({ KRAKEN_BASE_URL: 'http://api.kraken.com' })).toEqual([
    'KRAKEN_BASE_URL must begin with https:// (plain http only to a loopback address)',
  ])
  for (const host of ['127.0.0.1:9', 'localhost:9', '[::1]:9', '127.8.9.1'])
    expect(settingsOf({ KRAKEN_BASE_URL: `http://${host}` }).exchange).toBe('loopback')
  expect(problemsOf({ KRAKEN_BASE_URL: 'http://127.0.0.1.evil.example' })).toHaveLength(1)
  expect(problemsOf({ KRAKEN_BASE_URL: 'http://127.0.0.1@evil.example' }).length).toBeGreaterThan(0)
})

test('the address of Kraken carries no query and no hash: signed paths stand behind it', () => {
  for (const end of ['?x=1', '/?', '#top'])
    expect(problemsOf({ KRAKEN_BASE_URL: `https://api.kraken.com${end}` })).toEqual([
      'KRAKEN_BASE_URL must not carry a query or a hash',
    ])
})

test('a timeout is a whole number of milliseconds up to two minutes, and the refusal says so', () => {
  for (const HTTP_TIMEOUT_MS of ['abc', '0', '-1', '1.5', '1e3', '0x10', '120001', '9999999'])
    expect(problemsOf({ HTTP_TIMEOUT_MS })).toEqual([
      'HTTP_TIMEOUT_MS must be a whole number of milliseconds between 1 and 120000',
    ])
  expect(settingsOf({ HTTP_TIMEOUT_MS: ' 120000 ' }).httpTimeoutMs).toBe(120_000)
})

test('the address decides which exchange it is, not what EXCHANGE says', () => {
  expect(settingsOf({ EXCHANGE: 'emulator' }).exchange).toBe('kraken')
  expect(settingsOf({ EXCHANGE: 'emulator', KRAKEN_BASE_URL: 'http://127.0.0.1:9' }).exchange).toBe(
    'emulator',
  )
  expect(settingsOf({ EXCHANGE: 'kraken', KRAKEN_BASE_URL: 'http://127.0.0.1:9' }).exchange).toBe('loopback')
})

test('every wrong setting is named at once, and an empty line counts as not set', () => {
  expect(problemsOf({ KRAKEN_TIER: 'gold', HTTP_TIMEOUT_MS: 'soon', LOG_LEVEL: 'loud' })).toHaveLength(3)
  expect(problemsOf({ KRAKEN_API_KEY: '', KRAKEN_API_SECRET: '' })).toEqual([])
})

test('a wrong setting that the road does not need stands at its default; one that it needs is fatal', () => {
  const wrong = {
    ...KEY,
    KRAKEN_TIER: 'gold',
    HTTP_TIMEOUT_MS: 'soon',
    LOG_LEVEL: 'loud',
    ALLOW_SHARED_KEY: 'maybe',
    ALERT_WEBHOOK_URL: 'hooks.example',
    JOURNAL_DAYS: 'x',
  }
  const { tier, logLevel, allowSharedKey, journalDays, httpTimeoutMs, alertWebhookUrl } = settingsOf(wrong)
  expect({ tier, logLevel, allowSharedKey, journalDays, httpTimeoutMs, alertWebhookUrl }).toEqual({
    tier: 'starter',
    logLevel: 'info',
    allowSharedKey: false,
    journalDays: 90,
    httpTimeoutMs: undefined,
    alertWebhookUrl: undefined,
  })
  for (const fatal of [
    { KRAKEN_API_SECRET: 'no secret!' },
    { KRAKEN_BASE_URL: 'kraken' },
    { EXCHANGE: 'another' },
    { RUNS_LOCALLY: 'maybe' },
    { AUTH_DISABLED: 'maybe' },
  ])
    expect(readSettings({ ...wrong, ...fatal })).toMatchObject({ ok: false })
})

test('the one-time password belongs to a key', () => {
  expect(settingsOf({ ...KEY, KRAKEN_OTP: '123456' }).credentials).toEqual({
    key: 'key',
    secret: 'c2VjcmV0',
    otp: '123456',
  })
})

test('alerts go to https, or to this very machine, and a wrong address is not repeated', () => {
  for (const url of ['https://hooks.example/canary', 'http://127.0.0.1:9/canary', 'http://localhost/canary'])
    expect(settingsOf({ ALERT_WEBHOOK_URL: url }).alertWebhookUrl).toBe(url)
  expect(settingsOf({}).alertWebhookUrl).toBeUndefined()
  for (const url of ['http://hooks.example/canary', 'ftp://hooks.example/canary', 'canary']) {
    const [problem] = problemsOf({ ALERT_WEBHOOK_URL: url })
    expect(problem).toContain('https://')
    expect(problem).not.toContain('canary')
  }
})

test('the journal keeps what is closed for 90 days, or as long as the owner says', () => {
  expect(settingsOf({}).journalDays).toBe(90)
  expect(settingsOf({ JOURNAL_DAYS: '30' }).journalDays).toBe(30)
  for (const days of ['0', '1.5', 'many', '4000'])
    expect(problemsOf({ JOURNAL_DAYS: days })).toEqual([
      'JOURNAL_DAYS must be a whole number of days between 1 and 3650',
    ])
})

test('a short passphrase and a host that is none stand at no passphrase and no host, and are not repeated', () => {
  const vars = { OWNER_PASSPHRASE: 'canary', OAUTH_REDIRECT_HOSTS: 'https://claude.ai/x' }
  const problems = problemsOf(vars)
  expect(problems).toEqual([
    'OWNER_PASSPHRASE must have 8 to 1000 characters',
    expect.stringContaining('OAUTH_REDIRECT_HOSTS must name hosts'),
  ])
  expect(problems.join()).not.toContain('canary')
  expect(settingsOf(vars)).toMatchObject({ redirectHosts: [] })
  expect(settingsOf(vars).ownerPassphrase).toBeUndefined()
  expect(settingsOf({ OAUTH_REDIRECT_HOSTS: 'Claude.ai, loopback' }).redirectHosts).toEqual([
    'claude.ai',
    'loopback',
  ])
})

test('a time zone that nobody knows, and a policy that is none, are told by name', () => {
  const read = readSettings({ OWNER_TIME_ZONE: 'Mars/Olympus', RISK_POLICY: 'panic' })
  const wrong = read.ok ? read.settings.wrong.map(({ setting }) => setting) : []
  expect(wrong).toEqual(['OWNER_TIME_ZONE', 'RISK_POLICY'])
  expect(read.ok && read.settings).toMatchObject({ ownerTimeZone: 'UTC', riskPolicy: 'reduce' })
})
