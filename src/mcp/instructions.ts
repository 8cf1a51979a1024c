import type { Principal } from '../auth/principal.ts'
import type { Desk } from '../desk/desk.ts'

const MONEY: Readonly<Record<Desk['exchange'], string>> = {
  emulator: 'the simulated exchange: nothing here is real',
  loopback: 'a loopback exchange: KRAKEN_BASE_URL points at this machine, not at Kraken',
  kraken: 'the real Kraken account: orders and transfers are final',
}

const HOW = `Amounts and prices are decimal strings ("0.5"), never with an exponent. Pairs may be written BTC/USD. Answers are Kraken's own results; keys that begin with an underscore are ours: _account (the paper account an answer comes from), _age (milliseconds, from a cache), _note, _next (repeat the same call with it as cursor for the rest).

Errors say what to do now: invalid = fix the input; forbidden = get a scope or a key permission; refused = change the plan; busy = wait retryAfter seconds; unavailable = try later; bug = report the request id. uncertain = the order or transfer may have taken effect: look at open and closed orders, or at balances, before doing anything again; never just repeat it.

Before an order: look at get_asset_pairs for minimums and ticks, and at the balance. validate: true checks an order without placing it. cancel_order and cancel_all_orders are always allowed.

Only part of the catalogue may be listed here. More at /mcp/x/<toolsets> (market, account, export, trading, funding, earn, subaccounts, risk, analysis, paper, all), with /readonly for tools that change nothing.`

const PRICES: Readonly<Record<Desk['exchange'], string>> = {
  emulator: 'the simulated exchange',
  loopback: 'the loopback exchange',
  kraken: 'the real Kraken',
}

/** What a connecting model reads first: whose money it moves, then how to work here. At most 1,500 characters. */
export const instructionsFor = (
  exchange: Desk['exchange'],
  { account }: Pick<Principal, 'account'>,
): string => `${account === 'live' ? live(exchange) : paper(exchange, account)}\n\n${HOW}`

const live = (exchange: Desk['exchange']): string => `This connection moves the money of ${MONEY[exchange]}.`

const paper = (exchange: Desk['exchange'], account: string): string =>
  `${account}: a paper account. Its orders are matched here, at the public prices of ${PRICES[exchange]}; no money is real. get_paper_account shows how it stands.`
