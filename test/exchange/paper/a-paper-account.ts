import type { PaperOpening } from '../../../src/domain/paper-opening.ts'
import type { Vars } from '../../../src/exchange/settings.ts'
import { type AccountHouse, anAccount } from '../../support/account.ts'

/** A paper account on the emulator's prices. The emulator's key is configured, so that using it would be possible. */
export const aPaperAccount = (
  opening: PaperOpening = { balances: { USD: '100000', BTC: '1' } },
  vars: Vars = {},
): AccountHouse => anAccount(vars, { paper: { name: 'paper:test', opening: async () => opening } })

/** The result of a call that must succeed. */
export const resultOf = async (
  house: AccountHouse,
  tool: string,
  params: Record<string, unknown> = {},
): Promise<Record<string, unknown>> => {
  const answer = await house.call(tool, params)
  if (!answer.ok) throw new Error(`${tool}: ${JSON.stringify(answer.failure)}`)
  return { ...Object(answer.result) }
}
