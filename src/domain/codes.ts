/** What the caller can do about an error: the kinds of `docs/errors.md`. */
export type ErrorKind = 'invalid' | 'forbidden' | 'refused' | 'busy' | 'unavailable' | 'uncertain' | 'bug'

/** Every stable error code with its kind and one sentence on when it is given; `docs/errors.md` is made from it. */
export const ERROR_CODES = {
  unknown_tool: { kind: 'invalid', when: 'No tool of this name exists.' },
  unknown_argument: { kind: 'invalid', when: 'The tool does not take an argument of this name.' },
  invalid_argument: { kind: 'invalid', when: 'An argument is missing, malformed or out of range.' },
  unknown_pair: { kind: 'invalid', when: 'No pair of this name is listed.' },
  unknown_asset: { kind: 'invalid', when: 'No asset of this name is listed.' },
  order_minimum: { kind: 'invalid', when: 'The volume is below the pair’s minimum.' },
  invalid_token: { kind: 'forbidden', when: 'The bearer token is missing, malformed or unknown.' },
  token_expired: { kind: 'forbidden', when: 'The bearer token has expired.' },
  token_revoked: { kind: 'forbidden', when: 'The bearer token was revoked.' },
  url_token_only: { kind: 'forbidden', when: 'The token was minted for URLs and came in the header.' },
  header_token_only: { kind: 'forbidden', when: 'The token was minted for the header and came in a URL.' },
  wrong_exchange: { kind: 'forbidden', when: 'The token belongs to another exchange than this server’s.' },
  tokens_unavailable: { kind: 'unavailable', when: 'The database of tokens did not answer.' },
  missing_scope: { kind: 'forbidden', when: 'The token lacks the scope that the tool needs.' },
  missing_permission: { kind: 'forbidden', when: 'The Kraken key lacks a permission that the call needs.' },
  no_key: { kind: 'forbidden', when: 'No Kraken key is configured, and the tool needs one.' },
  no_mandate: {
    kind: 'forbidden',
    when: 'On the real exchange a token acts only within a mandate, and this one has none.',
  },
  queue_full: {
    kind: 'busy',
    when: 'Too many calls wait for the lane, or this one waited too long; it was not sent.',
  },
  rate_budget: { kind: 'busy', when: 'Kraken would reject the call for its rate; it was not sent.' },
  exchange_unreachable: { kind: 'unavailable', when: 'Kraken did not answer, or not in its own form.' },
  order_uncertain: {
    kind: 'uncertain',
    when: 'The call may have reached Kraken and its answer is lost. Look before retrying.',
  },
  order_withdrawn: {
    kind: 'refused',
    when: 'The order was cancelled while it still waited here; it was never sent.',
  },
  approval_needed: {
    kind: 'refused',
    when: 'The mandate wants its owner to be asked first; nothing was sent.',
  },
  risk_denied: { kind: 'refused', when: 'The rails denied the order; `details.reasons` holds every reason.' },
  invalid_volume: { kind: 'invalid', when: 'The volume has more decimals than the pair takes.' },
  order_id_used: { kind: 'invalid', when: 'The client order id was used before on this account.' },
  account_unreachable: {
    kind: 'unavailable',
    when: 'The account object could not be reached; nothing was sent.',
  },
  malformed_secret: { kind: 'invalid', when: 'The Kraken secret is not base64, or empty.' },
  invalid_price: { kind: 'invalid', when: 'Kraken refuses the price: its digits, its tick or its place.' },
  cost_minimum: { kind: 'invalid', when: 'The order’s cost is below the pair’s minimum.' },
  unknown_withdraw_key: { kind: 'invalid', when: 'The account has no withdrawal address of this name.' },
  key_refused: { kind: 'forbidden', when: 'Kraken does not accept the API key or its signature.' },
  account_locked: { kind: 'forbidden', when: 'The Kraken account is locked, disabled or not confirmed.' },
  account_restricted: { kind: 'forbidden', when: 'Kraken does not offer this to the account.' },
  insufficient_funds: { kind: 'refused', when: 'The account holds too little for the call.' },
  margin_refused: { kind: 'refused', when: 'Kraken refuses the margin position that the order would open.' },
  order_limit: { kind: 'refused', when: 'The account has as many orders or positions as Kraken allows.' },
  unknown_order: {
    kind: 'refused',
    when: 'Kraken has no such open order or position; it may be closed already.',
  },
  market_restricted: { kind: 'refused', when: 'The market does not take such orders now.' },
  funding_refused: { kind: 'refused', when: 'Kraken refuses the deposit, withdrawal or transfer.' },
  earn_refused: { kind: 'refused', when: 'Kraken refuses the allocation or its return.' },
  kraken_refused: { kind: 'refused', when: 'Kraken refuses the call for a reason that has no code of ours.' },
  rate_limited: { kind: 'busy', when: 'Kraken rejected the call for its rate.' },
  locked_out: { kind: 'busy', when: 'Kraken locked the key or address out for about 15 minutes.' },
  exchange_busy: { kind: 'busy', when: 'Kraken works on another such call, or on too many.' },
  exchange_unavailable: { kind: 'unavailable', when: 'Kraken says that it cannot serve the call now.' },
  nonce_refused: { kind: 'unavailable', when: 'Kraken saw a larger nonce before; nothing was read.' },
  answer_too_large: { kind: 'unavailable', when: 'Kraken’s answer is larger than what is read here.' },
  call_uncertain: {
    kind: 'uncertain',
    when: 'A call that moves or changes something may have reached Kraken. Look before retrying.',
  },
  outside_toolsets: { kind: 'forbidden', when: 'The tool is not among those that the URL asks for.' },
  readonly_url: { kind: 'forbidden', when: 'The tool acts, and the URL is read-only.' },
  foreign_origin: { kind: 'forbidden', when: 'A web page of another origin knocked at the owner’s door.' },
  not_found: { kind: 'invalid', when: 'The server has no such door, or the URL names an unknown toolset.' },
  method_not_allowed: { kind: 'invalid', when: 'The door does not open to this HTTP method.' },
  body_too_large: { kind: 'invalid', when: 'The request’s body is larger than 1 MiB.' },
  batch_refused: { kind: 'invalid', when: 'The body is a JSON-RPC batch; calls come one by one.' },
  misconfigured: { kind: 'unavailable', when: 'A setting of the deployment is wrong; `details` names it.' },
  idempotency_key_reused: { kind: 'invalid', when: 'The idempotency_key was used for another call.' },
  probable_repeat: {
    kind: 'refused',
    when: 'The order looks like one placed seconds ago, or like one still in doubt.',
  },
  unsettled_transfer: { kind: 'refused', when: 'A movement of funds like this one is not settled yet.' },
  not_placed: { kind: 'refused', when: 'Complete looks have shown that the order never reached the book.' },
  pair_unsettled: {
    kind: 'busy',
    when: 'An order on the pair is in doubt, and this one would increase it; it was not sent.',
  },
  use_amend_order: { kind: 'refused', when: 'edit_order is not offered on live accounts; amend_order is.' },
  kill_switch_on: { kind: 'refused', when: 'The kill switch is on; only the owner releases it.' },
  kill_switch_off: {
    kind: 'refused',
    when: 'The kill switch is off, and the call needs it on and verified.',
  },
  orders_unsettled: {
    kind: 'refused',
    when: 'Something is still on its way or in doubt; the owner’s release and flatten wait for it.',
  },
  heartbeat_lapsed: {
    kind: 'refused',
    when: 'The token’s heartbeat lapsed; it must beat before it places orders again.',
  },
  dead_man_armed: { kind: 'refused', when: 'The dead-man switch is armed, and the raw timer would undo it.' },
  not_yours: { kind: 'forbidden', when: 'Another token, or the owner, armed this; only they disarm it.' },
  key_cannot_see: {
    kind: 'forbidden',
    when: 'The key hides orders of ours, so an order could not be found again.',
  },
  shared_key: { kind: 'refused', when: 'Someone else uses the key; orders stop until the owner allows it.' },
  other_account: { kind: 'forbidden', when: 'The Kraken key belongs to another account than before.' },
  breaker_open: {
    kind: 'unavailable',
    when: 'Kraken refused nonce or signature three times in a minute; only stops go out.',
  },
  unknown_account: {
    kind: 'forbidden',
    when: 'The token is bound to an account that this version does not have.',
  },
  unknown_intent: { kind: 'invalid', when: 'The token has no intent of this id.' },
  storage_newer: {
    kind: 'unavailable',
    when: 'The stored tables are newer than this version; only stops and reads work.',
  },
  journal_unread: {
    kind: 'unavailable',
    when: 'The journal could not be read since the account woke up; only stops and reads work.',
  },
  already_settled: { kind: 'refused', when: 'The intent is not in doubt, so there is nothing to settle.' },
  limit_still_crossed: {
    kind: 'refused',
    when: 'A loss, drawdown or margin limit is still crossed, so trading is not taken up again.',
  },
  no_reading: { kind: 'unavailable', when: 'The risk check could not read what the account is worth.' },
  invalid_mandate: {
    kind: 'invalid',
    when: 'The mandate cannot be read, or says more than it may; `details.problems` has every field.',
  },
  mandate_changed: {
    kind: 'refused',
    when: 'The mandate changed while the call waited for its turn; it was not sent.',
  },
  owner_only: { kind: 'forbidden', when: 'The admin token acts only within what it was granted.' },
  grants_nothing: { kind: 'forbidden', when: 'The admin token’s mandate grants nothing to children.' },
  not_your_order: {
    kind: 'forbidden',
    when: 'The mandate shows the token its own orders alone, and this is none of them.',
  },
  own_approval: {
    kind: 'forbidden',
    when: 'Nobody approves what their own token, or a child of theirs, has asked for.',
  },
  approval_over: {
    kind: 'refused',
    when: 'Nothing waits for approval under this id any more, or it is not what was asked for.',
  },
  internal: { kind: 'bug', when: 'A fault of ours. Report the request id.' },
} as const satisfies Record<string, { kind: ErrorKind; when: string }>

export type ErrorCode = keyof typeof ERROR_CODES
export type KindOf<C extends ErrorCode> = (typeof ERROR_CODES)[C]['kind']
