import type { Outcome } from '../../domain/matching/draft.ts'
import { type MatchEvent, step } from '../../domain/matching/engine.ts'
import type { AccountState } from './account.ts'

/** Runs one event on the account and returns what happened. Throws `Refused` and leaves the account as it was. */
export const run = (account: AccountState, event: MatchEvent): Outcome['effects'] =>
  absorb(account, (state) => step(state, event))

/** Changes the account by what an act on its live part leads to, and returns what happened. */
export const absorb = (
  account: AccountState,
  act: (state: ReturnType<typeof live>) => Outcome,
): Outcome['effects'] => {
  const { state, effects } = act(live(account))
  account.ids = state.ids
  account.balances = state.balances
  account.orders = state.orders
  account.positions = state.positions
  account.taken = state.taken
  for (const effect of effects) record(account, effect)
  return effects
}

const record = (account: AccountState, effect: Outcome['effects'][number]): void => {
  if (effect.kind === 'ledger') account.ledger.push(effect.entry)
  if (effect.kind === 'trade') account.trades.push(effect.trade)
  if (effect.kind === 'closed') account.closed.push(effect.order)
  if (effect.kind === 'position-closed') account.closedPositions.push(effect.position)
}

// The engine copies what it is given, so it is given what it goes on with and no history.
const live = ({ ids, balances, orders, positions, taken }: AccountState) => ({
  ids,
  balances,
  orders,
  positions,
  taken,
})
