import type { Principal } from '../auth/principal.ts'
import { worldClock as clock } from '../durable/clock.ts'
import { fromFailure, unexpected } from '../exchange/failure.ts'
import type { AccountCall, AccountRpc, Answer } from '../exchange/port.ts'
import type { Settings } from '../exchange/settings.ts'
import { isPrivate, type Params } from '../kraken/endpoint.ts'
import type { Bindings } from './bindings.ts'
import { callerOf } from './caller.ts'
import type { Answered, Desk } from './desk.ts'
import { marketOf } from './market.ts'
import { translate } from './names.ts'
import { statusOf } from './status.ts'

interface Opening {
  readonly bindings: Bindings
  readonly settings: Settings
  readonly principal: Principal
  /** The request's id. */
  readonly request: string
  /** The front door's own address. */
  readonly origin?: string
  /** Keeps work running after the response; in a Worker, the context's `waitUntil`. */
  readonly keepAlive?: (work: Promise<unknown>) => void
}

/** Opens the desk for one caller: the public market from here, the account through its object. */
export const openDesk = ({
  bindings,
  settings,
  principal,
  request,
  origin,
  keepAlive = forget,
}: Opening): Desk => {
  const market = marketOf(settings)
  const began = clock.now()
  // Most calls are about the public market, and a stub costs as much as parsing their arguments.
  // The account is the token's, here and nowhere else: no argument, header or URL names one.
  const account = () => bindings.ACCOUNT.getByName(principal.account)
  const house = (tool: string, params: Params) =>
    ask(account(), { tool, params, ...callerOf(principal), began, request, ...(origin && { origin }) })
  return {
    principal,
    exchange: settings.exchange,
    async call(endpoint, params) {
      const named = await translate(market, endpoint, params, keepAlive)
      if (!isPrivate(endpoint)) return market.call(endpoint, named, keepAlive)
      return house(endpoint.tool, named)
    },
    house,
    status: () => statusOf(settings, principal, account, clock.now()),
    now: clock.now,
  }
}

const forget = (work: Promise<unknown>): void => {
  work.catch(() => undefined)
}

const ask = async (account: AccountRpc, call: AccountCall): Promise<Answered> => {
  const answer = await answerTo(account, call)
  if (!answer.ok) throw fromFailure(answer.failure)
  return answer.note === undefined ? { result: answer.result } : { result: answer.result, note: answer.note }
}

// A call that the object did not answer may have left it: only its own word says otherwise.
const answerTo = async (account: AccountRpc, call: AccountCall): Promise<Answer> => {
  try {
    return await account.call(call)
  } catch {
    throw unexpected(call.tool)
  }
}
