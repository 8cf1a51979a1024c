import { BreakwaterError } from '../domain/errors.ts'
import { TWIN_WINDOW_MS } from '../domain/risk/p14-duplicate.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import type { Wish } from './journal.ts'
import { likenessOf, normalForm } from './normal-form.ts'
import { tagsOf } from './order-tag.ts'
import { asWritten, withoutSuffix } from './rails/asset-name.ts'
import type { Sql } from './sql.ts'

/**
 * Refuses what looks like a repeat that nobody meant: an order like one of the same token that is open, filled or
 * unresolved, and a movement of funds while one like it is unsettled. Orders of the same call are not each other's
 * twins. Own ids insist; while a twin is uncertain nothing does.
 * Throws `refused` (probable_repeat, unsettled_transfer).
 */
export const mustNotRepeat = (
  sql: Sql,
  endpoint: Endpoint,
  params: Params,
  wish: Wish,
  now: number,
  ownRows: readonly string[] = [],
): void => {
  if (endpoint.effect === 'funds') mustBeSettled(sql, endpoint, params, wish.tokenId, ownRows)
  if (tagsOf(endpoint.tool, params).length === 0) return
  const orders: readonly Params[] = Array.isArray(params.orders) ? params.orders : [params]
  for (const order of orders) mustBeNew(sql, likenessOf(params.pair, order), wish, now)
}

const mustBeNew = (sql: Sql, likeness: string, wish: Wish, now: number): void => {
  const twins = sql.run(
    `SELECT id, state FROM intents WHERE likeness = ? AND token_id = ?
       AND (state IN ('uncertain', 'awaiting_approval') OR (intended_at > ? AND state IN ('intended', 'sent', 'placed')
            AND (ended IS NULL OR ended = 'filled')))
     ORDER BY state = 'uncertain' DESC LIMIT 1`,
    likeness,
    wish.tokenId,
    now - TWIN_WINDOW_MS,
  )
  const [twin] = twins
  if (!twin || (wish.insists && twin.state !== 'uncertain')) return
  throw new BreakwaterError(
    'refused',
    'probable_repeat',
    `This order looks like ${String(twin.id)}, which is ${String(twin.state)}.`,
    {
      hint:
        twin.state === 'uncertain' || twin.state === 'awaiting_approval'
          ? 'Wait until that one is settled: get_intent tells. Then decide.'
          : 'If you mean a second one, send it with a cl_ord_id or an idempotency_key of your own.',
      details: { intent: twin.id ?? '' },
    },
  )
}

// What leaves as XBT.F shows among the withdrawals of XBT.
const fundsAsset = (asset: unknown): string => asWritten(withoutSuffix(String(asset)))

// Kraken gives movements of funds no id of ours, so two that are alike could not be told apart afterwards.
// What another token only asks for stands in nobody's way until it is sent.
const mustBeSettled = (
  sql: Sql,
  { tool }: Endpoint,
  params: Params,
  tokenId: string,
  ownRows: readonly string[],
): void => {
  const { asset, key, strategy_id, refid } = normalForm(params)
  const [open] = sql
    .run(
      `SELECT id, params FROM intents WHERE tool = ?
         AND (state IN ('intended', 'sent', 'uncertain') OR (state = 'awaiting_approval' AND token_id = ?))`,
      tool,
      tokenId,
    )
    .filter((row) => {
      if (ownRows.includes(String(row.id))) return false
      const other = JSON.parse(String(row.params))
      return (
        fundsAsset(other.asset) === fundsAsset(asset) &&
        other.key === key &&
        other.strategy_id === strategy_id &&
        other.refid === refid
      )
    })
  if (!open) return
  throw new BreakwaterError(
    'refused',
    'unsettled_transfer',
    `An earlier ${tool} like this one is not settled yet.`,
    {
      hint: 'Look at it with get_intent and the status tools; it is never sent again by itself.',
      details: { intent: open.id ?? '' },
    },
  )
}
