import * as z from 'zod'
import { STATUSES, type World } from '../world.ts'

const Announcement = z.strictObject({
  /** Seconds from now; 0 is at once. */
  startsIn: z.number().min(0).default(0),
  lastsSeconds: z.number().positive(),
  status: z.enum(STATUSES).default('maintenance'),
  /** Without it the status changes and nobody was told. */
  announced: z.boolean().default(true),
})

/** Plans times in which the exchange is not online; one after another shows how Kraken comes back (cancel_only, post_only). */
export const announce = (world: World, body: unknown, now: number): void => {
  for (const asked of z.array(Announcement).parse(Array.isArray(body) ? body : [body])) {
    world.minted++
    const from = now + asked.startsIn * 1000
    const until = from + asked.lastsSeconds * 1000
    const { status, announced } = asked
    world.maintenance.push({ id: world.minted, from, until, status, announced })
  }
}
