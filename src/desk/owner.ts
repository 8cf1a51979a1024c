import { type Account, isAccount, type Principal } from '../auth/principal.ts'
import { hashToken, mintToken } from '../auth/token.ts'
import { BreakwaterError } from '../domain/errors.ts'
import { fromFailure, unexpected } from '../exchange/failure.ts'
import type { Overview, WaitingSeen } from '../exchange/overview.ts'
import { OWNER_ID } from '../exchange/owner-id.ts'
import type { OpenSession, OwnerCall, PanicAnswer, SignInAnswer, SignInTry } from '../exchange/port.ts'
import type { Params } from '../kraken/endpoint.ts'
import { listPaperAccounts } from '../store/paper-accounts.ts'
import type { Bindings } from './bindings.ts'
import { callerOf } from './caller.ts'
import type { Answered } from './desk.ts'

interface OwnerOpening {
  readonly bindings: Bindings
  readonly principal: Principal
  /** The request's id. */
  readonly request: string
}

/**
 * What the owner may ask of an account: of the one that the token is bound to, and from the account live of a paper
 * account that `account` names. Throws `BreakwaterError` and nothing else. */
export interface OwnerDesk {
  run(command: string, params: Params): Promise<Answered>
}

/** Opens the owner's desk for a caller whose scope the door has asked for. */
export const openOwner = ({ bindings, principal, request }: OwnerOpening): OwnerDesk => ({
  async run(command, { account: named, ...params }) {
    const account = accountOf(principal, named)
    if (account !== principal.account) await mustBeNamed(bindings, account)
    if (command === 'panic-link' && account !== 'live') throw liveAlone()
    const minted = command === 'mint' ? await mintedWith(params) : undefined
    const call = { command, params: minted?.params ?? params, ...callerOf(principal), request }
    const answer = await ask(bindings, account, call)
    return minted ? { ...answer, result: { ...Object(answer.result), token: minted.token } } : answer
  },
})

/** The same for the owner's page, whose door has read an open session. */
export const openOwnerPage = (bindings: Bindings, account: string, request: string): OwnerDesk => ({
  run: (command, params) =>
    ask(bindings, account, { command, params, tokenId: OWNER_ID, signedIn: true, request }),
})

/**
 * Throws `forbidden` (unknown_account) for a paper account that no token names: to ask its object would make it. What the
 * database does not say stands in no stop's way.
 */
export const mustBeNamed = async ({ DB }: Pick<Bindings, 'DB'>, account: string): Promise<void> => {
  if (account === 'live') return
  const named = await listPaperAccounts(DB).catch(() => undefined)
  if (!named || named.includes(account)) return
  throw new BreakwaterError('forbidden', 'unknown_account', `There is no account ${account}.`, {
    hint: 'A paper account is made with its first token: npm run token -- create NAME --account paper:NAME.',
  })
}

const ask = async (bindings: Bindings, account: string, call: OwnerCall): Promise<Answered> => {
  const answer = await bindings.ACCOUNT.getByName(account)
    .owner(call)
    .catch(() => {
      throw unexpected(call.command)
    })
  if (!answer.ok) throw fromFailure(answer.failure)
  return answer.note === undefined ? { result: answer.result } : { result: answer.result, note: answer.note }
}

/** What the owner's page shows of an account. Throws `BreakwaterError` and nothing else. */
export const overviewOf = (bindings: Bindings, account: string): Promise<Overview> =>
  looked(bindings.ACCOUNT.getByName(account).overview())

/** One order that waits on an account. Throws `BreakwaterError` and nothing else. */
export const waitingOn = (bindings: Bindings, account: string, intent: string): Promise<WaitingSeen> =>
  looked(bindings.ACCOUNT.getByName(account).waiting(intent))

const looked = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch(() => {
    throw unexpected('get_overview')
  })

// The door of panic links asks the live account alone: a link of another's would do nothing on the day it is needed.
const liveAlone = () =>
  new BreakwaterError('forbidden', 'unknown_account', 'A panic link stops the account live, and no other.', {
    hint: 'A paper account is stopped by the command kill, or on its page.',
  })

const accountOf = ({ account }: Principal, named: unknown): Account => {
  if (named === undefined || named === account) return account
  const isKnown = typeof named === 'string' && isAccount(named)
  // Who holds the whole house may go into each room; who holds one room stays in it.
  if (isKnown && account === 'live') return named
  throw new BreakwaterError('forbidden', 'unknown_account', 'This token speaks for no such account.', {
    hint: 'account is paper:NAME, beside an admin token of the account live.',
  })
}

// The plaintext is made here and shown once; the account sees its hash alone, whatever the caller sent.
const mintedWith = async (params: Params): Promise<{ params: Params; token: string }> => {
  const token = mintToken()
  const hash = await hashToken(token)
  return { params: { ...params, hash, id: `t_${hash.slice(0, 10)}` }, token }
}

/** Shows or pulls a panic link of the live account, which alone decides; rejects where the account does not answer. */
export const panic = (bindings: Bindings, link: string, acts: boolean): Promise<PanicAnswer> =>
  bindings.ACCOUNT.getByName('live').panic(link, acts)

/** Tries the owner's passphrase at the live account, which counts and judges; rejects where it does not answer. */
export const trySignIn = (bindings: Bindings, tried: SignInTry): Promise<SignInAnswer> =>
  bindings.ACCOUNT.getByName('live').signIn(tried)

/** The owner's session that a cookie opens, if it opens one. */
export const askSession = (bindings: Bindings, cookie: string): Promise<OpenSession | undefined> =>
  bindings.ACCOUNT.getByName('live').session(cookie)

/** Ends the owner's sessions on every device. */
export const endSessions = (bindings: Bindings): Promise<void> => bindings.ACCOUNT.getByName('live').signOut()

/** Tells the audit of the account that a token was granted on a page. */
export const tellGranted = (
  bindings: Bindings,
  tokenId: string,
  facts: Readonly<Record<string, unknown>>,
): Promise<void> => bindings.ACCOUNT.getByName('live').granted(tokenId, facts)
