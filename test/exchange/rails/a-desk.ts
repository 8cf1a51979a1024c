import type { Mandate } from '../../../src/domain/mandate/mandate.ts'
import type { Answer } from '../../../src/exchange/port.ts'
import type { Vars } from '../../../src/exchange/settings.ts'
import { type AccountHouse, anAccount } from '../../support/account.ts'

/** Who holds what, under whom. */
export interface Grant {
  readonly mandate: Mandate
  readonly parent?: string
  readonly scopes?: string
}

export interface RailedHouse extends AccountHouse {
  /** What the emulator's book says of bitcoin now. */
  touch(): Promise<{ bid: number; ask: number }>
}

/** An account whose tokens have these mandates; `t_test` is who calls where nobody else is named. */
export const aDesk = (grants: Readonly<Record<string, Grant>>, vars: Vars = {}): RailedHouse => {
  const house = anAccount(vars)
  for (const [id, { mandate, parent, scopes = 'read,trade,funds' }] of Object.entries(grants))
    house.sql.run(
      `INSERT INTO tokens (hash, token_id, name, scopes, for_url, expires_at, revoked_at, copied_at, mandate, parent)
       VALUES (?, ?, ?, ?, 0, NULL, NULL, 0, ?, ?)`,
      `hash_${id}`,
      id,
      id,
      scopes,
      JSON.stringify(mandate),
      parent ?? null,
    )
  return Object.assign(house, {
    touch: async () => {
      const url = 'http://127.0.0.1:1/0/public/Ticker?pair=XBTUSD'
      const { result } = (await (await house.emulator.answer(new Request(url))).json()) as {
        result: Record<string, { a: string[]; b: string[] }>
      }
      const [row] = Object.values(result)
      return { bid: Number(row?.b[0]), ask: Number(row?.a[0]) }
    },
  })
}

/** An order of bitcoin against dollars, far below the market unless it says otherwise. */
export const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

/** The codes of the reasons in a refusal; empty where the call passed. */
export const reasonsOf = (answer: Answer): readonly string[] => {
  if (answer.ok) return []
  const { reasons } = (answer.failure.details ?? {}) as { reasons?: { code: string }[] }
  return reasons?.map(({ code }) => code) ?? [answer.failure.code]
}

/** How many of these calls passed. */
export const passedAmong = (answers: readonly Answer[]): number =>
  answers.filter((answer) => answer.ok && Object(answer.result).state !== 'awaiting_approval').length

/** Calls so many times at once. */
export const atOnce = (times: number, call: (at: number) => Promise<Answer>): Promise<readonly Answer[]> =>
  Promise.all(Array.from({ length: times }, (_, at) => call(at)))
