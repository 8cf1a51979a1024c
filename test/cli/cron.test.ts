import { createServer } from 'node:http'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { fireEachMinute } from '../../src/cli/cron.ts'

afterEach(() => {
  vi.useRealTimers()
})

test('the cron handler is called at every full minute, until it is stopped', async () => {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url ?? '')
    response.end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => void server.close())
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`

  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: 1_790_000_012_345 })
  const stop = fireEachMinute(origin)
  for (const minute of [1, 2]) {
    vi.advanceTimersByTime(60_000 - (Date.now() % 60_000))
    await vi.waitFor(() => expect(calls).toHaveLength(minute), 20_000)
  }
  stop()
  vi.advanceTimersByTime(120_000)
  vi.useRealTimers()
  await fetch(`${origin}/last`)
  expect(calls.pop()).toBe('/last')
  const times = calls.map((url) => new URL(url, origin).searchParams.get('time')).sort()
  expect(times).toEqual(['1790000040000', '1790000100000'])
  expect(calls[0]).toMatch(/^\/cdn-cgi\/handler\/scheduled\?cron=/)
})
