import { beforeEach, expect, test } from 'vitest'
import { TOOLS, toolNamed } from '../../src/tools/catalogue.ts'
import type { Tool } from '../../src/tools/tool.ts'
import { aCaller, call, turn } from '../http/a-caller.ts'
import { aClient } from '../mcp/clients.ts'

// An example speaks of the emulator as it is at first: its seeded orders, its whole rate budget.
beforeEach(() => turn('reset', {}))

// What cannot be shown by an example: a tool that is refused on purpose, and one that needs an id of the token's own.
const REFUSED: Readonly<Record<string, string>> = {
  edit_order: 'use_amend_order',
  get_intent: 'unknown_intent',
  explain_fill: 'invalid_argument',
}

// The tools of a paper account are shown on one.
const callerFor = (tool: Tool | undefined) =>
  aCaller(
    tool?.toolset === 'paper'
      ? { account: 'paper:demo', scopes: 'read,trade' }
      : { scopes: 'read,trade,funds,raw' },
  )

const SHOWN = TOOLS.filter(({ name }) => !(name in REFUSED))

test.each(Object.entries(REFUSED))('the example of %s is refused as %s', async (name, code) => {
  const tool = toolNamed(name)
  const { token } = await callerFor(tool)
  expect((await call(token, name, tool?.example)).answer).toMatchObject({
    error: { code, hint: expect.any(String) },
  })
})

test.each(SHOWN.map((tool) => [tool.name, tool] as const))(
  'the example of %s runs against the emulator',
  async (name, tool) => {
    const { token } = await callerFor(tool)
    const { text, isError } = await call(token, name, tool.example)
    expect(isError, text).toBe(false)
  },
)

// The client itself holds an answer against the schema that the server announced, and throws where they differ.
test.each(SHOWN.map((tool) => [tool.name, tool] as const))(
  'the answer of %s fits its announced schema',
  async (name, tool) => {
    const { token } = await callerFor(tool)
    const client = await aClient(token, 'auto', `/mcp/x/${tool.toolset}/typed`)
    await client.listTools()
    const { structuredContent } = await client.callTool({ name, arguments: { ...tool.example } })
    expect(structuredContent).toBeTypeOf('object')
  },
)
