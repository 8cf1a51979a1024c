import type { Desk } from '../desk/desk.ts'
import type { AccountStatus } from '../exchange/port.ts'

const PATIENCE_MS = 2_000

/** What the account's key can do, or undefined where that cannot be learnt now: then Kraken decides, call by call. */
export const statusOf = async (desk: Pick<Desk, 'status'>): Promise<AccountStatus | undefined> => {
  try {
    return await desk.status()
  } catch {
    return undefined
  }
}

/** The same for a list of tools, which clients do not wait for as long as Kraken may hang. */
export const statusSoon = async (
  desk: Pick<Desk, 'status'>,
  patienceMs = PATIENCE_MS,
): Promise<AccountStatus | undefined> => {
  const patience = Promise.withResolvers<undefined>()
  const timer = setTimeout(patience.resolve, patienceMs, undefined)
  try {
    return await Promise.race([statusOf(desk), patience.promise])
  } finally {
    clearTimeout(timer)
  }
}
