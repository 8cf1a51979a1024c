import { type ChildProcess, spawn } from 'node:child_process'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

/** A server under test, reachable without a token through a proxy that adds it: the suites know no credentials. */
export interface UnderTest {
  readonly url: string
  stop(): Promise<void>
}

/** Starts the demo on a free port with a state of its own. */
export const startServer = async (state: string): Promise<UnderTest> => {
  const child = spawn(process.execPath, ['src/cli/start.ts', '--port', '0', '--state', state, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { url, token } = await announced(child)
  const proxy = await adding(token, url)
  return {
    url: proxy.url,
    stop: async () => {
      proxy.close()
      child.kill('SIGTERM')
      await new Promise((done) => child.once('exit', done))
    },
  }
}

const announced = async (child: ChildProcess): Promise<{ url: string; token: string }> => {
  if (!child.stdout) throw new Error('the server has no stdout')
  for await (const line of createInterface(child.stdout)) if (line.startsWith('{')) return JSON.parse(line)
  throw new Error('the server ended before it was ready')
}

const adding = async (token: string, target: string) => {
  const proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, authorization: `Bearer ${token}` }
    const onward = request(target, { method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(outgoing)
    })
    onward.on('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const address: string | AddressInfo | null = proxy.address()
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port')
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    close: () => {
      proxy.close()
      proxy.closeAllConnections()
    },
  }
}
