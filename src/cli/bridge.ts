import * as z from 'zod'
import { jsonIn } from '../domain/json.ts'
import type { Line } from './lines.ts'
import { mcpHeaders } from './mcp-headers.ts'
import { CONNECTION_LOST, INVALID_REQUEST, Message, PARSE_ERROR, rpcError } from './rpc.ts'
import { note, wordsOf } from './say.ts'
import { sseData } from './sse.ts'
import type { Target } from './target.ts'

const ANSWER_WITHIN_MS = 300_000
const Handshake = z.object({ result: z.object({ protocolVersion: z.string() }) })

export interface BridgePorts {
  /** Finds the server; asked again where nothing listens any more. */
  readonly target: (again: boolean) => Promise<Target>
  /** Writes one line of protocol. */
  readonly write: (line: string) => void
}

export interface Bridge {
  /** Carries one line over and back; never rejects, whatever the line or the server is. */
  carry(line: Line): Promise<void>
}

/** Joins a client on stdin and stdout to a server over HTTP: one POST for each line. */
export const createBridge = ({ target, write }: BridgePorts): Bridge => {
  let negotiated: string | undefined

  const forward = async (message: Message, text: string): Promise<void> => {
    const post = async (again: boolean) => {
      const { url, token } = await target(again)
      return fetch(url, {
        method: 'POST',
        body: text,
        redirect: 'manual', // the token goes to the server it was meant for, and nowhere else
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'application/json, text/event-stream',
          'Content-Type': 'application/json',
          ...mcpHeaders(message, negotiated),
        },
      }).catch((error) => Promise.reject(new Unreachable(url, error)))
    }
    // Nothing was listening, so nothing was sent: the one loss after which sending again is safe.
    const response = await post(false).catch((error) =>
      neverSent(error) ? post(true) : Promise.reject(error),
    )
    let answered = message.method === undefined || message.id === undefined
    for await (const answer of answersIn(response)) {
      if (message.method === 'initialize') negotiated = versionIn(answer.message) ?? negotiated
      answered ||= answer.message.method === undefined && answer.message.id === message.id
      write(answer.line)
    }
    if (!answered) throw new Error(`The server answered ${response.status} and not the request.`)
  }

  const carry = async (line: Line): Promise<void> => {
    if ('tooLong' in line) return write(rpcError(null, INVALID_REQUEST, 'The line is longer than 4 MiB.'))
    const json = jsonIn(line.text)
    if (json === undefined) return write(rpcError(null, PARSE_ERROR, 'The line is not JSON.'))
    const message = Message.safeParse(json)
    if (!message.success)
      return write(rpcError(null, INVALID_REQUEST, 'The line is not one JSON-RPC 2.0 message.'))
    try {
      await forward(message.data, line.text)
    } catch (error) {
      fail(message.data, error, write)
    }
  }

  return { carry }
}

interface Answered {
  readonly message: Message
  readonly line: string
}

/** The JSON-RPC messages of one HTTP answer; none where it holds something else. */
async function* answersIn(response: Response): AsyncGenerator<Answered> {
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('text/event-stream') && response.body) {
    for await (const data of sseData(response.body)) yield* messagesIn(data)
    return
  }
  const text = await response.text()
  if (response.ok) return yield* messagesIn(text)
  const refusals = [...messagesIn(text)].filter(({ message }) => message.id != null)
  if (refusals.length > 0) return yield* refusals
  throw new Error(`The server answered ${response.status}: ${wordsIn(text)}`)
}

// A message goes on as it came, digits of numbers included; only one of several lines is written anew.
function* messagesIn(text: string): Generator<Answered> {
  const json = jsonIn(text)
  const message = Message.safeParse(json)
  if (message.success)
    yield { message: message.data, line: text.includes('\n') ? JSON.stringify(json) : text }
}

const fail = ({ id, method }: Message, error: unknown, write: (line: string) => void): void => {
  const words = wordsOf(error)
  note(words)
  if (method === undefined || id === undefined) return // a notification has no answer, not even a bad one
  const advice =
    method === 'tools/call' ? ' Whether the call went through is uncertain: look before retrying.' : ''
  write(rpcError(id, CONNECTION_LOST, `${words}${neverSent(error) || refused(words) ? '' : advice}`))
}

const refused = (words: string): boolean => /answered 4\d\d/.test(words)

const Words = z.object({ error: z.object({ message: z.string(), hint: z.string().optional() }) })

const wordsIn = (text: string): string => {
  const known = Words.safeParse(jsonIn(text))
  if (!known.success) return text.slice(0, 200) || 'nothing'
  const { message, hint } = known.data.error
  return hint === undefined ? message : `${message} ${hint}`
}

const versionIn = (answer: Message): string | undefined => {
  const handshake = Handshake.safeParse(answer)
  return handshake.success ? handshake.data.result.protocolVersion : undefined
}

const NEVER_SENT: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']

const neverSent = (error: unknown): boolean => error instanceof Unreachable && NEVER_SENT.includes(error.code)

/** A POST that got no answer: `fetch` says "fetch failed" of them all, and not of which URL. */
class Unreachable extends Error {
  readonly code: unknown
  constructor(url: string, error: unknown) {
    const cause = error instanceof Error ? error.cause : undefined
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    const { origin, pathname } = new URL(url) // a query may hold a token
    super(
      NEVER_SENT.includes(code)
        ? `Nothing answers at ${origin}${pathname} (${code}). Check that the server runs and that the URL is right.`
        : `The connection to ${origin}${pathname} was lost (${code ?? wordsOf(error)}).`,
    )
    this.code = code
  }
}
