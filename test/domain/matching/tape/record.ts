import { writeFileSync } from 'node:fs'
import { type MatchEvent, step } from '../../../../src/domain/matching/engine.ts'
import { judge } from '../../../../src/domain/matching/judge.ts'
import type { MatchState } from '../../../../src/domain/matching/state.ts'
import type { Wish } from '../../../../src/domain/matching/wish.ts'
import { createMarket } from '../../../../src/emulator/market/market.ts'
import { aWish, PAIR, rules } from '../builders.ts'
import { fillsOf, OPENING } from './replay.ts'

/*
 * `node test/domain/matching/tape/record.ts` records the tape anew: twelve minutes of the emulator's market, with orders of
 * every kind among them. Only for a change of the engine that is meant to change fills; the diff of fills.jsonl then tells which.
 */
const MINUTE_MS = 60_000
const LOOK_MS = 15_000
const LENGTH_MS = 12 * MINUTE_MS
const LEVELS = 6

const market = createMarket('tape')
const RULES = rules({ orderMin: '0.00005', feeAssumed: true, margin: 'refused' })

const bookAt = (now: number) => {
  const { bids, asks } = market.book(PAIR, now)
  return {
    id: `book-${now - OPENING.now}`,
    at: now,
    bids: bids.slice(0, LEVELS),
    asks: asks.slice(0, LEVELS),
  }
}

/** What is asked for, and how many minutes into the tape. */
const WISHES: readonly (readonly [number, Partial<Wish>])[] = [
  [0, { orderType: 'market', volume: '0.8' }],
  [0, { price: '-0.01%', volume: '0.05' }],
  [0, { side: 'sell', price: '+0.01%', volume: '0.05', flags: ['fcib'] }],
  [0, { orderType: 'stop-loss', side: 'sell', price: '-0.03%', volume: '0.2' }],
  [0, { orderType: 'take-profit-limit', side: 'sell', price: '+0.02%', price2: '-0.01%', volume: '0.2' }],
  [1, { orderType: 'trailing-stop', side: 'sell', price: '+0.03%', volume: '0.1' }],
  [2, { orderType: 'market', volume: '900', flags: ['viqc'] }],
  [3, { price: '+0.02%', volume: '1.5', timeInForce: 'IOC' }],
  [4, { price: '+0.5%', volume: '0.3', flags: ['post'] }],
  [4, { price: '#0.02%', volume: '0.3', close: { orderType: 'limit', price: '#0.03%' } }],
  [5, { price: '-0.02%', volume: '0.2', timeInForce: 'GTD', expireTime: '+90' }],
  [6, { orderType: 'iceberg', side: 'sell', price: '#0.01%', volume: '0.4', displayVolume: '0.05' }],
  [8, { orderType: 'market', side: 'sell', volume: '0.1', startTime: '+20' }],
]

const events: MatchEvent[] = []
let state: MatchState = OPENING.state
const happen = (event: MatchEvent): void => {
  events.push(event)
  state = step(state, event).state
}

const wish = (wanted: Partial<Wish>, now: number): void => {
  const sight = { depth: bookAt(now), last: market.last(PAIR, now), now }
  const ticket = judge(aWish(wanted), { rules: RULES, last: sight.last, now })
  happen({ kind: 'place', ticket, sight })
}

for (let at = 0; at <= LENGTH_MS; at += LOOK_MS) {
  const now = OPENING.now + at
  // From the seventh minute to the ninth nobody looked.
  const late = at > 7 * MINUTE_MS && at <= 9 * MINUTE_MS
  for (const { id, time, price, volume, side } of market.prints(PAIR, now - LOOK_MS, now))
    happen({ kind: 'print', pair: PAIR, print: { id, time, price, volume, side }, late, lagging: true })
  happen({ kind: 'clock', now })
  if (!late) happen({ kind: 'book', pair: PAIR, depth: bookAt(now), now })
  for (const [minute, wanted] of WISHES) if (minute * MINUTE_MS === at) wish(wanted, now)
}

const file = (name: string) => new URL(name, import.meta.url).pathname
writeFileSync(file('tape.jsonl'), `${events.map((event) => JSON.stringify(event)).join('\n')}\n`)
writeFileSync(file('fills.jsonl'), fillsOf(events))
