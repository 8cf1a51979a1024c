import { limitsDrawdown, limitsLoss, needsReading } from '../../domain/equity/limits.ts'
import type { KeyInfo } from '../../kraken/key-info.ts'
import type { Standing } from './documents.ts'

/** What the key keeps from being judged, as sentences for the owner. */
export const keyProblems = (
  { permissions }: Pick<KeyInfo, 'permissions'>,
  all: readonly Standing[],
): readonly string[] => {
  const wantsLedger = all.some(
    ({ mandate, counts }) => limitsDrawdown(mandate) || (counts === 'account' && limitsLoss(mandate)),
  )
  const wantsFunds = needsReading(all.map(({ mandate }) => mandate))
  return [
    ...(wantsLedger && !permissions.includes('query-ledger') ? [BLIND] : []),
    ...(wantsFunds && !permissions.includes('query-funds') ? [NO_FUNDS] : []),
  ]
}

const BLIND =
  'The Kraken key lacks query-ledger, so deposits cannot be told from gains and the account’s loss and drawdown limits cannot be judged: increases under them are denied.'
const NO_FUNDS =
  'The Kraken key lacks query-funds, so what the account is worth cannot be read: increases under loss, drawdown and margin limits are denied.'
