import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Emulator } from './emulator.ts'

export interface ServedEmulator {
  readonly url: string
  close(): Promise<void>
}

/** Serves an emulator over HTTP; where it drops an answer, the socket is destroyed. Port 0 takes a free one. */
export const serveEmulator = (
  emulator: Emulator,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<ServedEmulator> => {
  const server = createServer((incoming, outgoing) => {
    respond(emulator, incoming, outgoing).catch(() => incoming.socket.destroy())
  })
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : port
      listening({ url: `http://${host}:${bound}`, close: () => closed(server) })
    })
  })
}

const closed = (server: ReturnType<typeof createServer>): Promise<void> =>
  new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })

const respond = async (emulator: Emulator, incoming: IncomingMessage, outgoing: ServerResponse) => {
  const answer = await emulator.answer(await requestOf(incoming, outgoing))
  outgoing.writeHead(answer.status, Object.fromEntries(answer.headers))
  outgoing.end(Buffer.from(await answer.arrayBuffer()))
}

const requestOf = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<Request> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const headers = Object.entries(incoming.headers).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const method = incoming.method ?? 'GET'
  return new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? 'localhost'}`), {
    method,
    headers,
    signal: gone.signal,
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(chunks) }),
  })
}
