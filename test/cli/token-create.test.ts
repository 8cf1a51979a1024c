import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashToken } from '../../src/auth/token.ts'
import type { TokenBook } from '../../src/cli/token-book.ts'
import { createToken } from '../../src/cli/token-create.ts'
import { tokenJson, tokenTable } from '../../src/cli/token-table.ts'
import type { TokenRow } from '../../src/store/token-row.ts'
import { aFolder } from './a-folder.ts'

const aBook = (exchange: TokenBook['exchange'] = 'emulator') => {
  const rows: TokenRow[] = []
  const openings = new Map<string, string>()
  const book: TokenBook = {
    exchange,
    insert: async (row) => {
      rows.push(row)
    },
    openPaper: async (account, opening) => {
      if (!openings.has(account)) openings.set(account, opening)
      return openings.get(account) ?? ''
    },
    list: async () => rows,
    revoke: async () => undefined,
    find: async (id) => rows.find((row) => row.id === id),
    setMandate: async () => true,
  }
  return { rows, openings, open: async () => book }
}

const WORDS = { name: 'Claude', scope: 'read', account: 'live', 'for-url': false }

test('a token is written down by its hash, never by itself', async () => {
  const { rows, open } = aBook()
  const { token } = await createToken({ ...WORDS, 'expires-in': '30m' }, open, 1_000)
  expect(rows).toMatchObject([
    {
      name: 'Claude',
      exchange: 'emulator',
      scopes: 'read',
      expiresAt: 1_801_000,
      hash: await hashToken(token),
    },
  ])
  expect(JSON.stringify(rows)).not.toContain(token)
})

test('what cannot be granted is refused before the book is opened', async () => {
  const open = () => Promise.reject(new Error('opened'))
  const refused = [
    { name: undefined },
    { name: '  ' },
    { name: 'x'.repeat(65) },
    { name: 'two\nlines' },
    { name: 'bell\u0007' },
    { scope: 'everything' },
    { account: 'mine' },
    { account: 'paper:demo', scope: 'raw' },
    { balance: 'USD=1' },
    { 'fee-tier': '1' },
    ...['USD', 'USD=0', 'USD=-1', 'USD=1,,', '=1', 'US D=1'].map((balance) => ({
      account: 'paper:demo',
      balance,
    })),
    ...['0', '11', '-1', 'two'].map((tier) => ({ account: 'paper:demo', 'fee-tier': tier })),
    { 'expires-in': 'soon' },
  ]
  for (const words of refused)
    await expect(createToken({ ...WORDS, ...words }, open, 0)).rejects.toThrow(/^(?!opened)/)
})

test('a paper account is opened with its first token, with ten thousand dollars or what was asked for', async () => {
  const { rows, openings, open } = aBook()
  await createToken({ ...WORDS, account: 'paper:demo' }, open, 0)
  const words = { account: 'paper:rich', balance: 'usd=1000000, BTC=0.50', 'fee-tier': '3' }
  await createToken({ ...WORDS, ...words }, open, 0)
  expect(rows.map(({ account }) => account)).toEqual(['paper:demo', 'paper:rich'])
  expect([...openings.values()].map((text) => JSON.parse(text))).toEqual([
    { balances: { USD: '10000' } },
    { balances: { BTC: '0.5', USD: '1000000' }, feeTier: 2 },
  ])
})

test('an account that exists keeps its opening, and no token is made that promises another', async () => {
  const { rows, open } = aBook()
  const first = { ...WORDS, account: 'paper:demo', balance: 'USD=500' }
  await createToken(first, open, 0)
  await createToken(first, open, 0)
  await createToken({ ...WORDS, account: 'paper:demo' }, open, 0)
  expect(rows).toHaveLength(3)
  await expect(createToken({ ...first, balance: 'USD=501' }, open, 0)).rejects.toThrow(
    /paper:demo exists already and began with USD=500/,
  )
  expect(rows).toHaveLength(3)
})

