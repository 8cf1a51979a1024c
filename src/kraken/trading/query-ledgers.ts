import { Refused } from '../../domain/matching/refused.ts'
import type { LedgerEntry } from './account.ts'
import { invalid, listOf, textOf } from './arguments.ts'
import type { TradingCall, TradingHandler } from './call.ts'
import { ledgerView } from './ledger-view.ts'
import { paged } from './page.ts'
import { rangeOf } from './range.ts'
import { isInWindow } from './visible.ts'
import { isRecord } from './wish.ts'

const MOST_IDS = 20
const TYPES =
  'all trade deposit withdrawal transfer margin adjustment rollover credit settled staking dividend sale nft_rebate'.split(
    ' ',
  )

/** Ledgers, newest first, 50 a page. */
export const getLedgers: TradingHandler = (call) => {
  const { account, params } = call
  const { ledger } = account
  const inRange = rangeOf(params, (id) => ledger.find((entry) => entry.id === id)?.time)
  const type = textOf(params, 'type') ?? 'all'
  if (!TYPES.includes(type)) throw invalid('type')
  const assets = assetsOf(call)
  const found = ledger
    .filter(
      (entry) =>
        isInWindow(call, entry.time) && inRange(entry.time) && (type === 'all' || entry.type === type),
    )
    .filter((entry) => assets === undefined || assets.includes(entry.asset))
    .reverse()
    .sort((a, b) => b.time - a.time)
  const { items, beside } = paged(params, found)
  return { ledger: viewed(call, items), ...beside }
}

/** QueryLedgers: up to 20 rows by id. */
export const queryLedgers: TradingHandler = (call) => {
  const { account, params } = call
  const ids = listOf(params, 'id')
  if (ids === undefined || ids.length > MOST_IDS) throw invalid('id')
  const found = ids.map((id) => {
    const entry = account.ledger.find((one) => one.id === id)
    if (entry === undefined || !isInWindow(call, entry.time)) throw invalid('id')
    return entry
  })
  return viewed(call, found)
}

const viewed = ({ market }: TradingCall, entries: readonly LedgerEntry[]) =>
  Object.fromEntries(entries.map((entry) => [entry.id, ledgerView(entry, market)]))

// Newer clients send [{ asset, aclass }] where older ones send a comma list.
const assetsOf = ({ market, params }: TradingCall): readonly string[] | undefined => {
  const given = Array.isArray(params.asset)
    ? params.asset.map((item: unknown) => String(isRecord(item) ? item.asset : item))
    : listOf(params, 'asset')
  if (given === undefined || given.includes('all')) return undefined
  return given.map((name) => {
    const asset = market.asset(name)
    if (asset === undefined) throw new Refused('EQuery:Unknown asset')
    return asset.key
  })
}
