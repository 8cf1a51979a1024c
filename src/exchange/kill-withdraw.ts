import type { Approvals } from './approvals/approvals.ts'
import type { Arrivals } from './arrivals.ts'
import { attempt } from './attempt.ts'
import type { Clock } from './clock.ts'
import type { Body } from './exchange.ts'
import type { JournalBook } from './journal-book.ts'
import type { UnderWay } from './under-way.ts'

/** Where calls wait that have not left yet. */
export interface WithdrawDeps {
  readonly arrivals: Arrivals
  readonly approvals: Pick<Approvals, 'withdrawOf'>
  readonly body: Pick<Body, 'withdraw'>
  readonly journal: Pick<JournalBook, 'wishCancelled'>
  readonly underWay: UnderWay
  readonly clock: Pick<Clock, 'now'>
}

/** Takes back what still waits here, wishes cancelled what is on its way; answers how many were never sent. `by`: a token's id. */
export const withdrawAll = (deps: WithdrawDeps, by: string): number => {
  const { arrivals, approvals, body, journal, underWay, clock } = deps
  const everything = () => true
  arrivals.stopped(everything, clock.now())
  const asked = approvals.withdrawOf('everybody', 'kill_switch_on', by)
  const taken = [...arrivals.withdraw(everything), ...body.withdraw(everything)]
  attempt(() =>
    journal.wishCancelled(
      (underWay.rows() ?? []).filter(({ clientOrderId }) => clientOrderId !== undefined).map(({ id }) => id),
      by,
      clock.now(),
    ),
  )
  return taken.length + asked
}
