import { attempt } from './attempt.ts'
import type { Audit } from './audit.ts'
import type { Clock } from './clock.ts'
import type { Answered } from './exchange.ts'
import { toFailure } from './failure.ts'
import type { PanicLinks } from './panic-links.ts'
import type { PanicAnswer } from './port.ts'

interface PanicDeps {
  readonly links: PanicLinks
  readonly audit: Audit
  readonly clock: Pick<Clock, 'now'>
  /** The kill switch, which never flattens from here. Throws no_key where there is nothing to stop. */
  readonly kill: (reason: string) => Promise<Answered>
}

const MOST_PER_MINUTE = 3
const MINUTE_MS = 60_000

/**
 * What a panic link opens: nothing but its own signature is asked, and the object alone decides. Looking is free; acting
 * is done at most three times a minute for each link. A link that is wrong, expired or revoked is unknown, no more; one
 * that nobody could look up is told apart from them.
 */
export const createPanic = ({ links, audit, clock, kill }: PanicDeps) => {
  const used = new Map<string, readonly number[]>()

  const mayAct = (id: string, now: number): boolean => {
    const lately = (used.get(id) ?? []).filter((at) => now - at < MINUTE_MS)
    if (lately.length >= MOST_PER_MINUTE) return false
    used.set(id, [...lately, now])
    return true
  }

  return async (link: string, acts: boolean): Promise<PanicAnswer> => {
    const now = clock.now()
    const opened = links.open(link, now)
    if (opened.state !== 'open') return { state: opened.state }
    const { id } = opened
    if (!acts) return { state: 'ready' }
    if (!mayAct(id, now)) return { state: 'busy' }
    attempt(() => audit.write({ event: 'panic_link.used', subject: id }, now))
    try {
      return { state: 'acted', answer: { ok: true, ...(await kill('panic link')) } }
    } catch (caught) {
      return { state: 'acted', answer: { ok: false, failure: toFailure(caught, { tool: 'panic' }) } }
    }
  }
}
