import { expect, test } from 'vitest'
import { isWithin, windowOf } from '../../../src/domain/mandate/hours.ts'

const isOpen = (window: string, at: string) => {
  const read = windowOf(window)
  if (!read) throw new Error(window)
  return isWithin(read, Date.parse(at))
}

test.each([
  ['Mon-Fri 08:00-20:00 UTC', '2026-11-20T08:00:00Z', true], // a Friday
  ['Mon-Fri 08:00-20:00 UTC', '2026-11-20T07:59:59Z', false],
  ['Mon-Fri 08:00-20:00 UTC', '2026-11-20T20:00:00Z', false],
  ['Mon-Fri 08:00-20:00 UTC', '2026-11-21T12:00:00Z', false],
  ['Sat-Mon 08:00-20:00 UTC', '2026-11-22T12:00:00Z', true],
  ['Sat-Mon 08:00-20:00 UTC', '2026-11-24T12:00:00Z', false],
  ['Fri 22:00-02:00 UTC', '2026-11-21T01:59:00Z', true],
  ['Fri 22:00-02:00 UTC', '2026-11-20T01:00:00Z', false],
  ['Fri 22:00-02:00 UTC', '2026-11-21T02:00:00Z', false],
  ['00:00-24:00 UTC', '2026-11-21T23:59:59Z', true],
  ['09:00-10:00 Europe/Berlin', '2026-11-20T08:30:00Z', true],
  ['09:00-10:00 Europe/Berlin', '2026-07-20T07:30:00Z', true],
])('%s at %s: %s', (window, at, open) => {
  expect(isOpen(window, at)).toBe(open)
})

test.each([
  '',
  'always',
  'Mon 8:00-20:00 UTC',
  '08:00-08:00 UTC',
  '24:00-08:00 UTC',
  '08:60-09:00 UTC',
  '08:00-24:01 UTC',
  'Foo 08:00-09:00 UTC',
  '08:00-09:00',
  '08:00-09:00 Mars/Base',
])('no window: %s', (text) => {
  expect(windowOf(text)).toBeUndefined()
})
