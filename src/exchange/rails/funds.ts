import { textIn } from '../../domain/field.ts'
import type { Limit, Mandate, WithdrawalKey } from '../../domain/mandate/mandate.ts'
import { add, compare, type Decimal, isDecimal } from '../../domain/money.ts'
import type { Bound, FundsFact } from '../../domain/risk/facts.ts'
import { ALLOW, ask, deny, type Reason, type Verdict } from '../../domain/risk/verdict.ts'
import type { Endpoint, Params } from '../../kraken/endpoint.ts'
import type { Sql } from '../sql.ts'
import { asWritten, withoutSuffix } from './asset-name.ts'

/** What of a bound's own withdrawals counts: `withdrawn` sums the last 24 hours for whoever it counts. */
export interface FundsSum {
  withdrawn(counts: Bound['counts'], key: string, asset: string, now: number): Decimal
}

const DAY_MS = 86_400_000

/** Sums withdrawals from the journal; what is unresolved counts, however old. */
export const createFundsSum = (sql: Sql): FundsSum => ({
  withdrawn(counts, key, asset, now) {
    const rows = sql.run(
      `SELECT token_id, params FROM intents WHERE tool = 'withdraw' AND state IN ('intended', 'sent', 'uncertain')
       UNION ALL SELECT token_id, params FROM intents
         WHERE intended_at > ? AND tool = 'withdraw' AND state = 'placed'`,
      now - DAY_MS,
    )
    return rows
      .filter(({ token_id }) => counts === 'account' || counts.has(String(token_id)))
      .map(({ params }) => JSON.parse(String(params)))
      .filter((params) => params.key === key && nameOf(params.asset) === asset)
      .reduce((sum: Decimal, params) => add(sum, isDecimal(String(params.amount)) ? params.amount : '0'), '0')
  },
})

/** What a call of scope `funds` would move, in the names that people write. */
export const fundsOf = ({ tool }: Endpoint, params: Params, withdrawnToday: Decimal = '0'): FundsFact => ({
  tool,
  asset: textIn(params.asset) === undefined ? undefined : nameOf(params.asset),
  amount: textIn(params.amount),
  key: textIn(params.key),
  address: textIn(params.address),
  withdrawnToday,
})

/**
 * Judges a movement of funds: what one of `withdrawalKeys` covers passes, to that key's address and no other; everything
 * else asks the owner. Answers the address that must be sent along.
 */
export const judgeFunds = (
  bounds: readonly Bound[],
  funds: FundsFact,
  withdrawn: (bound: Bound) => Decimal,
): { readonly verdict: Verdict; readonly address?: string | undefined } => {
  const answers = bounds.map((bound) => judgeBy(bound.mandate, funds, withdrawn(bound)))
  const addresses = new Set(answers.flatMap(({ address }) => address ?? []))
  if (addresses.size > 1) return { verdict: deny(foreignAddress()) }
  const [address] = addresses
  const denied = answers.flatMap(({ verdict }) => (verdict.verdict === 'deny' ? verdict.reasons : []))
  if (denied.length > 0) return { verdict: deny(...denied) }
  const asked = answers.flatMap(({ verdict }) => (verdict.verdict === 'ask' ? verdict.reasons : []))
  return { verdict: asked.length > 0 ? ask(...asked) : ALLOW, address }
}

interface Answer {
  readonly verdict: Verdict
  readonly address?: string
}

const judgeBy = (mandate: Mandate, funds: FundsFact, withdrawn: Decimal): Answer => {
  const { withdrawalKeys = [] } = mandate
  // Whoever wants to be asked about everything is asked about this, too, wherever it may go.
  const covered = mandate.approval === 'always' ? ask(always()) : ALLOW
  if (withdrawalKeys === 'none') return { verdict: covered }
  const entry = withdrawalKeys.find((one) => one.key === funds.key && one.asset === funds.asset)
  if (funds.tool !== 'withdraw' || !entry) return { verdict: ask(notCovered(funds)) }
  const { address } = entry
  if (funds.address !== undefined && funds.address !== address) return { verdict: deny(foreignAddress()) }
  const over = overLimit(entry, funds, withdrawn)
  if (over) return { verdict: ask(over), address }
  return { verdict: covered, address }
}

const overLimit = (entry: WithdrawalKey, funds: FundsFact, withdrawn: Decimal): Reason | undefined => {
  const { amount } = funds
  if (amount === undefined || !isDecimal(amount)) return notCovered(funds)
  if (isOver(amount, entry.maxAmount)) return over('maxAmount', entry, amount, entry.maxAmount)
  const day = add(withdrawn, amount)
  return isOver(day, entry.maxDayAmount) ? over('maxDayAmount', entry, day, entry.maxDayAmount) : undefined
}

// An amount that is not written is not limited: the key itself is the limit.
const isOver = (amount: Decimal, limit: Limit | undefined): boolean =>
  limit !== undefined && limit !== 'none' && compare(amount, limit) > 0

const over = (field: string, entry: WithdrawalKey, amount: Decimal, limit: Limit | undefined): Reason => ({
  code: 'withdrawal_limit',
  message: `${amount} ${entry.asset} to “${entry.key}” would be more than the mandate's ${field} of ${limit}.`,
  facts: { [field]: limit ?? '', amount },
})

const notCovered = ({ tool, key }: FundsFact): Reason => ({
  code: 'funds_not_covered',
  message: `The mandate's withdrawalKeys do not cover this ${tool}${key === undefined ? '' : ` to “${key}”`}.`,
})

const always = (): Reason => ({
  code: 'approval_always',
  message: 'The mandate wants every call of this token approved.',
})

const foreignAddress = (): Reason => ({
  code: 'foreign_address',
  message: 'The address is not the one that the mandate names for this key.',
  hint: 'Leave address out: the mandate’s own is always sent along.',
})

const nameOf = (asset: unknown): string => asWritten(withoutSuffix(String(asset)))
