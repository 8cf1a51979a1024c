import { createHash, createHmac } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { MAX_BODY_BYTES } from '../../src/kraken/body.ts'
import { createClient, type Fetch, USER_AGENT } from '../../src/kraken/client.ts'
import { Balance } from '../../src/kraken/endpoints/account/balances.ts'
import { RetrieveExport } from '../../src/kraken/endpoints/export.ts'
import { Time } from '../../src/kraken/endpoints/market/status.ts'
import { Ticker } from '../../src/kraken/endpoints/market/ticker.ts'
import { AddOrder } from '../../src/kraken/endpoints/trading/placing.ts'
import { fingerprint } from '../../src/kraken/fingerprint.ts'
import { aKraken, says } from './a-kraken.ts'

const credentials = { key: 'canary-key-0123456789', secret: btoa('canary secret 0123456789') }
const nonce = '1700000000000'

test('a public call is a GET that names us', async () => {
  const { baseUrl, arrived } = await aKraken(says({ XXBTZUSD: {} }))
  const reply = await createClient({ fetch, baseUrl }).public(Ticker, { pair: ['XBTUSD'] })
  expect(reply).toMatchObject({ kind: 'result', result: { XXBTZUSD: {} }, warnings: [] })
  expect(arrived).toMatchObject([
    {
      method: 'GET',
      url: '/0/public/Ticker?pair=XBTUSD',
      headers: { 'user-agent': `breakwater/${manifest.version}` },
    },
  ])
  expect(USER_AGENT).toBe(`breakwater/${manifest.version}`)
})

test('a private call is signed over the very bytes that arrive', async () => {
  const { baseUrl, arrived } = await aKraken(says({}))
  await createClient({ fetch, baseUrl, credentials }).private(
    Balance,
    { account_id: 'WX6V-JUKW', rebase_multiplier: 'base' },
    { nonce },
  )
  const [request] = arrived
  if (!request) throw new Error('nothing arrived')
  const digest = createHash('sha256')
    .update(nonce + request.body)
    .digest()
  const signature = createHmac('sha512', Buffer.from(credentials.secret, 'base64'))
    .update(request.url ?? '')
    .update(digest)
    .digest('base64')
  expect(request).toMatchObject({
    method: 'POST',
    url: '/0/private/Balance?account_id=WX6V-JUKW',
    body: 'nonce=1700000000000&rebase_multiplier=base',
    headers: { 'api-key': credentials.key, 'api-sign': signature },
  })
})

test('the answer’s own time comes along', async () => {
  const { baseUrl } = await aKraken((response) => {
    response.setHeader('date', 'Thu, 01 Jan 2026 00:00:00 GMT')
    says({})(response)
  })
  const reply = await createClient({ fetch, baseUrl }).public(Time, {})
  expect(reply.date).toBe(Date.UTC(2026, 0, 1))
})

test('errors with status 200 are errors', async () => {
  const { baseUrl } = await aKraken((response) => response.end('{"error":["EQuery:Unknown asset pair"]}'))
  const reply = await createClient({ fetch, baseUrl }).public(Time, {})
  expect(reply).toMatchObject({ kind: 'errors', errors: ['EQuery:Unknown asset pair'] })
})

test('HTML is no envelope, and none of it is kept', async () => {
  const { baseUrl } = await aKraken((response) => response.end('<html>canary of the upstream</html>'))
  const reply = await createClient({ fetch, baseUrl }).public(Time, {})
  expect(reply).toMatchObject({ kind: 'lost', why: 'not_envelope' })
  expect(JSON.stringify(reply)).not.toContain('canary')
})

test.each([202, 401, 429, 500, 502, 520])('status %d is lost, even around an envelope', async (status) => {
  const { baseUrl } = await aKraken((response) => {
    response.statusCode = status
    says({ fine: true })(response)
  })
  const reply = await createClient({ fetch, baseUrl, credentials }).private(Balance, {}, { nonce })
  expect(reply).toMatchObject({ kind: 'lost', why: 'status', status })
})

test('a redirect is not followed, so the key goes nowhere else', async () => {
  const elsewhere = await aKraken(says({}))
  const { baseUrl } = await aKraken((response) => {
    response.writeHead(307, { location: `${elsewhere.baseUrl}/0/private/Balance` }).end()
  })
  const reply = await createClient({ fetch, baseUrl, credentials }).private(Balance, {}, { nonce })
  expect(reply).toMatchObject({ kind: 'lost', why: 'status', status: 307 })
  expect(elsewhere.arrived).toEqual([])
})

