import type { AccountStatus } from '../exchange/port.ts'
import { settingProblems } from '../exchange/settings.ts'
import { bearerOf } from './bearer.ts'
import type { Callers } from './callers.ts'
import { type Door, urlOf } from './door.ts'
import type { Strangers } from './limits/strangers.ts'
import { onlyFor } from './refusal.ts'

type Check = 'ok' | 'failed' | 'none'

interface Findings {
  readonly database: Check
  readonly account: Check
  readonly key: Check
  readonly settings: Check
  readonly status: AccountStatus | undefined
}

/** Tells anyone whether the deployment can work, and a caller with a token what is wrong with it. */
export const readyDoor =
  (callers: Callers, strangers: Strangers) =>
  async (door: Door): Promise<Response> => {
    if (door.req.method !== 'GET') return onlyFor(door, 'GET')
    const presented = bearerOf(door.req.raw.headers, urlOf(door)) !== undefined
    const caller = presented ? await callers(door) : undefined
    if (caller && 'refusal' in caller) return caller.refusal
    const tooMany = caller ? undefined : await strangers.turnAway(door)
    if (tooMany) return tooMany
    const findings = await examine(door)
    const { database, account, key, settings } = findings
    const isReady = [database, account, key, settings].every((check) => check !== 'failed')
    const verdict = { status: isReady ? 'ok' : 'unavailable' }
    return door.json(caller ? { ...verdict, ...details(door, findings) } : verdict, isReady ? 200 : 503)
  }

const examine = async (door: Door): Promise<Findings> => {
  const [database, status] = await Promise.all([
    answers(door.env.DB.prepare('SELECT 1 FROM tokens LIMIT 1').all()),
    answers(door.env.ACCOUNT.getByName('live').status()),
  ])
  return {
    database: database ? 'ok' : 'failed',
    account: status ? 'ok' : 'failed',
    key: keyCheck(status),
    settings: door.get('settings').wrong.length === 0 ? 'ok' : 'failed',
    status,
  }
}

const keyCheck = (status: AccountStatus | undefined): Check => {
  if (!status?.hasKey) return 'none'
  return status.key && status.problems.length === 0 ? 'ok' : 'failed'
}

const details = (door: Door, { status, ...checks }: Findings) => ({
  exchange: door.get('settings').exchange,
  checks,
  permissions: status?.key?.permissions ?? [],
  problems: [...new Set([...settingProblems(door.get('settings')), ...(status?.problems ?? [])])],
  warnings: status?.warnings ?? [],
})

const answers = async <T>(work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch {
    return undefined
  }
}
