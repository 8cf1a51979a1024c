import { DEFAULT_OPENING, openingText, type PaperOpening, readOpening } from '../domain/paper-opening.ts'
import type { PaperDeps } from '../exchange/account-deps.ts'
import { openPaper } from '../store/paper-accounts.ts'

/**
 * What the database says a paper account begins with. One that it does not know is written down there, with the usual
 * opening: cron wakes the accounts of that list.
 */
export const openingIn =
  (db: D1Database, account: string): PaperDeps['opening'] =>
  async (): Promise<PaperOpening | undefined> =>
    readOpening(await openPaper(db, account, openingText(DEFAULT_OPENING), Date.now()))
