import { absolute, add, equals, isDecimal } from '../domain/money.ts'
import { isRecord } from '../domain/record.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { Ledgers } from '../kraken/endpoints/account/ledgers.ts'
import { EarnAllocateStatus, EarnDeallocateStatus } from '../kraken/endpoints/earn.ts'
import { WithdrawStatus } from '../kraken/endpoints/funding/withdrawals.ts'
import type { Reply } from '../kraken/reply.ts'
import { exchangeTimeOf, type Intent } from './intent.ts'
import type { Finding } from './settlement.ts'

type Ask = (endpoint: Endpoint, params: Params) => Promise<Reply>
type Fields = Readonly<Record<string, unknown>>
/** Whether a movement is another's already, by Kraken's reference. */
type IsTaken = (refid: unknown) => boolean
type Seek = (ask: Ask, intent: Intent, isTaken: IsTaken) => Promise<Finding>

const UNCLEAR: Finding = { kind: 'unclear' }
const MISSING: Finding = { kind: 'missing' }
const BEFORE_MS = 60_000

/** Looks for movements of funds where Kraken keeps them; none of them has an id of ours. */
export const lookForFunds = async (
  ask: Ask,
  intents: readonly Intent[],
  isTaken: IsTaken,
): Promise<readonly (readonly [string, Finding])[]> => {
  const findings: (readonly [string, Finding])[] = []
  for (const intent of intents)
    findings.push([intent.id, await (SEEK[intent.tool] ?? nowhere)(ask, intent, isTaken)])
  return findings
}

const nowhere: Seek = async () => UNCLEAR

/**
 * A withdrawal is looked for by its key and time; its amount is shown before or after the fee. One of that key whose
 * amount fits neither way, or a debit in the ledger without its row, leaves the matter open: it must never be taken for
 * "not placed" while anything left the account.
 */
const withdrawal: Seek = async (ask, intent, isTaken) => {
  const rows = listIn(await ask(WithdrawStatus, { asset: intent.params.asset }))
  if (!rows) return UNCLEAR
  const candidates = rows.filter(
    (one) => isAfter(intent, one.time) && one.key === intent.params.key && !isTaken(one.refid),
  )
  const row = candidates.find((one) => isAmountWithFee(intent, one))
  if (row) return { kind: 'found', txids: [String(row.refid ?? '')] }
  if (candidates.length > 0) return UNCLEAR
  const debits = await ledgerRows(ask, intent, 'withdrawal', isTaken)
  return debits?.length === 0 ? MISSING : UNCLEAR
}

const cancelledWithdrawal: Seek = async (ask, { params }) => {
  const rows = listIn(await ask(WithdrawStatus, { asset: params.asset }))
  const row = rows?.find((one) => one.refid === params.refid)
  if (!row) return UNCLEAR
  return String(row['status-prop']).startsWith('cancel')
    ? { kind: 'found', txids: [String(row.refid)] }
    : MISSING
}

const inLedger: Seek = async (ask, intent, isTaken) => {
  const rows = await ledgerRows(ask, intent, 'transfer', isTaken)
  if (!rows) return UNCLEAR
  const row = rows.find((one) => isAmount(intent, one.amount))
  if (row) return { kind: 'found', txids: [String(row.refid ?? '')] }
  return rows.length === 0 ? MISSING : UNCLEAR
}

/** The ledger's rows of an asset since a movement was sent, but for another's; undefined where they cannot be read. */
const ledgerRows = async (
  ask: Ask,
  intent: Intent,
  type: string,
  isTaken: IsTaken,
): Promise<readonly Fields[] | undefined> => {
  const { params } = intent
  const start = String(Math.floor((exchangeTimeOf(intent) - BEFORE_MS) / 1000))
  const reply = await ask(Ledgers, {
    ...(params.asset === undefined ? {} : { asset: [params.asset] }),
    start,
    type,
  })
  const ledger = reply.kind === 'result' && isRecord(reply.result) ? reply.result.ledger : undefined
  if (!isRecord(ledger)) return undefined
  return Object.values(ledger)
    .filter(isRecord)
    .filter((one) => isAfter(intent, one.time) && !isTaken(one.refid))
}

/**
 * While something is under way the status says so; afterwards the ledger shows it, under the strategy's own asset, which
 * the call did not name: a row of that amount is it, no row of such a kind at all is none.
 */
const earn =
  (endpoint: Endpoint): Seek =>
  async (ask, intent, isTaken) => {
    const reply = await ask(endpoint, { strategy_id: intent.params.strategy_id })
    if (reply.kind !== 'result' || !isRecord(reply.result)) return UNCLEAR
    if (reply.result.pending === true) return { kind: 'found', txids: [] }
    const rows = (await ledgerRows(ask, intent, 'all', isTaken))?.filter(({ type }) =>
      MOVES.has(String(type)),
    )
    if (!rows) return UNCLEAR
    const row = rows.find((one) => isAmount(intent, one.amount))
    if (row) return { kind: 'found', txids: [String(row.refid ?? '')] }
    return rows.length === 0 ? MISSING : UNCLEAR
  }

/** The kinds of ledger row under which Kraken books moves into and out of Earn. */
const MOVES = new Set(['earn', 'staking', 'transfer'])

const SEEK: Readonly<Record<string, Seek>> = {
  withdraw: withdrawal,
  cancel_withdrawal: cancelledWithdrawal,
  wallet_transfer: inLedger,
  account_transfer: inLedger,
  allocate_earn: earn(EarnAllocateStatus),
  deallocate_earn: earn(EarnDeallocateStatus),
}

const isAfter = (intent: Intent, seconds: unknown): boolean =>
  typeof seconds === 'number' && seconds * 1000 >= exchangeTimeOf(intent) - 5_000

const isAmount = ({ params }: Intent, shown: unknown): boolean =>
  typeof shown === 'string' &&
  isDecimal(shown) &&
  typeof params.amount === 'string' &&
  equals(absolute(shown), params.amount)

/** The amount as it was asked for, or what is left of it after the fee. */
const isAmountWithFee = (intent: Intent, { amount, fee }: Fields): boolean =>
  isAmount(intent, amount) ||
  (typeof amount === 'string' &&
    typeof fee === 'string' &&
    isDecimal(amount) &&
    isDecimal(fee) &&
    isAmount(intent, add(amount, fee)))

const listIn = (reply: Reply): readonly Fields[] | undefined =>
  reply.kind === 'result' && Array.isArray(reply.result) ? reply.result.filter(isRecord) : undefined
