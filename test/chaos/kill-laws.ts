import type { Facts, Law } from './facts.ts'
import type { Played } from './play.ts'
import { isAdd, type RealOrder } from './truth.ts'

/** Until its owner releases it the kill switch leaves nothing open, and lets nothing begin. */
export const killsHold: Law = (facts) =>
  facts.calls
    .filter(({ tool }) => tool === 'activate_kill_switch')
    .flatMap((kill) => [
      ...verifiedWasZero(kill, facts),
      ...nothingRests(kill, facts),
      ...nothingBegins(kill, facts),
    ])

const isReleased = (kill: Played, { releases }: Facts): boolean => releases > kill.releases

const releasedMeanwhile = ({ releases, answeredAt = 0 }: Played, { calls }: Facts): boolean =>
  calls.some(
    (call) => call.tool === 'release_kill_switch' && call.releases >= releases && call.began <= answeredAt,
  )

const verifiedWasZero = (kill: Played, facts: Facts): readonly string[] => {
  if (!kill.answer?.ok || releasedMeanwhile(kill, facts)) return []
  const { verified } = kill.answer.result as { verified?: boolean }
  const open = (kill.seen ?? []).filter(({ isOpen }) => isOpen)
  return verified && open.length > 0
    ? [`untrue: ${kill.request} verified zero open orders, and ${ids(open)} rested`]
    : []
}

const nothingRests = (kill: Played, facts: Facts): readonly string[] => {
  if (!kill.answer?.ok || isReleased(kill, facts)) return []
  const open = facts.orders.filter(({ isOpen }) => isOpen)
  return open.length > 0 ? [`uncancelled: ${ids(open)} rest under ${kill.request}`] : []
}

const nothingBegins = (kill: Played, { calls, rows }: Facts): readonly string[] =>
  calls
    .slice(calls.indexOf(kill) + 1)
    .filter((call) => isAdd(call) && call.releases === kill.releases)
    .flatMap(({ request }) => rows.filter((row) => row.request === request && row.sentAt !== undefined))
    .map(({ id, request }) => `let through: ${id} of ${request} left under ${kill.request}`)

const ids = (orders: readonly RealOrder[]): string => orders.map(({ id }) => id).join(', ')
