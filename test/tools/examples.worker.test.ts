import { beforeEach, expect, test } from 'vitest'
import { TOOLS } from '../../src/tools/catalogue.ts'
import { aCaller, call, turn } from '../http/a-caller.ts'
import { aClient } from '../mcp/clients.ts'

// An example speaks of the emulator as it is at first: its seeded orders, its whole rate budget.
beforeEach(() => turn('reset', {}))

test.each(TOOLS.map((tool) => [tool.name, tool] as const))(
  'the example of %s runs against the emulator',
  async (name, tool) => {
    const { token } = await aCaller({ scopes: 'read,trade,funds,raw' })
    const { text, isError } = await call(token, name, tool.example)
    expect(isError, text).toBe(false)
  },
)

// The client itself holds an answer against the schema that the server announced, and throws where they differ.
test.each(TOOLS.map((tool) => [tool.name, tool] as const))(
  'the answer of %s fits its announced schema',
  async (name, tool) => {
    const { token } = await aCaller({ scopes: 'read,trade,funds,raw' })
    const client = await aClient(token, 'auto', `/mcp/x/${tool.toolset}/typed`)
    await client.listTools()
    const { structuredContent } = await client.callTool({ name, arguments: { ...tool.example } })
    expect(structuredContent).toBeTypeOf('object')
  },
)
