import { describe, expect, test } from 'vitest'
import { isSigned } from '../../src/emulator/face/signature.ts'
import { aKraken, NOON, sign } from './a-kraken.ts'

// Kraken's own example, from its page on authentication.
const EXAMPLE = {
  secret: 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  path: '/0/private/AddOrder',
  nonce: '1616492376594',
  body: 'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
  signature: '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
}
const FORM = 'application/x-www-form-urlencoded'

describe('signature', () => {
  const check = (changed: Partial<typeof EXAMPLE>) => {
    const { secret, signature, path, nonce, body } = { ...EXAMPLE, ...changed }
    return isSigned(secret, signature, path, nonce, new TextEncoder().encode(body))
  }

  test('the published example is accepted', async () => {
    expect(await check({})).toBe(true)
  })

  test.each([
    ['another path', { path: '/0/private/AddOrder?x=1' }],
    ['another nonce', { nonce: '1616492376595' }],
    ['one byte more in the body', { body: `${EXAMPLE.body}&` }],
    ['a signature that is no base64', { signature: '???' }],
    ['an empty signature', { signature: '' }],
  ])('%s is refused', async (_, changed) => {
    expect(await check(changed)).toBe(false)
  })

  test('a call with a wrong signature is refused and does not use up its nonce', async () => {
    const kraken = aKraken()
    const nonce = kraken.nextNonce()
    const body = `nonce=${nonce}`
    const path = '/0/private/GetApiKeyInfo'
    const wrong = { key: kraken.emulator.credentials.key, secret: EXAMPLE.secret }
    const refused = await kraken.signed(path, body, nonce, wrong, FORM)
    expect(await refused.json()).toEqual({ error: ['EAPI:Invalid signature'] })
    const accepted = await kraken.signed(path, body, nonce, kraken.emulator.credentials, FORM)
    expect(await accepted.json()).toMatchObject({ error: [] })
  })

  test('an unknown key is refused, also one that an object would answer to', async () => {
    const kraken = aKraken()
    for (const key of ['nobody', 'constructor', '__proto__'])
      expect(await kraken.private('GetApiKeyInfo', {}, { key, secret: EXAMPLE.secret })).toEqual({
        error: ['EAPI:Invalid key'],
      })
  })

  test('a JSON body is verified byte for byte', async () => {
    const kraken = aKraken()
    const nonce = kraken.nextNonce()
    const body = `{ "nonce": "${nonce}",  "pair": "BTC/USD", "depth": 10 }`
    const answer = await kraken.signed(
      '/0/private/Level3',
      body,
      nonce,
      kraken.emulator.credentials,
      'application/json',
    )
    expect(await answer.json()).toMatchObject({ error: [], result: { pair: 'BTC/USD' } })
  })

  test('a query on a private path is part of what is signed', async () => {
    const kraken = aKraken()
    const { credentials } = kraken.emulator
    const call = async (signedPath: string) => {
      const nonce = kraken.nextNonce()
      const body = `nonce=${nonce}`
      const answer = await kraken.send('/0/private/CreditLines?account_id=WX6V-JUKW-KKPB-QE36', {
        method: 'POST',
        body,
        headers: {
          'API-Key': credentials.key,
          'API-Sign': sign(credentials.secret, signedPath, nonce, body),
        },
      })
      return answer.json()
    }
    expect(await call('/0/private/CreditLines')).toEqual({ error: ['EAPI:Invalid signature'] })
    expect(await call('/0/private/CreditLines?account_id=WX6V-JUKW-KKPB-QE36')).toMatchObject({ error: [] })
  })

  test('a body that is no JSON is a bad request', async () => {
    const kraken = aKraken()
    const answer = await kraken.signed(
      '/0/private/Level3',
      '{',
      '1',
      kraken.emulator.credentials,
      'application/json',
    )
    expect(await answer.json()).toEqual({ error: ['EAPI:Bad request'] })
  })
})

