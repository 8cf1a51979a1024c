import * as z from 'zod'

/** An intent as get_intent and list_intents show it. */
export const intentView = () =>
  z.looseObject({
    id: z.string(),
    tool: z.string(),
    state: z.string(),
    params: z.looseObject({}),
  })
