import { describe, expect, test } from 'vitest'
import { aWatchedAccount, type WatchedAccount } from './a-watched-account.ts'

const LIMITS = { maxDrawdownPercent: { day: '5', week: '5', month: '5' }, maxDayLoss: '5000' } as const

const ledger = async (house: WatchedAccount, isShown: boolean) =>
  house.garble('Ledgers', isShown ? undefined : { error: [], result: { ledger: {}, count: 0 } })

const worst = (house: WatchedAccount) => {
  const reading = house.reading()
  return {
    drawdown: Number(reading?.month.drawdownPercent),
    loss: Number(reading?.month.loss),
    held: house.heldKeys(),
  }
}

/** The balances as they are told now, told on until they are let go. */
const frozenBalances = async (house: WatchedAccount) => {
  const { result } = Object(await house.call('get_extended_balance'))
  house.garble('BalanceEx', { error: [], result })
}

const expectQuiet = (house: WatchedAccount) => {
  const { drawdown, loss, held } = worst(house)
  expect(drawdown).toBeLessThan(4)
  expect(loss).toBeLessThan(5_000)
  expect(held).toEqual([])
}

describe('a ledger that comes late', () => {
  // The balance showed a deposit a reading before the ledger did: a gain, then a fall from it, and trading was held back.
  test.each([1, 3, 8])('by %i readings makes no high of a deposit, and no fall afterwards', async (late) => {
    const house = aWatchedAccount(LIMITS)
    await house.minutes(2)
    await ledger(house, false)
    await house.turn('deposit', { asset: 'USD', amount: '500000' })
    await house.minutes(late)
    await ledger(house, true)
    await house.minutes(14)
    expectQuiet(house)
    const results = house.sql
      .run('SELECT result FROM risk_readings')
      .map(({ result }) => Math.abs(Number(result)))
    expect(Math.max(...results)).toBeLessThan(5_000)
  })

  test('makes no loss of a withdrawal', async () => {
    const house = aWatchedAccount(LIMITS)
    await house.minutes(2)
    await ledger(house, false)
    await house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '1' })
    await house.minutes(4)
    expectQuiet(house)
    await ledger(house, true)
    await house.minutes(14)
    expectQuiet(house)
  })

  test('does not hide what trading loses', async () => {
    const house = aWatchedAccount(LIMITS)
    await house.minutes(2)
    await ledger(house, false)
    await house.turn('deposit', { asset: 'USD', amount: '500000' })
    await house.minutes(1)
    await house.turn('market', { asset: 'XBT', factor: 0.1 })
    await house.minutes(3)
    expect(house.heldKeys()).toEqual(['owner'])
  })
})

test('balances that come later than the ledger make no loss of a deposit', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.minutes(2)
  await frozenBalances(house)
  await house.turn('deposit', { asset: 'USD', amount: '500000' })
  await house.minutes(12)
  expectQuiet(house)
  house.garble('BalanceEx', undefined)
  await house.minutes(14)
  expectQuiet(house)
})

// What no row ever explains is not forgiven for ever.
test('what leaves without any row is a loss after a quarter of an hour', async () => {
  const house = aWatchedAccount(LIMITS)
  await house.minutes(2)
  await ledger(house, false)
  await house.call('withdraw', { asset: 'XBT', key: 'cold', amount: '1' })
  await house.minutes(20)
  expect(house.heldKeys()).toEqual(['owner'])
})

// Readings kept the time of the last one before the clock stepped back, and two of one moment never agree.
test.each([-40, -2])(
  'a clock that is set by %i minutes does not keep a limit from being crossed',
  async (minutes) => {
    const house = aWatchedAccount(LIMITS)
    await house.minutes(3)
    house.clock.jump(minutes * 60_000)
    await house.turn('market', { asset: 'XBT', factor: 0.1 })
    for (let looks = 0; looks < 4; looks++) {
      await house.clock.advance(310_000)
      const state = house.call('get_risk_state')
      await house.clock.advance(10_000)
      await state
    }
    expect(house.heldKeys()).toEqual(['owner'])
    expect(Math.abs(Number(house.reading()?.at) - house.clock.now())).toBeLessThan(180_000)
  },
)