test('a call that is given up is a timeout, before the answer and in the midst of it', async () => {
  for (const begin of [false, true]) {
    const giveUp = new AbortController()
    const { baseUrl } = await aKraken((response) => {
      if (begin) response.write('{"error":[],')
      setTimeout(() => giveUp.abort(), begin ? 50 : 0)
    })
    const reply = await createClient({ fetch, baseUrl }).public(Time, {}, { signal: giveUp.signal })
    expect(reply).toMatchObject({ kind: 'lost', why: 'timeout' })
  }
})

test('a connection that breaks is a lost network', async () => {
  const { baseUrl } = await aKraken((response) => response.destroy())
  const reply = await createClient({ fetch, baseUrl, credentials }).private(AddOrder, {}, { nonce })
  expect(reply).toEqual({ kind: 'lost', why: 'network' })
})

test('an answer above the limit is not read, whether or not it says its size', async () => {
  for (const announced of [true, false]) {
    const { baseUrl } = await aKraken((response) => {
      const body = Buffer.alloc(MAX_BODY_BYTES + 1, ' ')
      if (announced) response.setHeader('content-length', body.length)
      response.end(body)
    })
    const reply = await createClient({ fetch, baseUrl }).public(Time, {})
    expect(reply).toMatchObject({ kind: 'lost', why: 'too_large' })
  }
})

test('an export is unpacked, and its refusal is read as any other', async () => {
  const zip = zipSync({ 'ledgers.csv': strToU8('txid,amount\nLA,1.5\n') })
  const { baseUrl } = await aKraken((response, { body }) =>
    body.includes('id=GOOD') ? response.end(zip) : response.end('{"error":["EExport:Not ready"]}'),
  )
  const client = createClient({ fetch, baseUrl, credentials })
  expect(await client.private(RetrieveExport, { id: 'GOOD' }, { nonce })).toMatchObject({
    kind: 'result',
    result: { fields: ['txid', 'amount'], rows: [['LA', '1.5']] },
  })
  expect(await client.private(RetrieveExport, { id: 'BAD' }, { nonce })).toMatchObject({ kind: 'errors' })
})

test('should Kraken ever repeat the credentials in its words, they are hidden', async () => {
  const { key, secret } = credentials
  const { baseUrl } = await aKraken((response) =>
    response.end(JSON.stringify({ error: [`EAPI:Invalid key:${key}`, `EAPI:Invalid signature:${secret}`] })),
  )
  const reply = await createClient({ fetch, baseUrl, credentials }).private(Balance, {}, { nonce })
  expect(reply).toMatchObject({
    errors: ['EAPI:Invalid key:[hidden]', 'EAPI:Invalid signature:[hidden]'],
  })
})

test('private calls leave in the turns in which they are made, so in the order of their nonces', async () => {
  const left: string[] = []
  const record: Fetch = async (_url, { body = '' }) => {
    left.push(body)
    return Response.json({ error: [], result: {} })
  }
  const client = createClient({ fetch: record, baseUrl: 'http://kraken.test', credentials })
  const replies = [1, 2, 3].map((number) => client.private(Balance, {}, { nonce: String(number) }))
  expect(left).toEqual(['nonce=1', 'nonce=2', 'nonce=3'])
  await Promise.all(replies)
})

test('without a key a private call does not leave', async () => {
  const { baseUrl, arrived } = await aKraken(says({}))
  const call = () => createClient({ fetch, baseUrl }).private(Balance, {}, { nonce })
  expect(call).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'no_key' }))
  expect(arrived).toEqual([])
})

test('a malformed secret is refused when the client is made', () => {
  const make = () =>
    createClient({ fetch, baseUrl: 'http://127.0.0.1:1', credentials: { key: 'k', secret: '***' } })
  expect(make).toThrow(expect.objectContaining({ kind: 'invalid', code: 'malformed_secret' }))
})

test('two keys have two names, and a name holds nothing of its key', () => {
  expect(fingerprint('one')).toMatch(/^[0-9a-f]{16}$/)
  expect(fingerprint('one')).toBe(fingerprint('one'))
  expect(fingerprint('one')).not.toBe(fingerprint('two'))
})
