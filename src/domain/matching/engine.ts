import { amend, type Changes } from './amend.ts'
import { onBook } from './book.ts'
import { cancel } from './cancel.ts'
import { openChild } from './child.ts'
import { onClock, type Pairs } from './clock.ts'
import type { Depth } from './depth.ts'
import { apply, type Draft, type Outcome } from './draft.ts'
import type { Ticket } from './order.ts'
import { place, type Sight } from './place.ts'
import { onPrint, type Print, type Seen } from './print.ts'
import type { MatchState } from './state.ts'

/** Everything that can happen to an account's orders: commands, looks at the market, time. */
export type MatchEvent =
  | { readonly kind: 'place'; readonly ticket: Ticket; readonly sight: Sight }
  | { readonly kind: 'amend'; readonly id: string; readonly changes: Changes; readonly sight: Sight }
  | {
      readonly kind: 'cancel'
      readonly ids: readonly string[]
      readonly reason: string
      readonly now: number
    }
  | { readonly kind: 'book'; readonly pair: string; readonly depth: Depth; readonly now: number }
  | ({ readonly kind: 'print'; readonly pair: string; readonly print: Print } & Seen)
  | { readonly kind: 'clock'; readonly now: number; readonly pairs?: Pairs }

/**
 * The engine: one event in, the next state and what happened out. No clock, no randomness; the same events give the same
 * fills. Throws `Refused` (Kraken's string) for a command that Kraken would refuse, and leaves the state as it was.
 */
export const step = (state: MatchState, event: MatchEvent): Outcome =>
  apply(state, (draft) => {
    happen(draft, event)
    openChildren(draft, timeOf(event))
  })

const happen = (draft: Draft, event: MatchEvent): void => {
  switch (event.kind) {
    case 'place':
      place(draft, event.ticket, event.sight)
      return
    case 'amend':
      amend(draft, event.id, event.changes, event.sight)
      return
    case 'cancel':
      cancel(draft, event.ids, event.reason, event.now)
      return
    case 'book':
      onBook(draft, event.pair, event.depth, event.now)
      return
    case 'print':
      onPrint(draft, event.pair, event.print, event)
      return
    case 'clock':
      onClock(draft, event.now, event.pairs)
  }
}

const openChildren = (draft: Draft, now: number): void => {
  const parents = draft.effects.flatMap((effect) => (effect.kind === 'closed' ? [effect.order] : []))
  for (const parent of parents) openChild(draft, parent, now)
}

const timeOf = (event: MatchEvent): number => {
  if (event.kind === 'print') return event.print.time
  return event.kind === 'place' || event.kind === 'amend' ? event.sight.now : event.now
}
