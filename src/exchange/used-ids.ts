import { BreakwaterError } from '../domain/errors.ts'
import type { Endpoint, Params } from '../kraken/endpoint.ts'
import { tagsOf } from './order-tag.ts'
import type { Sql } from './sql.ts'

/** The client order ids of a call's new orders, where `reuse` are its own rows; throws `invalid` (order_id_used). */
export const newIdsOf = (
  sql: Sql,
  endpoint: Endpoint,
  params: Params,
  reuse: readonly string[] = [],
): readonly string[] => {
  const ids = tagsOf(endpoint.tool, params).map((tag) => tag.clientOrderId)
  for (const [at, id] of ids.entries())
    if (ids.indexOf(id) !== at || usedBefore(sql, id, reuse)) throw idUsed(id)
  return ids
}

/**
 * Tells whether an order with this id may ever have been placed on the account. Kraken holds ids unique among open
 * orders only, so a filled order's id would be taken a second time.
 */
const usedBefore = (sql: Sql, id: string, ownRows: readonly string[]): boolean =>
  sql
    .run(
      `SELECT id FROM intents WHERE client_order_id = ? AND state NOT IN ('withdrawn', 'busy', 'refused', 'denied')
       UNION ALL SELECT client_order_id AS id FROM spent_ids WHERE client_order_id = ?`,
      id,
      id,
    )
    .some((row) => !ownRows.includes(String(row.id)))

const idUsed = (id: string) =>
  new BreakwaterError('invalid', 'order_id_used', 'This cl_ord_id was used before on this account.', {
    hint: 'Choose a new cl_ord_id, or leave it out and one is made. Look with list_intents first if you meant to retry.',
    details: { cl_ord_id: id },
  })
