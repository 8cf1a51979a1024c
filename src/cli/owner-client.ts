import * as z from 'zod'
import { jsonIn } from '../domain/json.ts'
import { CliError } from './failure.ts'

/** A server's origin, and the token that opens the owner's door there. */
export interface OwnerServer {
  readonly origin: string
  readonly token: string
}

/** No answer came: whether the command was carried out is not known. */
export class UnreachableError extends CliError {}

export interface OwnerAnswer {
  readonly result: Readonly<Record<string, unknown>>
  readonly note?: string | undefined
}

// The kill switch answers within 20 s, a cancel of many orders may take longer.
const ANSWER_WITHIN_MS = 60_000

const Answer = z.object({ result: z.record(z.string(), z.unknown()), note: z.string().optional() })
const Refusal = z.object({ error: z.object({ message: z.string(), hint: z.string().optional() }) })

/** Gives one command to a server's owner door. Throws in words; `UnreachableError` where nothing came back. */
export const giveCommand = async (
  { origin, token }: OwnerServer,
  command: string,
  params: object = {},
): Promise<OwnerAnswer> => {
  const { status, text } = await post(`${origin}/owner/api/${command}`, token, JSON.stringify(params), origin)
  const answer = Answer.safeParse(jsonIn(text))
  if (status === 200 && answer.success) return answer.data
  const refusal = Refusal.safeParse(jsonIn(text))
  if (!refusal.success)
    throw new UnreachableError(`${origin} answers ${status}, and not as a Breakwater does.`)
  const { message, hint } = refusal.data.error
  throw new CliError(hint === undefined ? message : `${message}\n${hint}`)
}

const post = async (url: string, token: string, body: string, origin: string) => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual', // the token goes to the server it was meant for, and nowhere else
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    return { status: response.status, text: await response.text() }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : ''
    throw new UnreachableError(`${origin} could not be reached${cause}.`)
  }
}
