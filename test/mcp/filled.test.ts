import { expect, test } from 'vitest'
import { filled } from '../../src/mcp/filled.ts'

const list = new TextEncoder().encode('[{"name":"a’b"}]')
const sent = (body: BodyInit) => new Response(body, { status: 200, headers: { 'x-kept': 'yes' } })

test('the prepared list stands where the empty one stood, and nowhere else', async () => {
  const response = await filled(sent('{"id":"\\"tools\\":[]","result":{"tools":[],"ttlMs":1}}'), () => list)
  expect(await response.text()).toBe('{"id":"\\"tools\\":[]","result":{"tools":[{"name":"a’b"}],"ttlMs":1}}')
  expect(response.headers.get('x-kept')).toBe('yes')
})

test('an answer without a list stays as it is', async () => {
  expect(await (await filled(sent('{"error":{}}'), () => list)).text()).toBe('{"error":{}}')
  expect(await (await filled(sent('{"tools":[]}'), () => undefined)).text()).toBe('{"tools":[]}')
})

// The 2025 form opens its stream first: while the key was being asked for, an empty list went out.
test('a list that becomes known while the answer is under way is not missed', async () => {
  let known: Uint8Array | undefined
  const slow = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await Promise.resolve()
      known = list
      controller.enqueue(new TextEncoder().encode('data: {"result":{"tools":[]}}'))
      controller.close()
    },
  })
  expect(await (await filled(sent(slow), () => known)).text()).toBe(
    'data: {"result":{"tools":[{"name":"a’b"}]}}',
  )
})
