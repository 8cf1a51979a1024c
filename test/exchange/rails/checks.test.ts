import fc from 'fast-check'
import { test } from 'vitest'
import type { Answer } from '../../../src/exchange/port.ts'
import type { AccountHouse } from '../../support/account.ts'
import { aDesk, reasonsOf } from './a-desk.ts'
import { aMandate } from './stories/mandates.ts'
import { aWish, step, type Telling, written } from './stories/steps.ts'

// Whatever the account has come to, the check and the call are one judgement, and the largest that is named is the largest.

const runs = Number(process.env.STORIES ?? 4)
const LOTS: Readonly<Record<string, number>> = { XBTUSD: 8, ETHUSD: 8 }

// What waits for the rate budget waits on the test's own clock.
const inTime = async (house: AccountHouse, call: Promise<Answer>): Promise<Answer> => {
  let isDone = false
  void call.finally(() => {
    isDone = true
  })
  await house.clock.settle()
  if (!isDone) await house.clock.advance(30_000)
  return call
}

const verdictOf = (answer: Answer | undefined): string => {
  if (answer === undefined) return 'none'
  if (answer.ok) return Object(answer.result).state === 'awaiting_approval' ? 'ask' : 'allow'
  return answer.failure.code === 'risk_denied' ? reasonsOf(answer).join(' ') : 'allow'
}

test('what check_order says the real call says, and the largest that would pass is the largest', {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ a: aMandate, a1: aMandate }),
      fc.array(step(false), { maxLength: 10 }),
      fc.array(fc.tuple(fc.constantFrom('a' as const, 'a1' as const), aWish), { minLength: 3, maxLength: 5 }),
      async (mandates, story, wishes) => {
        const house = aDesk({
          t_a: { mandate: mandates.a },
          t_a1: { mandate: mandates.a1, parent: 't_a' },
          t_a2: { mandate: {}, parent: 't_a' },
          t_b: { mandate: {} },
        })
        const telling: Telling = { house, names: [], calls: [] }
        for (const one of story) await one.run(telling)
        await house.clock.advance(30_000)
        const check = async (who: string, order: object) => {
          const answer = await inTime(house, house.call('check_order', { ...order }, `t_${who}`))
          if (!answer.ok)
            return { verdict: 'error', reasons: [], largest: undefined, said: answer.failure.message }
          const { verdict, reasons, largest } = Object(answer.result)
          return {
            verdict,
            reasons: reasons as { code: string; message: string }[],
            largest: largest as string | undefined,
          }
        }
        for (const [at, [who, wish]] of wishes.entries()) {
          // Nothing is judged that has not been looked at: the second looks of a denial are few.
          await house.clock.advance(30_000)
          const order = { pair: wish.pair, ...(await written(telling, wish)) } as Record<string, string> & {
            pair: string
          }
          const asked = house.clock.now()
          const said = await check(who, order)
          if (house.clock.now() !== asked) continue
          if (said.verdict === 'error' || said.reasons.some(({ code }) => code === 'not_judged')) continue
          const told = story.map((one) => one.told)
          const scene = { mandates, told, who, order, said }
          if (said.largest !== undefined && said.verdict === 'deny' && order.oflags === undefined) {
            if (said.largest !== '0') {
              const fits = await check(who, { ...order, volume: said.largest })
              if (fits.verdict === 'deny') throw new Error(JSON.stringify({ ...scene, fits }, null, 1))
            }
            const lots = LOTS[order.pair] ?? 8
            const more = (Number(said.largest) + 10 ** -lots).toFixed(lots)
            const over = await check(who, { ...order, volume: said.largest === '0' ? '0.0002' : more })
            if (over.verdict !== 'deny') throw new Error(JSON.stringify({ ...scene, more, over }, null, 1))
          }
          const name = { cl_ord_id: `${who}-w${at}` }
          const answer = await inTime(house, house.call('add_order', { ...order, ...name }, `t_${who}`))
          const wanted =
            said.verdict === 'deny' ? said.reasons.map(({ code }) => code).join(' ') : said.verdict
          if (
            /probable_repeat|not_judged/.test(`${wanted} ${verdictOf(answer)}`) ||
            (!answer.ok && answer.failure.kind === 'busy')
          )
            continue
          if (verdictOf(answer) !== wanted)
            throw new Error(JSON.stringify({ wanted, ...scene, answer }, null, 1))
        }
      },
    ),
    {
      numRuns: runs,
      ...(process.env.STORY_SEED ? { seed: Number(process.env.STORY_SEED) } : {}),
      endOnFailure: process.env.SHRINK === undefined,
    },
  )
})