describe('nonce', () => {
  const callWith = (kraken: ReturnType<typeof aKraken>, nonce: string) =>
    kraken
      .signed('/0/private/GetApiKeyInfo', `nonce=${nonce}`, nonce, kraken.emulator.credentials, FORM)
      .then((answer) => answer.json() as Promise<{ error: string[] }>)

  test('must rise strictly for each key', async () => {
    const kraken = aKraken()
    expect(await callWith(kraken, '100')).toMatchObject({ error: [] })
    expect(await callWith(kraken, '100')).toEqual({ error: ['EAPI:Invalid nonce'] })
    expect(await callWith(kraken, '99')).toEqual({ error: ['EAPI:Invalid nonce'] })
    expect(await callWith(kraken, '101')).toMatchObject({ error: [] })
    const other = await kraken.mint([])
    const answer = await kraken.signed('/0/private/GetApiKeyInfo', 'nonce=5', '5', other, FORM)
    expect(await answer.json()).toMatchObject({ error: [] })
  })

  test.each(['', 'abc', '-1', '1.5', '18446744073709551616'])('%j is no nonce', async (nonce) => {
    expect(await callWith(aKraken(), nonce)).toEqual({ error: ['EAPI:Invalid nonce'] })
  })

  test('a window lets an older one pass', async () => {
    const kraken = aKraken()
    await kraken.control('keys', { name: 'main', nonceWindow: 10 })
    expect(await callWith(kraken, '100')).toMatchObject({ error: [] })
    expect(await callWith(kraken, '91')).toMatchObject({ error: [] })
    expect(await callWith(kraken, '90')).toEqual({ error: ['EAPI:Invalid nonce'] })
  })

  test('calls that arrive together are judged in the order of their arrival', async () => {
    const kraken = aKraken()
    const answers = await Promise.all(Array.from({ length: 50 }, () => kraken.private('GetApiKeyInfo')))
    expect(answers.flatMap(({ error }) => error)).toEqual([])
  })
})

describe('permissions', () => {
  test('a key without the permission is refused', async () => {
    const kraken = aKraken()
    const key = await kraken.mint(['query-funds'])
    expect(await kraken.private('DepositAddresses', { asset: 'XBT', method: 'Bitcoin' }, key)).toMatchObject({
      error: [],
    })
    expect(await kraken.private('DepositMethods', { asset: 'XBT' }, key)).toEqual({
      error: ['EGeneral:Permission denied'],
    })
    expect(await kraken.private('Level3', { pair: 'BTC/USD' }, key)).toEqual({
      error: ['EGeneral:Permission denied'],
    })
  })

  test('one of several permissions is enough where Kraken says either', async () => {
    const kraken = aKraken()
    const key = await kraken.mint(['query-ledger'])
    expect(await kraken.private('WithdrawStatus', {}, key)).toMatchObject({ error: [] })
  })

  test('a permission taken from the main key is gone at once, and given back', async () => {
    const kraken = aKraken()
    await kraken.control('keys', { name: 'main', permissions: [] })
    expect(await kraken.private('CreditLines')).toEqual({ error: ['EGeneral:Permission denied'] })
    await kraken.control('keys', { name: 'main', permissions: ['query-funds'] })
    expect(await kraken.private('CreditLines')).toMatchObject({ error: [] })
  })

  test('a key with two-factor wants its one-time password, and the log never has it', async () => {
    const kraken = aKraken()
    await kraken.control('keys', { name: 'main', otp: '424242' })
    expect(await kraken.private('GetApiKeyInfo')).toEqual({ error: ['EAPI:Invalid key'] })
    expect(await kraken.private('GetApiKeyInfo', { otp: '424242' })).toMatchObject({ error: [] })
    expect(JSON.stringify(await kraken.log())).not.toContain('424242')
  })
})

describe('rate counter', () => {
  test('a starter account has fifteen points and wins back one in about three seconds', async () => {
    let now = NOON
    const kraken = aKraken({ tier: 'starter', now: () => now })
    const burst = await Promise.all(Array.from({ length: 16 }, () => kraken.private('CreditLines')))
    expect(burst.map(({ error }) => error[0])).toEqual([
      ...Array.from({ length: 15 }, () => undefined),
      'EAPI:Rate limit exceeded',
    ])
    now += 2_900
    expect(await kraken.private('CreditLines')).toEqual({ error: ['EAPI:Rate limit exceeded'] })
    now += 200
    expect(await kraken.private('CreditLines')).toMatchObject({ error: [] })
  })

  test('each key has its own counter, and public calls cost nothing', async () => {
    const kraken = aKraken({ tier: 'starter' })
    const other = await kraken.mint(['query-funds'])
    await Promise.all(Array.from({ length: 15 }, () => kraken.private('CreditLines')))
    expect(await kraken.private('CreditLines', {}, other)).toMatchObject({ error: [] })
    expect(await kraken.public('Time')).toMatchObject({ error: [] })
  })
})
