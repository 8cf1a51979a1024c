import type { Duty } from './alarm.ts'
import type { Clock } from './clock.ts'
import { waitUntil } from './in-time.ts'
import { exchangeTimeOf, type Intent } from './intent.ts'
import type { JournalBook } from './journal-book.ts'
import type { SeenOrder } from './order-look.ts'
import { isSameSkew, type Skew } from './skew.ts'

/** What a look found out about one intent in doubt; nothing is said where the look was not complete. */
export type Finding =
  | {
      readonly kind: 'found'
      readonly txids: readonly string[]
      readonly ended?: 'filled' | 'canceled' | 'expired'
      /** The order itself, where it is one. */
      readonly order?: SeenOrder
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unclear' }

/** Looks at the exchange for all these intents at once. Answers one finding each, in their order. Never throws. */
export type Look = (intents: readonly Intent[]) => Promise<readonly Finding[]>

interface SettlementDeps {
  readonly journal: JournalBook
  readonly clock: Clock
  readonly skew: Pick<Skew, 'ms' | 'since'>
  readonly look: Look
  /** Carries out the cancel that was wished for while the order was in doubt. Never throws. */
  readonly cancel: (intent: Intent) => Promise<void>
  /** Tells the owner of what has been in doubt for long. */
  readonly tell: (intent: Intent) => void
  /** Learns what an order that was found has traded; called once it is on record as placed. */
  readonly learn: (order: SeenOrder) => void
  /** A look was planned: the object's alarm must know. */
  readonly planned: () => void
}

export interface Settlement extends Duty {
  /** Plans the next look; called whenever something falls into doubt, and at wake-up. */
  plan(): void
  /** Carries out the cancels that were wished for while these were on their way; called once they are placed. */
  fulfil(ids: readonly string[]): void
  /** Resolves when none of these is uncertain any more, or when the time (unix milliseconds) has come. */
  settled(ids: readonly string[], until: number): Promise<void>
  /** Resolves when nothing on the pair is uncertain any more; answers false if the time came first. */
  pairIsClear(pair: string, until: number): Promise<boolean>
}

/** The engine has dropped what arrived after its deadline; two seconds later it would show what arrived before. */
const GRACE_MS = 2_000
/** Without a deadline of its own a call has arrived by then, or never will. */
const UNDATED_MS = 30_000
/** "Not placed" wants two complete, empty looks so far apart, the second so long after sending. */
const LOOKS_APART_MS = 30_000
const SETTLED_AFTER_MS = 60_000
/** One look serves all; the next comes no sooner, however many fall due in between. */
const APART_MS = 2_000
/** The longest of all waits: a minute's deadline or pause, and the grace. */
const LONGEST_MS = 65_000
/** How long something is in doubt before the owner is told. */
const TELL_AFTER_MS = 10 * 60_000

/** Finds out, by looking and never by sending again, what became of the calls whose answer was lost. */
export const createSettlement = (deps: SettlementDeps): Settlement => {
  const { journal, clock, skew, look, cancel, tell, learn, planned } = deps
  const watchers = new Set<() => void>()
  const nextAt = new Map<string, number>()
  let lookedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> | undefined
  let takeBack = () => {}

  const run = async (): Promise<void> => {
    const startedAt = clock.now()
    const rows = journal.uncertain()
    const due = new Set(rows.filter((row) => dueAt(row, nextAt.get(row.id), startedAt) <= startedAt))
    // A look shows every order, also one whose own time has not come: found is found, missing must wait for its time.
    if (due.size > 0)
      await lookFor(
        rows.filter((row) => due.has(row) || row.clientOrderId !== undefined),
        due,
      )
    for (const watcher of watchers) watcher()
  }

  const lookFor = async (rows: readonly Intent[], due: ReadonlySet<Intent>): Promise<void> => {
    const beganAt = clock.now()
    const findings = await look(rows)
    lookedAt = clock.now()
    for (const [at, row] of rows.entries()) {
      const finding = findings[at] ?? { kind: 'unclear' }
      if (finding.kind !== 'found' && !due.has(row)) continue
      nextAt.set(row.id, lookedAt + pauseAfter(row, finding, lookedAt))
      await conclude(row, finding, beganAt, lookedAt)
    }
  }

  const conclude = async (intent: Intent, finding: Finding, beganAt: number, now: number): Promise<void> => {
    if (finding.kind === 'found') {
      journal.found(intent.id, finding.txids, now)
      if (finding.ended) journal.ended(intent.id, finding.ended, now)
      if (finding.order) learn(finding.order)
      nextAt.delete(intent.id)
      // Read anew: the wish may have come while we looked.
      const found = journal.get(intent.id)
      if (!finding.ended && found?.cancelWish !== undefined) await cancel(found)
      return
    }
    if (finding.kind === 'missing') {
      if (isDecisive(intent, skew, beganAt)) journal.notPlaced(intent.id, now)
      else journal.missed(intent.id, now)
    }
    if (now - intent.intendedAt >= TELL_AFTER_MS && intent.toldAt === undefined && stillInDoubt(intent.id)) {
      journal.told(intent.id, now)
      tell(intent)
    }
  }

  const stillInDoubt = (id: string): boolean => journal.get(id)?.state === 'uncertain'

  const plan = (): void => {
    takeBack()
    const next = nextDue()
    if (next === undefined) return
    takeBack = clock.after(Math.max(10, next - clock.now()), () => void once())
    planned()
  }

  const nextDue = (): number | undefined => {
    const now = clock.now()
    const dues = journal.uncertain().map((row) => dueAt(row, nextAt.get(row.id), now))
    const apart = lookedAt > now ? now : lookedAt + APART_MS
    return dues.length === 0 ? undefined : Math.max(Math.min(...dues), apart)
  }

  const once = (): Promise<void> => {
    running ??= run().finally(() => {
      running = undefined
      plan()
    })
    return running
  }

  const until = (isDone: () => boolean, deadline: number): Promise<boolean> =>
    new Promise((resolve) => {
      const check = () => isDone() && finish(true)
      const finish = (done: boolean) => {
        clear()
        watchers.delete(check)
        resolve(done)
      }
      const clear = clock.after(waitUntil(clock, deadline), () => finish(isDone()))
      watchers.add(check)
      check()
    })

  return {
    name: 'settle',
    dueAt: nextDue,
    run: once,
    plan,
    fulfil(ids) {
      for (const id of ids) {
        const intent = journal.get(id)
        if (intent?.state === 'placed' && intent.cancelWish !== undefined && !intent.ended)
          void cancel(intent)
      }
    },
    settled: async (ids, deadline) =>
      void (await until(() => ids.every((id) => !stillInDoubt(id)), deadline)),
    pairIsClear: (pair, deadline) =>
      until(() => !journal.uncertain().some((intent) => intent.pair === pair), deadline),
  }
}

/** When to look for a row: first when the engine must have decided. */
const dueAt = (intent: Intent, next: number | undefined, now: number): number => {
  const due = next ?? firstDueAt(intent)
  // Nothing is ever put further away: the wall clock has stepped back since. Looking too early settles nothing wrongly.
  return due - now > LONGEST_MS ? now : due
}

const firstDueAt = (intent: Intent): number => {
  const { sentAt, intendedAt, deadline } = intent
  const sent = sentAt ?? intendedAt
  // A deadline is told by Kraken's clock; when to look is told by ours.
  const arrivedBy =
    deadline === undefined ? sent + UNDATED_MS : Date.parse(deadline) - (exchangeTimeOf(intent) - sent)
  return arrivedBy + GRACE_MS
}

/**
 * How long to wait for the next look: little while a caller waits, then more. A look that was not complete may have met
 * the rate limit, and asking on at once would use up what the next one needs.
 */
const pauseAfter = ({ sentAt, intendedAt }: Intent, { kind }: Finding, now: number): number => {
  const age = now - (sentAt ?? intendedAt)
  if (age >= 120_000) return 60_000
  if (age >= 20_000) return 15_000
  return kind === 'unclear' ? 6_000 : 3_000
}

// What a look shows was so when it began.
const isDecisive = (intent: Intent, skew: SettlementDeps['skew'], beganAt: number): boolean =>
  intent.missedAt !== undefined &&
  beganAt - intent.missedAt >= LOOKS_APART_MS &&
  beganAt - countedFrom(intent, skew) >= SETTLED_AFTER_MS

/** Since when our clock has told how long ago something was sent: from then, or from when it was found to have been set since. */
const countedFrom = (intent: Intent, skew: SettlementDeps['skew']): number => {
  const sent = intent.sentAt ?? intent.intendedAt
  const wasSet = !isSameSkew(skew.ms(), exchangeTimeOf(intent) - sent)
  return wasSet ? (skew.since() ?? sent) : sent
}
