import * as z from 'zod'

/** How the dead-man switches stand, as arm, disarm and heartbeat answer it. */
export const switchState = () =>
  z.looseObject({
    armed: z.boolean().optional(),
    timeout: z.number().optional(),
    heartbeat: z.looseObject({ within: z.number(), stops: z.boolean(), next_by: z.string() }).optional(),
  })
