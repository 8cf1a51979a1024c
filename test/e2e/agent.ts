import { createServer } from 'node:http'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { aKeeper } from '../support/oauth-keeper.ts'

/** Listens where the browser is sent back to, as a client on the owner's machine does. */
const aCallback = async () => {
  let arrive = (_answer: URLSearchParams): void => {}
  const answer = new Promise<URLSearchParams>((resolve) => {
    arrive = resolve
  })
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost')
    response.setHeader('content-type', 'text/html')
    response.end('<!doctype html><html lang="en"><title>Done</title><p>You may close this page.</p></html>')
    if (searchParams.has('code')) arrive(searchParams)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return { url: `http://127.0.0.1:${port}/callback`, answer, close: () => server.close() }
}

/** An agent that signs in with the SDK's own client; `consent` is what the owner does in the browser. */
export const anAgent = async (mcp: string, consent: (url: string) => Promise<void>) => {
  const callback = await aCallback()
  const { kept, provider: authProvider } = aKeeper('An agent', callback.url)
  const client = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const first = new StreamableHTTPClientTransport(new URL(mcp), { authProvider })
  await client.connect(first).then(
    () => Promise.reject(new Error('it was let in without a sign-in')),
    () => undefined,
  )
  if (!kept.opened) throw new Error('the client opened no page')
  await consent(kept.opened.href)
  await first.finishAuth(await callback.answer)
  callback.close()
  const agent = new Client({ name: 'agent', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await agent.connect(new StreamableHTTPClientTransport(new URL(mcp), { authProvider }))
  return {
    agent,
    async call(name: string, args: Record<string, unknown>) {
      const result = await agent.callTool({ name, arguments: args })
      const [block] = Array.isArray(result.content) ? result.content : []
      return { result, answer: Object(JSON.parse(String(Object(block).text))) }
    },
  }
}

export type Agent = Awaited<ReturnType<typeof anAgent>>
