import { expect, test } from 'vitest'
import { createShellWatch, isNpmsShell } from '../../src/cli/shell-watch.ts'

const status = (sleeps: number, state = 'S (sleeping)', caught = '0000000000010002') =>
  `Name:\tsh\nState:\t${state}\nSigCgt:\t${caught}\nvoluntary_ctxt_switches:\t${sleeps}\nnonvoluntary_ctxt_switches:\t9\n`

const looks = (...seen: readonly (readonly [number, string | undefined])[]) => {
  let told: string | undefined
  const isTold = createShellWatch(1, () => told)
  return seen.map(([at, text]) => {
    told = text
    return isTold(at)
  })
}

test('a shell that slept and woke was told to end', () => {
  expect(looks([0, status(2)], [500, status(2)], [1000, status(2)], [1500, status(3)])).toEqual([
    false,
    false,
    false,
    true,
  ])
})

test('a shell that is only just beginning to wait has not', () => {
  expect(looks([0, status(1)], [500, status(2)], [1000, status(2)])).toEqual([false, false, false])
})

test('a shell that is awake, gone, or does not catch the signal says nothing', () => {
  const deaf = '0000000000010000'
  const others = [status(3, 'R (running)'), undefined, status(3, 'S (sleeping)', deaf)]
  for (const other of others)
    expect(looks([0, status(2)], [500, status(2)], [1000, other])).toEqual([false, false, false])
})

test('a machine that slept wakes the shell, and ends nothing', () => {
  const [before, after] = [status(2), status(4)]
  expect(looks([0, before], [500, before], [60_000, after], [60_500, after])).toEqual(Array(4).fill(false))
})

// A server that a test had begun once ended whenever the test woke: it had inherited what npm tells a script.
test('only the shell that npm began the script with is watched', () => {
  const script = 'node src/cli/start.ts'
  expect(isNpmsShell(`sh\0-c\0${script} --json\0`, script)).toBe(true)
  expect(isNpmsShell(`sh\0-c\0vitest run\0`, script)).toBe(false)
  expect(isNpmsShell(`node\0src/cli/start.ts\0`, script)).toBe(false)
  expect(isNpmsShell(`sh\0-c\0${script}\0`, undefined)).toBe(false)
})
