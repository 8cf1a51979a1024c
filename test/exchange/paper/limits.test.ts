import { expect, test } from 'vitest'
import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { type AccountHouse, anAccount } from '../../support/account.ts'
import { aCopy, aRow, callAs, OWNER, resultOf } from '../../support/owner.ts'
import { aTokenSource } from '../../support/token-source.ts'

const ANNA = aCopy('anna', 'trade')
const LIMIT = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.005', price: '96000' }
const NOW = { ...LIMIT, timeinforce: 'IOC' }
const MINUTE = 60_000

/** A paper account with one token under a mandate, and the owner's limits. */
const aHeldAccount = (mandate: Mandate, limits: Mandate = {}) => {
  const { source } = aTokenSource([aRow(OWNER), aRow(ANNA, mandate)])
  const opening = async () => ({ balances: { USD: '10000' } })
  const vars = { OWNER_LIMITS: JSON.stringify(limits) }
  return anAccount(vars, { tokenSource: source, paper: { name: 'paper:test', opening } })
}

const minutes = async ({ clock, account }: AccountHouse, count: number) => {
  for (let i = 0; i < count; i++) {
    await clock.advance(MINUTE - (clock.now() % MINUTE) + 1_000)
    const minute = Math.floor(clock.now() / MINUTE) * MINUTE
    const jobs = [account.job('reconcile', minute), account.job('risk', minute)]
    await clock.advance(45_000)
    await Promise.all(jobs)
  }
}

const buy = (house: AccountHouse, params: object = {}) =>
  callAs(house, ANNA, 'add_order', { ...NOW, ...params })

const lossOf = async (house: AccountHouse) => {
  const { reading } = resultOf(await callAs(house, ANNA, 'get_risk_state'))
  return Number(Object(reading).day.loss)
}

/** What trading and prices made of the whole account, over every book that it had. */
const resultOfAll = ({ sql }: AccountHouse) => {
  const [row] = sql.run("SELECT result FROM risk_readings WHERE subject = 'account USD' ORDER BY at DESC")
  return Number(row?.result)
}

const reset = async (house: AccountHouse) => {
  await house.clock.advance(20_000)
  return resultOf(await callAs(house, ANNA, 'reset_paper_account', { account: 'paper:test' }))
}

// Earn cannot be asked on paper, which was taken for an answer that was lost: no reading ever came, and every order under
// a loss limit was denied.
test('a paper account has readings, and under a loss limit it trades until the limit is reached', async () => {
  const house = aHeldAccount({ maxDayLoss: '100' })
  await minutes(house, 1)
  expect(await buy(house)).toMatchObject({ ok: true })
  await minutes(house, 1)
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await minutes(house, 3)
  expect(await buy(house, { price: '50000' })).toMatchObject({
    failure: { code: 'risk_denied', message: expect.stringMatching(/day's loss of 2\d\d/) },
  })
})

// The old book's orders could be looked at no more, so they counted in full against every cap for ever.
test('after a reset neither orders nor coins of the old book count', async () => {
  const house = aHeldAccount({ maxExposure: '1000' })
  await callAs(house, ANNA, 'add_order', { ...LIMIT, price: '90000' })
  expect(await buy(house)).toMatchObject({ ok: true })
  await reset(house)
  expect(resultOf(await callAs(house, ANNA, 'get_exposure'))).toMatchObject({ total: '0.00', assets: [] })
  await house.clock.advance(1_000)
  expect(await buy(house, { volume: '0.009' })).toMatchObject({ ok: true })
})

// The old book vanished without a withdrawal, and the new one began with a deposit: both were taken for trading.
test('a reset is neither a gain nor a loss: what was lost stays lost, and prices move it no more', async () => {
  const house = aHeldAccount({ maxDayLoss: '5000' }, { maxDayLoss: '5000' })
  await minutes(house, 1)
  expect(await buy(house, { volume: '0.05' })).toMatchObject({ ok: true })
  await house.turn('market', { asset: 'XBT', factor: 0.8 })
  await minutes(house, 2)
  const lost = await lossOf(house)
  expect(lost).toBeGreaterThan(900)
  expect(resultOfAll(house)).toBeCloseTo(-lost, -2)
  for (let times = 1; times <= 3; times++) {
    await reset(house)
    if (times > 1) await minutes(house, 2)
  }
  expect(await lossOf(house)).toBeCloseTo(lost, -2)
  await house.turn('market', { asset: 'XBT', factor: 0.5 })
  await minutes(house, 2)
  expect(await lossOf(house)).toBeCloseTo(lost, -2)
  expect(resultOfAll(house)).toBeCloseTo(-lost, -2)
  expect(resultOf(await callAs(house, ANNA, 'get_risk_state'))).toMatchObject({ trading_state: 'ACTIVE' })
})
