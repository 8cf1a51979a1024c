import { type ErrorRow, FIX, IN_DOUBT, KEY, LATER, row, SIGN_IN, SLOWER } from './row.ts'

/** What any call may be answered: Kraken itself, its arguments, its names. */
export const SERVICE_ERRORS: readonly ErrorRow[] = [
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
    { retryAfter: 900 },
  ),
  row('EGeneral:Too many requests', 'rate_limited', 'Too many calls', SLOWER, { retryAfter: 15 }),
  row('EGeneral:Internal error', 'exchange_unavailable', 'Kraken failed inside', LATER, IN_DOUBT),
  row('EDatabase:', 'exchange_unavailable', 'Kraken failed inside', LATER, IN_DOUBT),

  row('EService:', 'exchange_unavailable', 'Kraken does not serve the call now', LATER, IN_DOUBT),
  row('EService:Unavailable', 'exchange_unavailable', 'Kraken is offline', LATER, IN_DOUBT),
  row(
    'EService:Deadline elapsed',
    'exchange_unavailable',
    'Kraken was slower than the deadline',
    LATER,
    IN_DOUBT,
  ),
  row('EService:Timeout', 'exchange_unavailable', 'Kraken was too slow', LATER, IN_DOUBT),
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

  row('ETrade:', 'kraken_refused', 'Kraken refuses the trade', FIX),
  row('ETrade:Invalid request', 'invalid_argument', 'Kraken finds the request invalid', FIX),
  row('ETrade:User Locked', 'account_locked', 'The Kraken account is locked', SIGN_IN),
  row('ESession:', 'kraken_refused', 'Kraken does not know the session', 'Get a new WebSocket token'),
]
