import { DurableObject } from 'cloudflare:workers'
import { isAccount } from '../auth/principal.ts'
import type { JobOutcome } from '../exchange/jobs.ts'
import type { Overview, WaitingSeen } from '../exchange/overview.ts'
import type {
  AccountCall,
  AccountRpc,
  AccountStatus,
  Answer,
  CallLease,
  KnownToken,
  OpenSession,
  OwnerCall,
  PanicAnswer,
  SignInAnswer,
  SignInTry,
} from '../exchange/port.ts'
import { type AccountVars, openAccount } from './open-account.ts'

/** The account's object: hands storage, clock, randomness and the network to the plain logic below, and no more. */
export class AccountObject extends DurableObject<AccountVars> implements AccountRpc {
  readonly #account: AccountRpc

  constructor(state: DurableObjectState, vars: AccountVars) {
    super(state, vars)
    // One key, one lane: only the object named live has the road to it. What is named paper gets no key at all.
    const { name } = state.id
    if (name === undefined || !isAccount(name)) throw new Error('there is no such account')
    this.#account = openAccount(name, state.storage, vars)
  }

  call(call: AccountCall): Promise<Answer> {
    return this.#account.call(call)
  }

  tick(): Promise<void> {
    return this.#account.tick()
  }

  job(name: string, minute: number): Promise<JobOutcome> {
    return this.#account.job(name, minute)
  }

  override alarm(): Promise<void> {
    return this.#account.tick()
  }

  status(): Promise<AccountStatus> {
    return this.#account.status()
  }

  token(hash: string): Promise<KnownToken | undefined> {
    return this.#account.token(hash)
  }

  owner(call: OwnerCall): Promise<Answer> {
    return this.#account.owner(call)
  }

  overview(): Promise<Overview> {
    return this.#account.overview()
  }

  waiting(id: string): Promise<WaitingSeen> {
    return this.#account.waiting(id)
  }

  panic(link: string, acts: boolean): Promise<PanicAnswer> {
    return this.#account.panic(link, acts)
  }

  signIn(tried: SignInTry): Promise<SignInAnswer> {
    return this.#account.signIn(tried)
  }

  session(cookie: string): Promise<OpenSession | undefined> {
    return this.#account.session(cookie)
  }

  signOut(): Promise<void> {
    return this.#account.signOut()
  }

  granted(tokenId: string, facts: Readonly<Record<string, unknown>>): Promise<void> {
    return this.#account.granted(tokenId, facts)
  }

  noteAccess(accessHash: string, hash: string, expiresAt: number): Promise<void> {
    return this.#account.noteAccess(accessHash, hash, expiresAt)
  }

  access(accessHash: string): Promise<string | undefined> {
    return this.#account.access(accessHash)
  }

  lease(tokenId: string): Promise<CallLease> {
    return this.#account.lease(tokenId)
  }
}
