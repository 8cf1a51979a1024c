import type { FieldName } from '../../domain/mandate/document.ts'

/** How each field of a mandate is written, and what it says. */
export const MANDATE_FIELDS: Readonly<Record<FieldName, readonly [form: string, meaning: string]>> = {
  currency: ['`"USD"`', 'what every amount is counted in'],
  equivalents: ['`["USDT"]`', 'assets that count as the currency: selling into them reduces, too'],
  pairs: ['list', 'the pairs on which it may increase anything; `[]` is none'],
  orderTypes: ['list', 'Kraken’s order types that it may use; `[]` is none'],
  hours: ['list', 'windows such as `"Mon-Fri 08:00-20:00 UTC"`; any IANA zone, past midnight too'],
  maxOrderNotional: ['amount', 'one order'],
  maxDayNotional: ['amount', 'filled in the last 24 h, with the worst case of what is open or unresolved'],
  ordersPerMinute: ['count', 'orders and amends in 60 s'],
  maxOpenOrders: ['count', 'open and unresolved orders'],
  maxOpenOrdersPerPair: ['count', 'the same on one pair'],
  maxExposure: ['amount', 'all assets together'],
  maxExposurePerAsset: ['`{"BTC": "6000"}`', 'one asset over all pairs'],
  maxPositionNotional: ['`{"BTC/USD": "2000"}`', 'the margin positions of a pair'],
  maxOpenPositions: ['count', 'open margin positions'],
  maxLeverage: ['count', 'of one order; 1 is none'],
  minMarginLevelPercent: ['percent', 'below it nothing is increased'],
  maxDayLoss: ['amount', 'realised and unrealised, since midnight in the owner’s zone and in the last 24 h'],
  maxWeekLoss: ['amount', 'the same since Monday'],
  maxMonthLoss: ['amount', 'the same since the first'],
  maxDrawdownPercent: [
    '`{"day", "week", "month"}`',
    'the account’s value per unit below its high; deposits change units, not value. Needs the key permission *Query ledger entries*',
  ],
  priceCollarPercent: ['percent', 'how much worse than mid an order may trade'],
  maxOrderLife: ['`"15m"`', 'a resting order leaves as GTD and ends by then; protective ones are spared'],
  marketAs: ['`"ioc"`, `"market"`', 'market orders leave as IOC limits at the collar’s edge, or as they are'],
  orders: ['`"own"`, `"account"`', 'whose orders it sees by id, amends and cancels'],
  inventory: ['`"own"`, `"account"`', 'whose coins it may sell as a reduction'],
  withdrawalKeys: [
    '`[{"key", "asset", "address", "maxAmount", "maxDayAmount"}]`',
    'where it may withdraw to without asking, in units of the asset; the address is sent along',
  ],
  approval: ['`"never"`, `"always"`, `{"above": "500"}`', 'when you are asked first'],
  grants: [
    'a mandate',
    'of an admin token: what bounds the children that it mints; without it, it mints none',
  ],
}
