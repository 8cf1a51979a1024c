import { Refused } from '../../domain/matching/refused.ts'
import { add, type Decimal, isMore, negate, subtract } from '../../domain/money.ts'
import { available, post } from '../../kraken/trading/account.ts'
import { invalid, requiredText } from '../../kraken/trading/arguments.ts'
import type { Call, Handler } from '../call.ts'
import { newId } from '../ids.ts'
import { isAtLeast } from '../judge.ts'
import { STRATEGIES, type Strategy } from './strategies.ts'

const strategyOf = ({ params }: Call): Strategy => {
  const id = requiredText(params, 'strategy_id')
  const found = STRATEGIES.find((one) => one.id === id)
  if (!found) throw invalid('Invalid strategy ID')
  return found
}

const change =
  (kind: 'allocate' | 'deallocate'): Handler =>
  (call) => {
    const { world, now } = call
    const strategy = strategyOf(call)
    const before = world.allocations[strategy.id] ?? { amount: '0', rewarded: '0', since: now }
    if (before.change && before.change.doneAt > now)
      throw new Refused('EEarnings:Busy:Another (de)allocation for the same strategy is in progress')
    const amount = requiredText(call.params, 'amount')
    if (!/^\d+(\.\d{1,10})?$/.test(amount)) throw invalid('amount')
    if (!isAtLeast(amount, strategy.least))
      throw new Refused('EEarnings:Below min:(De)allocation operation amount less than minimum')
    const source = kind === 'allocate' ? available(world.account, strategy.asset) : before.amount
    if (isMore(amount, source))
      throw new Refused(
        'EEarnings:Insufficient funds:Insufficient funds to complete the (de)allocation request',
      )
    move(call, strategy, amount, kind)
    const after = kind === 'allocate' ? add(before.amount, amount) : subtract(before.amount, amount)
    world.allocations[strategy.id] = {
      ...before,
      amount: after,
      change: { kind, doneAt: now + world.switches.earnSeconds * 1000 },
    }
    return true
  }

/** An allocation is held under another name of the asset, so the ledger shows both sides of the move. */
const move = ({ world, now }: Call, { asset, held }: Strategy, amount: Decimal, kind: string) => {
  const refid = newId(world, 'E', [6, 5, 6])
  const [from, to] = kind === 'allocate' ? [asset, held] : [held, asset]
  const entry = { type: 'earn', subtype: `${kind.slice(0, -1)}ion`, refid, now }
  post(world.account, { ...entry, asset: from, amount: negate(amount) })
  post(world.account, { ...entry, asset: to, amount })
}

const status =
  (kind: 'allocate' | 'deallocate'): Handler =>
  (call) => {
    const last = call.world.allocations[strategyOf(call).id]?.change
    return { pending: last?.kind === kind && last.doneAt > call.now }
  }

export const allocateEarn = change('allocate')
export const deallocateEarn = change('deallocate')
export const earnAllocationStatus = status('allocate')
export const earnDeallocationStatus = status('deallocate')