test('the list tells valid, expired and revoked tokens apart and shows no hash', async () => {
  const { rows, open } = aBook()
  for (const name of ['one', 'two', 'three'])
    await createToken({ ...WORDS, name, 'expires-in': '1h' }, open, 0)
  const [one, two, three] = rows
  if (!one || !two || !three) throw new Error('three tokens were made')
  const shown = [one, { ...two, revokedAt: 5 }, { ...three, expiresAt: 10 }]
  expect(JSON.parse(tokenJson(shown, 20)).map(({ state }: { state: string }) => state)).toEqual([
    'valid',
    'revoked',
    'expired',
  ])
  for (const text of [tokenJson(shown, 20), tokenTable(shown, 20)]) expect(text).not.toContain(one.hash)
})

test('a name from elsewhere cannot move the terminal’s cursor', async () => {
  const { rows, open } = aBook()
  await createToken(WORDS, open, 0)
  const [row] = rows
  if (!row) throw new Error('a token was made')
  expect(tokenTable([{ ...row, name: '\u001b[2Jgone' }], 0)).not.toContain('\u001b')
})

const aFile = (text: string): string => {
  const path = join(aFolder(), 'mandate.json')
  writeFileSync(path, text)
  return path
}

test('on the real exchange whoever trades or moves funds needs a mandate, and it is never open', async () => {
  const { rows, open } = aBook('kraken')
  for (const scope of ['trade', 'funds', 'read,trade'])
    await expect(createToken({ ...WORDS, scope }, open, 0)).rejects.toThrow('--mandate')
  await expect(createToken({ ...WORDS, scope: 'trade', mandate: 'open' }, open, 0)).rejects.toThrow(
    'lifts every limit',
  )
  await createToken({ ...WORDS, scope: 'trade', mandate: 'careful' }, open, 0)
  await createToken(WORDS, open, 0)
  expect(rows.map(({ mandate }) => JSON.parse(mandate ?? 'null')?.maxOrderNotional)).toEqual([
    '250',
    undefined,
  ])
})

test('simulated money needs none', async () => {
  for (const exchange of ['emulator', 'loopback'] as const) {
    const { rows, open } = aBook(exchange)
    await createToken({ ...WORDS, scope: 'trade,funds' }, open, 0)
    await createToken({ ...WORDS, scope: 'trade', mandate: 'open' }, open, 0)
    expect(rows).toMatchObject([{ mandate: null }, { mandate: expect.stringContaining('"account"') }])
  }
})

test('a mandate comes from a file in its normal form, and what is wrong with it is told whole', async () => {
  const { rows, open } = aBook()
  await createToken({ ...WORDS, mandate: aFile('{"pairs":["xbt/usd"],"maxOrderNotional":"0600"}') }, open, 0)
  expect(rows).toMatchObject([{ mandate: '{"pairs":["BTC/USD"],"maxOrderNotional":"600"}' }])
  const wrong = aFile('{"maxOrdrNotional":"600","maxDayLoss":5}')
  await expect(createToken({ ...WORDS, mandate: wrong }, open, 0)).rejects.toThrow(
    /maxDayLoss is a number[\s\S]*the nearest is maxOrderNotional/,
  )
  await expect(createToken({ ...WORDS, mandate: 'carefull' }, open, 0)).rejects.toThrow('is no preset')
})

test('a child is bound by its parent: mandate, scopes, exchange and end', async () => {
  const { rows, open } = aBook('kraken')
  const parent = { ...WORDS, scope: 'trade', mandate: 'careful', 'expires-in': '1h' }
  const { id } = await createToken(parent, open, 0)
  const child = (changes: object) =>
    createToken({ ...WORDS, scope: 'trade', mandate: 'careful', parent: id, ...changes }, open, 0)
  await expect(child({ mandate: 'trader' })).rejects.toThrow(
    'maxOrderNotional is 5000, more than the parent’s 250',
  )
  await expect(child({ scope: 'funds' })).rejects.toThrow('A child never exceeds its parent: funds')
  await expect(child({ scope: 'admin' })).rejects.toThrow('never exceeds')
  await expect(child({ parent: 't_nobody' })).rejects.toThrow('t_nobody')
  await child({ 'expires-in': '2h' })
  expect(rows.at(-1)).toMatchObject({ parent: id, expiresAt: 3_600_000 })
  await expect(createToken({ ...WORDS, parent: id }, open, 3_600_000)).rejects.toThrow('has expired')
})
