import { add } from '../../domain/money.ts'
import { available, post } from '../../kraken/trading/account.ts'
import { isAtLeast } from '../judge.ts'
import type { World } from '../world.ts'
import { DESTINATIONS } from './methods.ts'
import { STRATEGIES } from './strategies.ts'

const REFID = 'FSEED01-WITHDRAWAL0001'
const AMOUNT = '0.0100000000'
const FEE = '0.00001500'
const ALLOCATED = '10'
const DAY_MS = 86_400_000

/** What a new world's funding history holds: a withdrawal that waits to be cancelled, something earning, a finished report, a subaccount. */
export const seedFunding = (world: World, now: number): void => {
  world.reports.push({
    id: 'SEED',
    report: 'ledgers',
    description: 'everything so far',
    format: 'CSV',
    fields: 'all',
    createdAt: now - DAY_MS,
    from: 0,
    to: now,
  })
  world.subaccounts.push({
    username: 'seeded',
    email: 'seeded@example.com',
    iban: 'AA12 SEED SUBA CCNT',
    balances: {},
  })
  seedWithdrawal(world, now)
  seedAllocation(world, now)
}

const seedWithdrawal = (world: World, now: number): void => {
  const destination = DESTINATIONS[0]
  if (!destination || !isAtLeast(available(world.account, destination.asset), add(AMOUNT, FEE))) return
  const { asset, method, key, address } = destination
  post(world.account, { asset, amount: `-${AMOUNT}`, fee: FEE, type: 'withdrawal', refid: REFID, now })
  world.withdrawals.push({
    refid: REFID,
    asset,
    method,
    network: method,
    key,
    address,
    amount: AMOUNT,
    fee: FEE,
    time: now,
    held: true,
  })
}

const seedAllocation = (world: World, now: number): void => {
  const strategy = STRATEGIES[0]
  if (!strategy || !isAtLeast(available(world.account, strategy.asset), ALLOCATED)) return
  const entry = { type: 'earn', subtype: 'allocation', refid: 'ESEED01-AAAAA-000001', now }
  post(world.account, { ...entry, asset: strategy.asset, amount: `-${ALLOCATED}` })
  post(world.account, { ...entry, asset: strategy.held, amount: ALLOCATED })
  world.allocations[strategy.id] = { amount: ALLOCATED, rewarded: '0.0120000000', since: now }
}
