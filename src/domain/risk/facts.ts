import type { Mandate } from '../mandate/mandate.ts'
import type { Decimal } from '../money.ts'
import type { OrderType, Side } from '../order.ts'

/*
 * Everything the rules look at besides the orders themselves, gathered before they are asked. Assets and pairs carry the
 * names that people write (`BTC`, `BTC/USD`); amounts are decimals; times unix milliseconds. What could not be had is
 * undefined, and a rule that needs it denies.
 */

/** A listed pair, as AssetPairs states it. */
export interface PairFact {
  /** `BTC/USD`. */
  readonly symbol: string
  readonly base: string
  readonly quote: string
  readonly status: string
  readonly tickSize: Decimal
  readonly pairDecimals: number
  readonly lotDecimals: number
  readonly costDecimals: number
  readonly orderMin?: Decimal | undefined
  readonly costMin?: Decimal | undefined
  /** The highest leverage that the pair takes per side; 1 where it takes none. */
  readonly maxLeverage: { readonly buy: number; readonly sell: number }
}

/** An order book as it was fetched: levels [price, volume] from the touch outwards. */
export interface BookFact {
  readonly bids: readonly (readonly [Decimal, Decimal])[]
  readonly asks: readonly (readonly [Decimal, Decimal])[]
  /** When we fetched it, not when a level changed. */
  readonly at: number
}

/** Best bid and ask of a pair, for conversions and marks. */
export interface QuoteFact {
  readonly base: string
  readonly quote: string
  readonly bid: Decimal
  readonly ask: Decimal
  readonly at: number
}

export interface LastFact {
  readonly price: Decimal
  readonly at: number
}

/** One order that was placed, or may have been: of this account, whoever wanted it. */
export interface OrderFact {
  /** The intent's id; for a stranger's order the one under which it was adopted. */
  readonly intent: string
  readonly tokenId: string
  readonly txid?: string | undefined
  readonly clientOrderId?: string | undefined
  readonly pair: string
  readonly side: Side
  readonly orderType: OrderType
  /** open: working or on its way; unresolved: sent or uncertain; ended: filled, canceled or expired. */
  readonly state: 'open' | 'unresolved' | 'ended'
  readonly volume: Decimal
  /** What of the volume is known to have traded, and for how much of the quote asset. */
  readonly filled: Decimal
  readonly cost: Decimal
  /** The worst price of one unit, in the quote asset, as the rails counted it when it was placed (see "notional"). */
  readonly worstPrice: Decimal
  readonly triggerPrice?: Decimal | undefined
  readonly leverage?: string | undefined
  readonly reduceOnly: boolean
  readonly protective: boolean
  readonly intendedAt: number
  /** When it last traded, where it did. */
  readonly filledAt?: number | undefined
  /** Whether the owner approved it; counts for `approval.above`. */
  readonly approved: boolean
  /** Who has made it larger by amends within the last hour, without the owner's yes. */
  readonly grown?: readonly Growth[] | undefined
  /** It is the conditional close of another order, or will be: wanted with that one, and no wish of its own. */
  readonly isClose?: boolean | undefined
}

/** That a token made an order larger by amends: when it last did, and what of the order had traded, for how much, when it first did. */
export interface Growth {
  readonly tokenId: string
  readonly at: number
  readonly filled: Decimal
  readonly cost: Decimal
}

/** What a token has bought less what it has sold of an asset, by its fills on spot, over all time. */
export interface InventoryFact {
  readonly tokenId: string
  readonly asset: string
  readonly net: Decimal
}

/** What the account holds of an asset, all suffixes together, credit subtracted; `free` less what open orders hold. */
export interface HoldingFact {
  readonly asset: string
  readonly total: Decimal
  readonly free: Decimal
}

/** An open margin position. */
export interface PositionFact {
  readonly pair: string
  readonly side: Side
  /** vol − vol_closed. */
  readonly open: Decimal
  readonly leverage?: Decimal | undefined
  readonly tokenId?: string | undefined
}

/** Kraken's TradeBalance: equity, margin used, level in percent (undefined without positions). */
export interface MarginFact {
  /** What the amounts are in; USD unless stated. */
  readonly currency?: string | undefined
  readonly equity: Decimal
  readonly freeMargin: Decimal
  readonly levelPercent?: Decimal | undefined
}

