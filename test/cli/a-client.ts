import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { onTestFinished } from 'vitest'

/** An MCP client, connected, and closed when the test is over. */
export const aClient = async (url: string, token: string): Promise<Client> => {
  const client = new Client({ name: 'test', version: '1' })
  const headers = { Authorization: `Bearer ${token}` }
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }))
  onTestFinished(() => client.close())
  return client
}

/** Calls a tool and parses what it answers. */
export const callTool = async (client: Client, name: string, args: Record<string, unknown> = {}) => {
  const result = await client.callTool({ name, arguments: args })
  const [block] = Array.isArray(result.content) ? result.content : []
  return JSON.parse(block?.type === 'text' ? block.text : 'null')
}
