import { expect, test } from 'vitest'
import type { SignInTry } from '../../src/exchange/port.ts'
import { createSessions } from '../../src/exchange/sessions.ts'
import { createStates } from '../../src/exchange/states.ts'
import { type AccountHouse, anAccount } from '../support/account.ts'
import { command, resultOf } from '../support/owner.ts'
import { aDatabase } from '../support/sql.ts'

const PASSPHRASE = 'correct horse battery'
const START = 1_800_000_000_000

const aHouse = () => anAccount({ OWNER_PASSPHRASE: PASSPHRASE })

const trying = (house: AccountHouse, passphrase: string, changes: Partial<SignInTry> = {}) =>
  house.account.signIn({ passphrase, address: '203.0.113.7', purpose: 'session', ...changes })

const signedIn = async (house: AccountHouse) => {
  const answer = await trying(house, PASSPHRASE)
  if (answer.state !== 'open') throw new Error(answer.state)
  return answer.session
}

test('the right passphrase opens a session for twelve hours, which outlives a restart', async () => {
  const house = aHouse()
  const { cookie, csrf, expiresAt } = await signedIn(house)
  expect(expiresAt).toBe(house.clock.now() + 12 * 3_600_000)
  house.restart()
  expect(await house.account.session(cookie)).toEqual({ cookie, csrf, expiresAt })
  await house.clock.advance(12 * 3_600_000)
  expect(await house.account.session(cookie)).toBeUndefined()
})

test('an altered cookie opens nothing, nor does the form’s own token', async () => {
  const house = aHouse()
  const { cookie, csrf } = await signedIn(house)
  const [id = '', until = '', signature = ''] = cookie.split('.')
  const last = signature.endsWith('A') ? 'E' : 'A'
  const forged = [
    `${id}.${Number(until) + 1}.${signature}`,
    `${id}.${until}.${signature.slice(0, -1)}${last}`,
    `${id}.${until}.${csrf}`,
    `${id}.${until}`,
    '',
  ]
  for (const text of forged) expect(await house.account.session(text), text).toBeUndefined()
})

test('signing out ends the sessions of every device; a new one opens', async () => {
  const house = aHouse()
  const phone = await signedIn(house)
  await house.account.signOut()
  expect(await house.account.session(phone.cookie)).toBeUndefined()
  await house.clock.advance(1)
  const again = await signedIn(house)
  expect(await house.account.session(again.cookie)).toEqual(again)
})

test('of a hundred guesses at once five are looked at, and an open session and the panic link are not locked', async () => {
  const house = aHouse()
  const session = await signedIn(house)
  const { path } = resultOf(await command(house, 'panic-link', {}))
  const guesses = await Promise.all(
    Array.from({ length: 100 }, (_, at) => trying(house, `guess number ${at}`, { address: '198.51.100.1' })),
  )
  expect(guesses.filter(({ state }) => state === 'wrong')).toHaveLength(5)
  const locked = await trying(house, PASSPHRASE, { address: '198.51.100.1' })
  expect(locked).toEqual({ state: 'waiting', waitMs: 15 * 60_000 })
  expect(await house.account.session(session.cookie)).toEqual(session)
  expect(await house.account.panic(String(path).replace('/panic/', ''), false)).toEqual({ state: 'ready' })
})

test('without a passphrase nobody comes in', async () => {
  const house = anAccount()
  expect(await trying(house, '')).toEqual({ state: 'unset' })
  expect(await house.account.session('0'.repeat(32))).toBeUndefined()
})

test('a new passphrase ends the sessions of the old one', () => {
  const states = createStates(aDatabase())
  const random = (bytes: number) => new Uint8Array(bytes).fill(7)
  const { cookie } = createSessions({ states, random, passphrase: PASSPHRASE }).open(START)
  expect(createSessions({ states, random, passphrase: PASSPHRASE }).read(cookie, START)).toMatchObject({
    cookie,
  })
  expect(createSessions({ states, random, passphrase: 'another one' }).read(cookie, START)).toBeUndefined()
})

test('the audit tells of every try, and neither it nor the storage holds the passphrase or what was typed', async () => {
  const house = aHouse()
  await trying(house, 'a wrong one that is a secret')
  const { cookie } = await signedIn(house)
  const events = house.sql.run("SELECT event, facts FROM audit WHERE event LIKE 'owner.%' ORDER BY id")
  expect(events).toMatchObject([{ event: 'owner.refused' }, { event: 'owner.signed_in' }])
  const tables = house.sql.run("SELECT name FROM sqlite_master WHERE type = 'table'")
  const all = JSON.stringify(tables.map(({ name }) => house.sql.run(`SELECT * FROM ${String(name)}`)))
  for (const secret of [PASSPHRASE, 'a wrong one', cookie]) expect(all).not.toContain(secret)
})

test('with the storage gone no guess is looked at, and an open session stays open', async () => {
  const house = aHouse()
  const session = await signedIn(house)
  house.breakStorage()
  expect(await trying(house, PASSPHRASE)).toEqual({ state: 'unchecked' })
  expect(await house.account.session(session.cookie)).toEqual(session)
})
