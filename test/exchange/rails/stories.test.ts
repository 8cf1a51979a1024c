import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aDesk } from './a-desk.ts'
import { broken, type Held } from './stories/laws.ts'
import { aMandate } from './stories/mandates.ts'
import { minute, step, type Telling } from './stories/steps.ts'
import { truthOf } from './stories/truth.ts'

// What the exchange has is held against the mandates by plain sums that know nothing of the rules.

const runs = Number(process.env.STORIES ?? 5)

const stolen = (telling: Telling, seen: Awaited<ReturnType<typeof truthOf>>): readonly string[] =>
  seen.orders
    .filter(
      ({ token, isOpen, status, reason, filled, volume }) =>
        token === 'x' &&
        !isOpen &&
        status === 'canceled' &&
        reason !== 'Self trade prevention' &&
        filled < volume,
    )
    .map(({ id, reason }) => `a stranger's order ${id} was cancelled: ${reason}; ${telling.calls.length}`)

test('no story of any calls, fills and faults gets more than the mandates give', {
  timeout: 3_600_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ a: aMandate, a1: aMandate, a2: aMandate, b: aMandate }),
      fc.array(step(true), { minLength: 8, maxLength: 24 }),
      async (mandates, story) => {
        const house = aDesk({
          t_a: { mandate: mandates.a },
          t_a1: { mandate: mandates.a1, parent: 't_a' },
          t_a2: { mandate: mandates.a2, parent: 't_a' },
          t_b: { mandate: mandates.b },
        })
        const held: Held[] = [
          { name: 'a', mandate: mandates.a, tokens: new Set(['a', 'a1', 'a2']) },
          { name: 'a1', mandate: mandates.a1, tokens: new Set(['a1']) },
          { name: 'a2', mandate: mandates.a2, tokens: new Set(['a2']) },
          { name: 'b', mandate: mandates.b, tokens: new Set(['b']) },
        ]
        const telling: Telling = { house, names: [], calls: [] }
        const told: string[] = []
        for (const one of [...story, minute]) {
          told.push(one.told)
          await one.run(telling)
          const truth = await truthOf(house)
          const found = [...held.flatMap((document) => broken(document, truth)), ...stolen(telling, truth)]
          if (found.length > 0)
            expect({
              found,
              told,
              calls: telling.calls.map(({ token, tool, params, answer }) =>
                [
                  token,
                  tool,
                  JSON.stringify(params),
                  answer?.ok === false ? answer.failure.message.slice(0, 300) : answer ? 'ok' : 'waits',
                ].join(' '),
              ),
              orders: truth.orders.filter(({ token }) => token !== '?').map((order) => JSON.stringify(order)),
              trades: truth.trades.filter(({ token }) => token !== '?').map((order) => JSON.stringify(order)),
            }).toEqual([])
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
