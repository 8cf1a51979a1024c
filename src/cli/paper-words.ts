import { FEE_TABLE } from '../domain/fees.ts'
import { isDecimal, isPositive, normalise } from '../domain/money.ts'
import { DEFAULT_OPENING, openingText, type PaperOpening, readOpening } from '../domain/paper-opening.ts'
import { CliError, UsageError } from './failure.ts'
import type { TokenBook } from './token-book.ts'

/** What was typed about a paper account. */
export interface PaperWords {
  readonly balance?: string | undefined
  readonly 'fee-tier'?: string | undefined
}

/** Refuses words about a paper account beside the account live. */
export const mustBePaper = (words: PaperWords): void => {
  if (words.balance !== undefined || words['fee-tier'] !== undefined)
    throw new UsageError('--balance and --fee-tier go with --account paper:NAME.')
}

/** Reads what the account is to begin with; undefined where nothing was said of it. */
export const openingOf = (words: PaperWords): PaperOpening | undefined => {
  const { balance, 'fee-tier': tier } = words
  if (balance === undefined && tier === undefined) return undefined
  return {
    balances: balance === undefined ? DEFAULT_OPENING.balances : balancesOf(balance),
    ...(tier === undefined ? {} : { feeTier: tierOf(tier) }),
  }
}

/** Opens the account, or makes sure that it is there with what was asked for: an account that exists keeps its opening. */
export const openAccount = async (
  book: TokenBook,
  account: string,
  wanted: PaperOpening | undefined,
  now: number,
): Promise<void> => {
  const stands = await book.openPaper(account, openingText(wanted ?? DEFAULT_OPENING), now)
  if (wanted === undefined || stands === openingText(wanted)) return
  throw new CliError(
    `${account} exists already and began with ${inWords(stands)}. Leave --balance and --fee-tier out, or choose another name.`,
  )
}

const inWords = (text: string): string => {
  const opening = readOpening(text)
  if (!opening) return 'another balance'
  const balances = Object.entries(opening.balances).map(([asset, amount]) => `${asset}=${amount}`)
  return `${balances.join(',')}${opening.feeTier === undefined ? '' : ` and fee tier ${opening.feeTier + 1}`}`
}

const balancesOf = (text: string): PaperOpening['balances'] =>
  Object.fromEntries(
    text.split(',').map((part) => {
      const [, asset, amount] = /^\s*([A-Za-z0-9.]{1,16})=(\S+)\s*$/.exec(part) ?? []
      if (asset === undefined || amount === undefined || !isDecimal(amount) || !isPositive(amount))
        throw new UsageError('--balance is a list such as USD=10000,BTC=0.5, of amounts above zero.')
      return [asset.toUpperCase(), normalise(amount)] as const
    }),
  )

const tierOf = (text: string): number => {
  const most = FEE_TABLE.tiers.length
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > most)
    throw new UsageError(`--fee-tier is a row of the fee table, from 1 (the entry) to ${most}.`)
  return Number(text) - 1
}
