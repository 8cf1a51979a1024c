import { createHash } from 'node:crypto'
import { type MatchEvent, step } from '../../src/domain/matching/engine.ts'
import { held } from '../../src/domain/matching/hold.ts'
import { openState } from '../../src/domain/matching/open.ts'
import { Refused } from '../../src/domain/matching/refused.ts'
import type { MatchState } from '../../src/domain/matching/state.ts'
import { isZero } from '../../src/domain/money.ts'
import { createDice } from './dice.ts'
import { createLaws } from './laws.ts'
import { randomEvent } from './random-event.ts'
import { createRandomMarket } from './random-market.ts'

const LIFE = 400
const START = Date.UTC(2026, 8, 1)

/** What a drill came to. */
export interface Drill {
  readonly events: number
  readonly refused: number
  readonly trades: Readonly<Record<string, number>>
  /** The first laws that broke, each with the seed that shows it. */
  readonly broken: readonly string[]
  /** Over everything that happened: two runs of one seed have the same. */
  readonly digest: string
}

/** Throws so many random events at accounts that live for a few hundred of them each, and checks every law after each. */
export const drill = (events: number, seed: number): Drill => {
  const sum = { events: 0, refused: 0, trades: {} as Record<string, number>, broken: [] as string[] }
  const digest = createHash('sha256')
  for (let life = 0; sum.events < events && sum.broken.length < 5; life++) live(seed + life, sum, digest)
  return { ...sum, digest: digest.digest('hex') }
}

interface Sum {
  events: number
  refused: number
  readonly trades: Record<string, number>
  readonly broken: string[]
}

const live = (seed: number, sum: Sum, digest: { update(text: string): unknown }): void => {
  const dice = createDice(seed)
  const markets = [createRandomMarket(dice, 'AAA', 'QQQ'), createRandomMarket(dice, 'BBB', 'QQQ')] as const
  const laws = createLaws()
  const broke = (what: string) => sum.broken.push(`seed ${seed}, event ${sum.events}: ${what}`)
  let { state } = openState({
    seed: String(seed),
    mark: '0',
    balances: { QQQ: dice.pick(['50000', '2000', '300.1234']), AAA: '20', BBB: dice.pick(['0', '5.5']) },
    now: START,
  })
  let now = START
  for (let count = 0; count < LIFE && sum.broken.length < 5; count++) {
    sum.events += 1
    now += dice.upTo(3000)
    if (count % 100 === 50) state = JSON.parse(JSON.stringify(state))
    try {
      const event = randomEvent(dice, dice.pick(markets), state, now)
      const after = step(state, event)
      for (const what of laws({ before: state, event, after })) broke(what)
      for (const effect of after.effects) {
        digest.update(JSON.stringify(effect))
        if (effect.kind === 'trade') {
          const { kind } = effect.trade.evidence
          sum.trades[kind] = (sum.trades[kind] ?? 0) + 1
        }
      }
      state = after.state
    } catch (caught) {
      if (!(caught instanceof Refused))
        broke(caught instanceof Error ? (caught.stack ?? caught.message) : String(caught))
      sum.refused += 1
    }
  }
  for (const asset of stillHeld(cancelAll(state, now))) broke(`${asset} is held and nothing is open`)
}

// Canceling a parent opens its close, so it takes as many rounds as closes are nested.
const cancelAll = (state: MatchState, now: number): MatchState => {
  const ids = Object.keys(state.orders)
  if (ids.length === 0) return state
  const event: MatchEvent = { kind: 'cancel', ids, reason: 'User requested', now }
  return cancelAll(step(state, event).state, now)
}

const stillHeld = (state: MatchState): readonly string[] =>
  Object.keys(state.balances).filter((asset) => !isZero(held(state, asset)))
