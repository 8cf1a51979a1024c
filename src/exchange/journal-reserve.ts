import type { Reserve } from './rails/reserve.ts'
import type { Sql } from './sql.ts'

/** Writes onto an intent's row what its order may take of the account. */
export const writeReserve = (sql: Sql, id: string, what: Reserve): void =>
  void sql.run(
    `UPDATE intents SET order_type = ?, volume = ?, worst_price = ?, limit_price = ?, trigger_price = ?, leverage = ?,
         reduce_only = ?, protective = ?, symbol = ?, target = ?, filled = COALESCE(?, filled),
         cost = COALESCE(?, cost) WHERE id = ?`,
    what.orderType ?? null,
    what.volume ?? null,
    what.worstPrice ?? null,
    what.limitPrice ?? null,
    what.triggerPrice ?? null,
    what.leverage ?? null,
    what.reduceOnly ? 1 : 0,
    what.protective ? 1 : 0,
    what.symbol ?? null,
    what.target ?? null,
    what.filled ?? null,
    what.cost ?? null,
    id,
  )
