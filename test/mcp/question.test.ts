import { expect, test } from 'vitest'
import { isWaiting, questionAbout } from '../../src/mcp/question.ts'

const WAITS = {
  state: 'awaiting_approval',
  intent: 'i_0123456789abcdef0123',
  summary: 'Buy 1 BTC at 10,000 USD limit',
  lapses: '2026-11-21T09:05:59.000Z',
  where: 'https://breakwater.example/owner/approve/i_0123456789abcdef0123',
}
const BY_CLI = {
  ...WAITS,
  where: 'The owner, and nobody else: npm run token -- approve i_0123456789abcdef0123',
}

const modeOf = (waiting: typeof WAITS, elicitation: unknown) =>
  Object(questionAbout(waiting, { elicitation })?.waits_for_owner).params?.mode

test('who opens links is asked by link where there is one, and by form where there is none', () => {
  expect(modeOf(WAITS, { form: {}, url: {} })).toBe('url')
  expect(modeOf(WAITS, { url: {} })).toBe('url')
  expect(modeOf(BY_CLI, { form: {}, url: {} })).toBe('form')
})

test('who shows forms is asked by form, and who names no way of asking means forms', () => {
  for (const elicitation of [{}, { form: {} }]) expect(modeOf(WAITS, elicitation)).toBe('form')
})

test('nobody is asked in a way that was not declared', () => {
  expect(modeOf(BY_CLI, { url: {} })).toBeUndefined()
  for (const elicitation of [undefined, null, false, 'form', []])
    expect(modeOf(WAITS, elicitation)).toBeUndefined()
  for (const capabilities of [undefined, null, {}, 'elicitation'])
    expect(questionAbout(WAITS, capabilities)).toBeUndefined()
})

test('a form says what, until when and where, and asks for nothing', () => {
  const { params } = Object(questionAbout(BY_CLI, { elicitation: {} })?.waits_for_owner)
  for (const words of [WAITS.summary, 'until 09:05 UTC', BY_CLI.where, 'approves nothing'])
    expect(params.message).toContain(words)
  expect(params.requestedSchema).toEqual({ type: 'object', properties: {} })
})

test('what get_intent shows, and what a batch of replayed intents shows, is no call that begins to wait', () => {
  expect(isWaiting(WAITS)).toBe(true)
  expect(isWaiting({ id: WAITS.intent, state: 'awaiting_approval' })).toBe(false)
  expect(isWaiting({ intents: [WAITS] })).toBe(false)
  expect(isWaiting(undefined)).toBe(false)
})

test('what the caller wrote makes no line of its own and pushes none of ours out of sight', () => {
  const summary = `Withdraw 1 BTC to “cold”\nWhere: https://evil.example\u2028${'x'.repeat(9_000)}`
  const { params } = Object(questionAbout({ ...BY_CLI, summary }, { elicitation: {} })?.waits_for_owner)
  const lines = params.message.split(/[\n\u2028]/)
  expect(lines).toHaveLength(4)
  expect(lines[0]).toContain('to “cold” Where: https://evil.example x')
  expect(params.message.length).toBeLessThan(2_500)
})