/** Loss since a period began and drawdown from its high, both at least "0"; loss in the currency, drawdown in percent. */
export interface PeriodFact {
  readonly loss: Decimal
  readonly drawdownPercent: Decimal
}

/** What the risk check of the minute last found. */
export interface ReadingFact {
  readonly at: number
  readonly currency: string
  readonly equity: Decimal
  readonly day: PeriodFact
  readonly week: PeriodFact
  readonly month: PeriodFact
  /** Kraken permission that is missing, where drawdown cannot be judged for the want of it. */
  readonly missing?: string | undefined
  /** Kraken's margin level; undefined without positions, or where no limit asks for it. */
  readonly marginLevelPercent?: Decimal | undefined
  /** Some limit asked for the margin level: only then does it say something that none is told. */
  readonly asksMargin?: boolean | undefined
  /** What has no price, and is on neither side of any comparison. */
  readonly unpriced?: readonly string[] | undefined
}

export type TradingState = 'ACTIVE' | 'REDUCING' | 'HALTED'

/** An order that an amend or edit would change, as it was just read. */
export interface TargetFact extends OrderFact {
  readonly limitPrice?: Decimal | undefined
}

/** One document that the orders must stand before: the token's own, each ancestor's, the owner's limits. */
export interface Bound {
  readonly whose: 'token' | 'parent' | 'owner'
  /** For the words of a reason: the token's name; "the owner's limits". */
  readonly name: string
  readonly mandate: Mandate
  /** There is no such document, where there must be one: nothing may be done. */
  readonly absent?: boolean | undefined
  /** Whose orders and fills count against it: the token and all its descendants, or everybody on the account. */
  readonly counts: ReadonlySet<string> | 'account'
  /** Which document it is: 'owner', a token's id, `<id>/grants`. */
  readonly key?: string | undefined
  /** What the risk check last found of what it counts, in the mandate's currency; stands before `Facts.reading`. */
  readonly reading?: ReadingFact | undefined
}

/** The whole picture. Maps are keyed by symbol (`BTC/USD`). */
export interface Facts {
  readonly now: number
  readonly exchange: 'emulator' | 'loopback' | 'kraken'
  readonly tokenId: string
  readonly account: string
  readonly bounds: readonly Bound[]
  readonly pairs: ReadonlyMap<string, PairFact>
  readonly books: ReadonlyMap<string, BookFact>
  readonly lasts: ReadonlyMap<string, LastFact>
  readonly quotes: readonly QuoteFact[]
  /** Open, unresolved, and all that traded or was intended in the last 24 hours. */
  readonly orders: readonly OrderFact[]
  readonly inventory: readonly InventoryFact[]
  readonly holdings?: readonly HoldingFact[] | undefined
  readonly positions?: readonly PositionFact[] | undefined
  readonly margin?: MarginFact | undefined
  readonly reading?: ReadingFact | undefined
  readonly tradingState: TradingState
  /** The owner has said yes to exactly these orders: nothing asks a second time. */
  readonly approved?: boolean | undefined
  /** The caller named the orders itself, and so means a second one that looks like the first. */
  readonly insists?: boolean | undefined
  /** What an amend or edit names, in the order of the intents. */
  readonly targets: ReadonlyMap<string, TargetFact>
  /** The call is a withdrawal or a movement of funds. */
  readonly funds?: FundsFact | undefined
}

/** What a call of scope `funds` would move. */
export interface FundsFact {
  readonly tool: string
  readonly asset?: string | undefined
  readonly amount?: Decimal | undefined
  readonly key?: string | undefined
  readonly address?: string | undefined
  /** Withdrawn with this key in the last 24 hours, unresolved included. */
  readonly withdrawnToday: Decimal
}

/** Which facts a set of bounds and orders needs: nothing is fetched that no rule would look at. */
export interface Needs {
  /** The listed pairs: names, digits, minimums. */
  readonly pairs: boolean
  readonly books: readonly string[]
  readonly lasts: readonly string[]
  /** Assets that must be convertible into these currencies. */
  readonly conversions: readonly { readonly from: string; readonly to: string }[]
  readonly holdings: boolean
  readonly positions: boolean
  readonly margin: boolean
  /** A reading at most 3 minutes old. */
  readonly reading: boolean
  /** Fresh fills of these tokens' working orders (for inventory). */
  readonly fills: boolean
  readonly targets: boolean
}
