import type { KrakenCode } from './error-kinds.ts'

/** What one of Kraken's error strings means, found by its beginning. */
export interface ErrorRow {
  /** The string's beginning, without blanks after colons: details may follow. */
  readonly starts: string
  readonly code: KrakenCode
  /** In our words, without the final stop. */
  readonly says: string
  readonly hint: string
  /** An acting call that is answered so may have taken place all the same. */
  readonly inDoubt?: true
  /** Whole seconds after which a retry can pass. */
  readonly retryAfter?: number
}

const FIX = 'Change the argument that Kraken names'
const LATER = 'Try again later; get_system_status tells whether Kraken trades'
const KEY = 'The owner checks the key in Kraken’s API settings'
const SMALLER = 'Ask for less, or free funds first'

const row = (
  starts: string,
  code: KrakenCode,
  says: string,
  hint: string,
  more: Pick<ErrorRow, 'inDoubt' | 'retryAfter'> = {},
): ErrorRow => ({ starts, code, says, hint, ...more })

/**
 * Every error string of Kraken that we know. The longest beginning that fits wins, so their order means nothing;
 * the short ones are for what Kraken may add. Source: Kraken's error pages, and what clients recorded.
 */
export const ERROR_TABLE: readonly ErrorRow[] = [
  row('EAPI:', 'kraken_refused', 'Kraken’s API refuses the call', FIX),
  row('EAPI:Invalid key', 'key_refused', 'Kraken does not know the API key', KEY),
  row('EAPI:Invalid signature', 'key_refused', 'Kraken does not accept the signature of the API key', KEY),
  row(
    'EAPI:Invalid nonce',
    'nonce_refused',
    'Kraken saw a larger nonce of this key before',
    'Try again; a key belongs to one program only',
    {
      inDoubt: true,
    },
  ),
  row(
    'EAPI:Rate limit exceeded',
    'rate_limited',
    'Too many calls with this key',
    'Wait, then call less often',
    {
      retryAfter: 15,
    },
  ),
  row('EAPI:Bad request', 'invalid_argument', 'Kraken finds the request malformed', FIX),
  row('EAPI:Feature disabled', 'kraken_refused', 'Kraken has disabled this call', LATER),

  row('EAuth:', 'account_locked', 'Kraken does not let this account in', 'The owner signs in at Kraken'),
  row(
    'EAuth:Account temporary disabled',
    'account_locked',
    'The Kraken account is disabled for now',
    'The owner signs in at Kraken',
  ),
  row(
    'EAuth:Account unconfirmed',
    'account_locked',
    'The Kraken account is not confirmed',
    'The owner signs in at Kraken',
  ),
  row('EAuth:Too many requests', 'rate_limited', 'Too many calls', 'Wait, then call less often', {
    retryAfter: 15,
  }),
  row('EAuth:Rate limit exceeded', 'rate_limited', 'Too many calls', 'Wait, then call less often', {
    retryAfter: 15,
  }),
  row('EAccount:', 'account_locked', 'The Kraken account may not do this', 'The owner signs in at Kraken'),
  row(
    'EAccount:Invalid permissions',
    'account_restricted',
    'The Kraken account may not do this; mostly its country is the reason',
    'Choose another asset, or the owner asks Kraken',
  ),

  row('EGeneral:', 'kraken_refused', 'Kraken refuses the call', FIX),
  row('EGeneral:Permission denied', 'missing_permission', 'The Kraken key may not do this', KEY),
  row('EGeneral:Invalid arguments', 'invalid_argument', 'Kraken finds an argument missing or invalid', FIX),
  row(
    'EGeneral:Invalid arguments:volume minimum not met',
    'order_minimum',
    'The volume is below the pair’s minimum',
    'get_asset_pairs shows ordermin',
  ),
  row(
    'EGeneral:Invalid arguments:volume',
    'invalid_argument',
    'Kraken finds the volume invalid',
    'Mostly it is below the pair’s minimum: get_asset_pairs shows ordermin',
  ),
  row(
    'EGeneral:Invalid arguments:Index unavailable',
    'kraken_refused',
    'The pair has no index price',
    'Use the trigger "last"',
  ),
  row(
    'EGeneral:Invalid arguments:Invalid strategy ID',
    'invalid_argument',
    'No Earn strategy has this id',
    'list_earn_strategies shows the ids',
  ),
  row('EGeneral:Unknown method', 'internal', 'Kraken does not know this call', 'Report the request id'),
  row('EGeneral:Unknown Method', 'internal', 'Kraken does not know this call', 'Report the request id'),
  row(
    'EGeneral:Temporary lockout',
    'locked_out',
    'Kraken has locked this key out for about 15 minutes',
    'Send nothing until then',
    {
      retryAfter: 900,
    },
  ),
  row('EGeneral:Too many requests', 'rate_limited', 'Too many calls', 'Wait, then call less often', {
    retryAfter: 15,
  }),
  row('EGeneral:Internal error', 'exchange_unavailable', 'Kraken failed inside', LATER, { inDoubt: true }),
  row('EDatabase:', 'exchange_unavailable', 'Kraken failed inside', LATER, { inDoubt: true }),

  row('EService:', 'exchange_unavailable', 'Kraken does not serve the call now', LATER, { inDoubt: true }),
  row('EService:Unavailable', 'exchange_unavailable', 'Kraken is offline', LATER, { inDoubt: true }),
  row('EService:Deadline elapsed', 'exchange_unavailable', 'Kraken was slower than the deadline', LATER, {
    inDoubt: true,
  }),
  row('EService:Timeout', 'exchange_unavailable', 'Kraken was too slow', LATER, { inDoubt: true }),
  row('EService:Busy', 'exchange_busy', 'Kraken is busy', LATER, { inDoubt: true, retryAfter: 5 }),
  row('EService:Throttled', 'rate_limited', 'Too many calls at the same time', 'Wait, then call one by one', {
    retryAfter: 5,
  }),
  row(
    'EService:Market in',
    'market_restricted',
    'The market does not take such orders now',
    'get_system_status tells the mode',
  ),
  row('EService:Market in cancel_only mode', 'market_restricted', 'The market takes cancels only', LATER),
  row(
    'EService:Market in post_only mode',
    'market_restricted',
    'The market takes post-only orders',
    'Send a limit order with the flag post',
  ),
  row(
    'EService:Market in limit_only mode',
    'market_restricted',
    'The market takes limit orders only',
    'Send a limit order',
  ),

  row('EOrder:', 'kraken_refused', 'Kraken refuses the order', 'Change the order as Kraken’s words say'),
  row(
    'EOrder:Insufficient funds',
    'insufficient_funds',
    'The account holds too little for this order',
    SMALLER,
  ),
  row(
    'EOrder:Insufficient margin',
    'margin_refused',
    'The margin does not suffice',
    'Lower the volume or the leverage',
  ),
  row(
    'EOrder:Insufficient initial margin',
    'margin_refused',
    'The margin does not suffice',
    'Lower the volume or the leverage',
  ),
  row(
    'EOrder:Margin allowance exceeded',
    'margin_refused',
    'The account may not borrow that much',
    'Lower the volume or the leverage',
  ),
  row(
    'EOrder:Margin level too low',
    'margin_refused',
    'The margin level is too low',
    'Close positions first',
  ),
  row(
    'EOrder:Margin position size exceeded',
    'margin_refused',
    'The position would be too large',
    'Lower the volume',
  ),
  row(
    'EOrder:Cannot open position',
    'margin_refused',
    'The account cannot open this position',
    'Order without leverage',
  ),
  row(
    'EOrder:Cannot open opposing position',
    'margin_refused',
    'A position of the other side is open',
    'Close that one first',
  ),
  row(
    'EOrder:Trading agreement required',
    'account_locked',
    'A trading agreement is not signed',
    'The owner signs in at Kraken',
  ),
  row(
    'EOrder:Order minimum not met',
    'order_minimum',
    'The volume is below the pair’s minimum',
    'get_asset_pairs shows ordermin',
  ),
  row(
    'EOrder:Cost minimum not met',
    'cost_minimum',
    'The cost is below the pair’s minimum',
    'get_asset_pairs shows costmin',
  ),
  row(
    'EOrder:Tick size check failed',
    'invalid_price',
    'The price is no multiple of the tick size',
    'get_asset_pairs shows tick_size',
  ),
  row(
    'EOrder:Invalid price',
    'invalid_price',
    'The price is invalid',
    'get_asset_pairs shows tick_size and pair_decimals',
  ),
  row('EOrder:Invalid order', 'invalid_argument', 'The order is invalid', FIX),
  row(
    'EOrder:Post only order',
    'kraken_refused',
    'The post-only order would have traded at once',
    'Move the price away from the market',
  ),
  row(
    'EOrder:Rate limit exceeded',
    'rate_limited',
    'Too many orders and cancels on this pair',
    'Wait, then cancel less often',
    {
      retryAfter: 10,
    },
  ),
  row(
    'EOrder:Domain rate limit exceeded',
    'rate_limited',
    'Too many orders and cancels on this pair',
    'Wait, then cancel less often',
    {
      retryAfter: 10,
    },
  ),
  row(
    'EOrder:Orders limit exceeded',
    'order_limit',
    'The pair has as many open orders as Kraken allows',
    'Cancel some first',
  ),
  row(
    'EOrder:Scheduled orders limit exceeded',
    'order_limit',
    'As many orders are scheduled as Kraken allows',
    'Cancel some first',
  ),
  row(
    'EOrder:Positions limit exceeded',
    'order_limit',
    'As many positions are open as Kraken allows',
    'Close some first',
  ),
  row(
    'EOrder:Unknown order',
    'unknown_order',
    'Kraken has no such open order',
    'get_closed_orders shows what became of it',
  ),
  row(
    'EOrder:Unknown position',
    'unknown_order',
    'Kraken has no such position',
    'get_open_positions shows the open ones',
  ),
  row(
    'EOrder:Reduce only',
    'unknown_order',
    'There is no position that this order could reduce',
    'get_open_positions shows the open ones',
  ),

  row('EQuery:', 'invalid_argument', 'Kraken does not understand the query', FIX),
  row(
    'EQuery:Unknown asset pair',
    'unknown_pair',
    'Kraken lists no such pair',
    'get_asset_pairs shows the pairs',
  ),
  row(
    'EQuery:Invalid asset pair',
    'unknown_pair',
    'Kraken lists no such pair',
    'get_asset_pairs shows the pairs',
  ),
  row('EQuery:Unknown asset', 'unknown_asset', 'Kraken lists no such asset', 'get_assets shows the assets'),

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

  row('ETrade:', 'kraken_refused', 'Kraken refuses the trade', FIX),
  row('ETrade:Invalid request', 'invalid_argument', 'Kraken finds the request invalid', FIX),
  row('ETrade:User Locked', 'account_locked', 'The Kraken account is locked', 'The owner signs in at Kraken'),
  row('ESession:', 'kraken_refused', 'Kraken does not know the session', 'Get a new WebSocket token'),

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
