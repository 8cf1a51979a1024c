import { expect, test } from 'vitest'
import { createQuiet } from './noise.ts'

const heard = (...lines: string[]) => {
  const isNoise = createQuiet()
  return lines.filter((line) => !isNoise(line))
}

test('what every run says is kept quiet, with the trace behind it', () => {
  const crash = 'failed: broken.outputGateBroken; jsg.Error: crash'
  expect(
    heard(
      'Sourcemap for "/a/node_modules/b/c.js" points to missing source files',
      `uncaught exception; exception = workerd/api/actor-state.c++:1235: ${crash}`,
      'stack: /a/bin/workerd@39310a7',
      'uncaught exception; source = Uncaught (in promise); stack = Error: Application called deleteAllDurableObjects().',
      '    at async D1Entry.fetch (file:///a/entry.worker.js:110:12)',
      'exception = workerd/api/unsafe.c++:228: failed: jsg.Error: Application called deleteAllDurableObjects().',
      'stack: /a/bin/workerd@26b6840 /a/bin/workerd@5e0659a',
    ),
  ).toEqual([])
})

test('whatever else is said is heard', () => {
  const lines = [
    'Sourcemap for "/a/src/c.js" points to missing source files',
    'uncaught exception; exception = jsg.Error: no such table',
    'stack: /a/bin/workerd@39310a7',
    ' FAIL  test/a.test.ts',
  ]
  expect(heard(...lines)).toEqual(lines)
})
