import type { Mandate } from '../../src/domain/mandate/mandate.ts'
import type { AccountCall, Answer, TokenCopy } from '../../src/exchange/port.ts'
import type { Vars } from '../../src/exchange/settings.ts'
import type { SourceToken } from '../../src/exchange/token-source.ts'
import { type AccountHouse, anAccount } from './account.ts'
import { aTokenSource } from './token-source.ts'

/** A token as the front door would pass it on. */
export const aCopy = (name: string, ...scopes: string[]): TokenCopy => ({
  hash: name.padEnd(64, '0'),
  tokenId: `t_${name}`,
  name,
  scopes,
  forUrl: false,
  expiresAt: null,
})

export const OWNER = aCopy('owner', 'admin')

/** Calls a tool with a token. */
export const callAs = (
  house: AccountHouse,
  token: TokenCopy,
  tool: string,
  params: AccountCall['params'] = {},
): Promise<Answer> =>
  house.account.call({
    tool,
    params,
    tokenId: token.tokenId,
    token,
    began: house.clock.now(),
    request: 'r_1',
  })

/** Gives a command as the owner's door would. */
export const command = async (
  house: AccountHouse,
  name: string,
  params: AccountCall['params'] = {},
  by: TokenCopy = OWNER,
): Promise<Answer> =>
  house.account.owner({ command: name, params, tokenId: by.tokenId, token: by, request: 'r_owner' })

/** The result of an answer that must have one. */
export const resultOf = (answer: Answer): Record<string, unknown> => {
  if (!answer.ok) throw new Error(answer.failure.message)
  return { ...Object(answer.result) }
}

/** A token as the database keeps it, with its mandate and its parent. */
export const aRow = (copy: TokenCopy, mandate?: Mandate, parent?: TokenCopy): SourceToken => ({
  ...copy,
  revokedAt: null,
  mandate: mandate === undefined ? null : JSON.stringify(mandate),
  parent: parent?.tokenId ?? null,
})

/** An account over the emulator, and the database in which its tokens stand. */
export const aHouseWith = (rows: readonly SourceToken[], vars: Vars = {}) => {
  const database = aTokenSource([aRow(OWNER), ...rows])
  return { house: anAccount(vars, { tokenSource: database.source }), ...database }
}
