import type { AccountCall, Answer, TokenCopy } from '../../src/exchange/port.ts'
import type { AccountHouse } from './account.ts'

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
