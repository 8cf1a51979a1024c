import { type ErrorRow, FIX, row, SMALLER } from './row.ts'

/** What a movement of funds or an allocation may be answered. */
export const FUNDS_ERRORS: readonly ErrorRow[] = [
  row('EFunding:', 'funding_refused', 'Kraken refuses the funding call', FIX),
  row('EFunding:Insufficient funds', 'insufficient_funds', 'The account holds too little', SMALLER),
  row(
    'EFunding:Unknown withdraw key',
    'unknown_withdraw_key',
    'The account has no withdrawal address of this name',
    'get_withdrawal_addresses shows the names',
  ),
  row('EFunding:Unknown asset', 'unknown_asset', 'Kraken lists no such asset', 'get_assets shows the assets'),
  row(
    'EFunding:Invalid amount',
    'invalid_argument',
    'The amount is invalid',
    'get_withdrawal_info shows limit and fee',
  ),
  row(
    'EFunding:Max fee exceeded',
    'funding_refused',
    'The fee is above max_fee',
    'get_withdrawal_info shows the fee',
  ),
  row(
    'EFunding:No funding method',
    'funding_refused',
    'The asset has no such funding method',
    'get_deposit_methods and get_withdrawal_methods show them',
  ),
  row(
    'EFunding:Too many addresses',
    'funding_refused',
    'The account has as many addresses as Kraken allows',
    'Use an address that exists',
  ),
  row(
    'EFunding:Invalid reference id',
    'invalid_argument',
    'Kraken knows no such reference',
    'get_withdrawal_status shows the references',
  ),
  row(
    'EFunding:Unknown reference id',
    'invalid_argument',
    'Kraken knows no such reference',
    'get_withdrawal_status shows the references',
  ),
  row('EBM:limit exceeded', 'order_limit', 'A limit of the account is reached', 'The owner asks Kraken'),

  row('EEarnings:', 'earn_refused', 'Kraken refuses the allocation', FIX),
  row(
    'EEarnings:Below min',
    'earn_refused',
    'The amount is below the strategy’s minimum',
    'list_earn_strategies shows it',
  ),
  row(
    'EEarnings:Above max',
    'earn_refused',
    'The amount is above a limit of the strategy',
    'list_earn_strategies shows it',
  ),
  row('EEarnings:Insufficient funds', 'insufficient_funds', 'The account holds too little', SMALLER),
  row(
    'EEarnings:Permission denied',
    'earn_refused',
    'The account’s tier does not allow this strategy',
    'The owner verifies the account at Kraken',
  ),
  row(
    'EEarnings:Busy',
    'exchange_busy',
    'Another allocation of this strategy is still under way',
    'Wait until it is done',
    { retryAfter: 10 },
  ),
]
