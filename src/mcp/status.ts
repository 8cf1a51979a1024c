import type { Desk } from '../desk/desk.ts'
import type { AccountStatus } from '../exchange/port.ts'

/** What the account's key can do, or undefined where that cannot be learnt now: then Kraken decides, call by call. */
export const statusOf = async (desk: Desk): Promise<AccountStatus | undefined> => {
  try {
    return await desk.status()
  } catch {
    return undefined
  }
}
