import { expect, test } from 'vitest'
import { createAlarm, type Duty } from '../../src/exchange/alarm.ts'
import { aClock } from '../support/clock.ts'

/** Alarms as the platform rings them: never two at once. */
const anAlarm = (duties: (clock: ReturnType<typeof aClock>) => readonly Duty[]) => {
  const clock = aClock()
  const failures: string[] = []
  let isRinging = false
  let takeBack = () => {}
  const wake = async () => {
    if (isRinging) return setAlarm(clock.now() + 1)
    isRinging = true
    await alarm.ring()
    isRinging = false
  }
  const setAlarm = (at: number) => {
    takeBack()
    takeBack = clock.after(Math.max(1, at - clock.now()), () => void wake())
  }
  const alarm = createAlarm({
    duties: duties(clock),
    clock,
    setAlarm,
    failed: (duty) => failures.push(duty),
    worked: () => {},
  })
  return { clock, alarm, failures }
}

const every = (ms: number, name: string, work: (now: number) => Promise<void>) => {
  let next = 0
  const duty: Duty = {
    name,
    dueAt: () => next,
    async run(now) {
      next = now + ms
      await work(now)
    },
  }
  return duty
}

test('one duty that never ends keeps no other from its time, and is not begun twice', async () => {
  const refreshes: number[] = []
  let begun = 0
  const house = anAlarm(() => [
    every(20_000, 'refresh', async (now) => void refreshes.push(now)),
    every(1_000, 'stuck', () => {
      begun += 1
      return new Promise(() => {})
    }),
  ])
  const start = house.clock.now()
  house.alarm.rearm()
  await house.clock.advance(120_500)
  expect(begun).toBe(1)
  expect(refreshes.map((at) => Math.round((at - start) / 1_000))).toEqual([0, 20, 40, 60, 80, 100, 120])
})

// What never ended was never begun again, and nobody was told: a dead-man refresh that hangs would have been the last.
test('a duty that never ends is given up after three minutes, told of and begun again', async () => {
  let begun = 0
  const house = anAlarm(() => [
    every(1_000, 'stuck', () => {
      begun += 1
      return begun === 1 ? new Promise(() => {}) : Promise.resolve()
    }),
  ])
  house.alarm.rearm()
  await house.clock.advance(179_000)
  expect({ begun, failures: house.failures }).toEqual({ begun: 1, failures: [] })
  await house.clock.advance(25_000)
  expect(begun).toBeGreaterThan(1)
  expect(house.failures).toEqual(['stuck'])
})

test('a duty that takes long goes on by itself and comes again; the ring does not wait for it', async () => {
  let ended = 0
  const house = anAlarm((clock) => [
    every(
      30_000,
      'slow',
      () => new Promise((resolve) => void clock.after(12_000, () => resolve(void ended++))),
    ),
  ])
  const began = house.clock.now()
  const ring = house.alarm.ring().then(() => house.clock.now() - began)
  await house.clock.advance(12_000)
  expect(await ring).toBeLessThanOrEqual(5_000)
  await house.clock.advance(40_000)
  expect(ended).toBe(2)
})

test('a duty that fails is told of, tried again, and keeps no other from running', async () => {
  let ran = 0
  const house = anAlarm(() => [
    every(2_000, 'broken', async () => {
      throw new Error('broken')
    }),
    every(2_000, 'whole', async () => void ran++),
  ])
  house.alarm.rearm()
  await house.clock.advance(5_000)
  expect(house.failures.length).toBeGreaterThan(1)
  expect(ran).toBeGreaterThan(1)
})
