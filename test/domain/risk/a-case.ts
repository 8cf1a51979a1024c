import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import { OPEN } from '../../../src/domain/mandate/presets.ts'
import type { AddIntent, AmendIntent, OrderIntent } from '../../../src/domain/order.ts'
import type {
  Bound,
  Facts,
  OrderFact,
  PairFact,
  PositionFact,
  QuoteFact,
  ReadingFact,
  TargetFact,
} from '../../../src/domain/risk/facts.ts'
import { judge } from '../../../src/domain/risk/judge.ts'
import type { Reason } from '../../../src/domain/risk/verdict.ts'

/** A Wednesday, noon, UTC. */
export const NOW = Date.UTC(2026, 10, 18, 12)

export const aPair = (symbol: string, more: Partial<PairFact> = {}): PairFact => {
  const [base = '', quote = ''] = symbol.split('/')
  return {
    symbol,
    base,
    quote,
    status: 'online',
    tickSize: '0.1',
    pairDecimals: 1,
    lotDecimals: 8,
    costDecimals: 5,
    orderMin: '0.0001',
    costMin: '0.5',
    maxLeverage: { buy: 5, sell: 5 },
    ...more,
  }
}

export const aQuote = (symbol: string, bid: string, ask: string, at = NOW): QuoteFact => {
  const [base = '', quote = ''] = symbol.split('/')
  return { base, quote, bid, ask, at }
}

const quiet = { loss: '0', drawdownPercent: '0' }
export const aReading = (more: Partial<ReadingFact> = {}): ReadingFact => ({
  at: NOW,
  currency: 'USD',
  equity: '10000',
  day: quiet,
  week: quiet,
  month: quiet,
  asksMargin: true,
  ...more,
})

/** A token's own mandate: lifted but for its own inventory and what is given, so that one rule at a time speaks. */
export const aBound = (mandate: Mandate = {}, more: Partial<Bound> = {}): Bound => ({
  whose: 'token',
  name: 'agent',
  mandate: { ...OPEN, inventory: 'own', ...mandate },
  counts: new Set(['t1']),
  ...more,
})

/** BTC/USD between 990 and 1010, ETH/BTC and ETH/USD beside it, and a rich account. */
export const someFacts = (more: Partial<Facts> = {}): Facts => ({
  now: NOW,
  exchange: 'emulator',
  tokenId: 't1',
  account: 'live',
  bounds: [aBound()],
  pairs: new Map(['BTC/USD', 'ETH/USD', 'ETH/BTC', 'BTC/EUR', 'USDT/USD'].map((name) => [name, aPair(name)])),
  books: new Map([
    ['BTC/USD', aBook('990', '1010')],
    ['ETH/USD', aBook('99', '101')],
    ['ETH/BTC', aBook('0.1', '0.1')],
    ['BTC/EUR', aBook('900', '910')],
    ['USDT/USD', aBook('0.9', '1')],
  ]),
  lasts: new Map([['BTC/USD', { price: '1000', at: NOW }]]),
  quotes: [
    aQuote('BTC/USD', '990', '1010'),
    aQuote('ETH/USD', '99', '101'),
    aQuote('EUR/USD', '1', '1.25'),
    aQuote('USDT/USD', '0.9', '1'),
  ],
  orders: [],
  inventory: [],
  holdings: ['USD', 'BTC', 'ETH', 'EUR', 'USDT'].map((asset) => ({ asset, total: '100000', free: '100000' })),
  positions: [],
  margin: { equity: '100000', freeMargin: '100000' },
  tradingState: 'ACTIVE',
  targets: new Map(),
  ...more,
})

export const aBook = (bid: string, ask: string, volume = '1000', at = NOW) => ({
  bids: [[bid, volume]] as const,
  asks: [[ask, volume]] as const,
  at,
})

/** A limit buy of 1 BTC at 1000. */
export const anAdd = (more: Partial<AddIntent> = {}): AddIntent => ({
  kind: 'add',
  pair: 'BTC/USD',
  side: 'buy',
  orderType: 'limit',
  volume: '1',
  price: '1000',
  ...more,
})

export const aSale = (more: Partial<AddIntent> = {}): AddIntent => anAdd({ side: 'sell', ...more })

export const anAmend = (more: Partial<AmendIntent> = {}): AmendIntent => ({
  kind: 'amend',
  order: { txid: 'O1' },
  ...more,
})

/** An open limit buy of 1 BTC at 1000 by t1, of an hour and a half ago. */
export const anOrder = (more: Partial<OrderFact> = {}): OrderFact => ({
  intent: 'i1',
  tokenId: 't1',
  txid: 'O1',
  pair: 'BTC/USD',
  side: 'buy',
  orderType: 'limit',
  state: 'open',
  volume: '1',
  filled: '0',
  cost: '0',
  worstPrice: '1000',
  reduceOnly: false,
  protective: false,
  intendedAt: NOW - 5_400_000,
  approved: false,
  ...more,
})

export const aTarget = (more: Partial<TargetFact> = {}): TargetFact => ({
  ...anOrder(),
  limitPrice: '1000',
  ...more,
})

export const aPosition = (more: Partial<PositionFact> = {}): PositionFact => ({
  pair: 'BTC/USD',
  side: 'buy',
  open: '1',
  tokenId: 't1',
  ...more,
})

/** Judges orders under one mandate, lifted but for what is given. */
export const judgeUnder = (
  mandate: Mandate,
  intents: OrderIntent | readonly OrderIntent[],
  facts: Partial<Facts> = {},
  bound: Partial<Bound> = {},
) => judge([intents].flat(), someFacts({ bounds: [aBound(mandate, bound)], ...facts }))

/** The reasons against them; of a question too. */
export const reasonsUnder = (...args: Parameters<typeof judgeUnder>): readonly Reason[] => {
  const verdict = judgeUnder(...args)
  return verdict.verdict === 'allow' ? [] : verdict.reasons
}

export const codesUnder = (...args: Parameters<typeof judgeUnder>): readonly string[] =>
  reasonsUnder(...args).map(({ code }) => code)
