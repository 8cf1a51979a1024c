import type { Line } from './lines.ts'
import { CONNECTION_LOST, Message, rpcError } from './rpc.ts'

/** Answers the first request among the lines with why nothing can be carried; a client hears no exit code. */
export const refuseFirst = async (
  lines: AsyncIterable<Line>,
  why: string,
  write: (line: string) => void,
): Promise<void> => {
  for await (const line of lines) {
    const id = 'text' in line ? requestIn(line.text) : undefined
    if (id !== undefined) return write(rpcError(id, CONNECTION_LOST, why))
  }
}

const requestIn = (text: string) => {
  const { id, method } = messageIn(text) ?? {}
  return method === undefined ? undefined : (id ?? undefined)
}

const messageIn = (text: string): Message | undefined => {
  try {
    return Message.parse(JSON.parse(text))
  } catch {
    return undefined // no message of the protocol: nobody waits for an answer
  }
}
