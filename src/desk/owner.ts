import type { Principal } from '../auth/principal.ts'
import { hashToken, mintToken } from '../auth/token.ts'
import { fromFailure, unexpected } from '../exchange/failure.ts'
import type { PanicAnswer } from '../exchange/port.ts'
import type { Params } from '../kraken/endpoint.ts'
import type { Bindings } from './bindings.ts'
import { callerOf } from './caller.ts'
import type { Answered } from './desk.ts'

interface OwnerOpening {
  readonly bindings: Bindings
  readonly principal: Principal
  /** The request's id. */
  readonly request: string
}

/** What the owner may ask of an account. Throws `BreakwaterError` and nothing else. */
export interface OwnerDesk {
  run(command: string, params: Params): Promise<Answered>
}

/** Opens the owner's desk for a caller whose scope the door has asked for. */
export const openOwner = ({ bindings, principal, request }: OwnerOpening): OwnerDesk => ({
  async run(command, params) {
    const account = bindings.ACCOUNT.getByName(principal.account)
    const minted = command === 'mint' ? await mintedWith(params) : undefined
    const call = { command, params: minted?.params ?? params, ...callerOf(principal), request }
    const answer = await account.owner(call).catch(() => {
      throw unexpected(command)
    })
    if (!answer.ok) throw fromFailure(answer.failure)
    const result = minted ? { ...Object(answer.result), token: minted.token } : answer.result
    return answer.note === undefined ? { result } : { result, note: answer.note }
  },
})

// The plaintext is made here and shown once; the account sees its hash alone, whatever the caller sent.
const mintedWith = async (params: Params): Promise<{ params: Params; token: string }> => {
  const token = mintToken()
  const hash = await hashToken(token)
  return { params: { ...params, hash, id: `t_${hash.slice(0, 10)}` }, token }
}

/** Shows or pulls a panic link of the live account, which alone decides; rejects where the account does not answer. */
export const panic = (bindings: Bindings, link: string, acts: boolean): Promise<PanicAnswer> =>
  bindings.ACCOUNT.getByName('live').panic(link, acts)
