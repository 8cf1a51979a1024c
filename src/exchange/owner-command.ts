import * as z from 'zod'
import type { Answered } from './exchange.ts'
import type { OwnerCall } from './port.ts'

/**
 * How a command looks: `read` changes nothing, `stop` nothing stands in the way of, `act` wants a token that D1 vouched
 * for, and that nobody has bound by a mandate, unless `delegates` lets such an admin in, too. `ownersOwn` is a stop that takes
 * one away from the owner: no bound admin may.
 */
export interface Command<P extends z.ZodObject = z.ZodObject> {
  readonly effect: 'read' | 'stop' | 'act'
  readonly delegates?: true
  readonly ownersOwn?: true
  readonly params: P
  run(params: z.output<P>, call: OwnerCall): Promise<Answered>
}

export const command = <P extends z.ZodObject>(definition: Command<P>): Command<P> => definition

/** The id of a token, a link or a row, as a caller writes it. */
export const Id = z.string().min(1).max(64)
