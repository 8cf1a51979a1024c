import { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint } from './endpoint.ts'

// Kraken has no idempotency key for these: where the caller finds out what became of a call.
const WHERE_TO_LOOK: Readonly<Record<string, string>> = {
  withdraw: 'get_withdrawal_status',
  cancel_withdrawal: 'get_withdrawal_status',
  wallet_transfer: 'get_ledgers',
  account_transfer: 'get_ledgers',
  allocate_earn: 'get_earn_allocation_status',
  deallocate_earn: 'get_earn_deallocation_status',
  request_export_report: 'get_export_status',
  remove_export: 'get_export_status',
  get_deposit_addresses: 'get_deposit_addresses without new',
  create_subaccount: 'Kraken’s own pages (the owner)',
}

/** The error of an acting call whose fate is unknown; `reason` is a sentence of ours. Never resend such a call. */
export const uncertain = (
  endpoint: Endpoint,
  reason: string,
  extras: { kraken?: string },
): BreakwaterError<'order_uncertain' | 'call_uncertain'> => {
  const isOrder = endpoint.effect === 'order' || endpoint.effect === 'cancel'
  const places = isOrder
    ? 'get_open_orders and get_closed_orders'
    : (WHERE_TO_LOOK[endpoint.tool] ?? 'the account’s state')
  return new BreakwaterError(
    'uncertain',
    isOrder ? 'order_uncertain' : 'call_uncertain',
    `The outcome of ${endpoint.tool} is uncertain: it may have taken place. ${reason}`,
    { hint: `Look with ${places} before trying again.`, ...extras },
  )
}
