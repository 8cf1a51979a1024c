import { add, type Decimal, negate } from '../../domain/money.ts'
import type { Side } from '../../domain/order.ts'
import type { Sql } from '../sql.ts'

/** What of one order has newly traded; volume in the base asset, cost and fee in the quote asset. */
export interface Traded {
  readonly tokenId: string
  readonly base: string
  readonly quote: string
  readonly side: Side
  readonly volume: Decimal
  readonly cost: Decimal
  readonly fee: Decimal
}

/** What tokens have built: both sides of every fill of theirs, on spot and on margin, over all time. */
export interface Built {
  /** Called in the transaction that first learns of a fill, once for each. */
  filled(traded: Traded): void
  /** Of these tokens together, per asset; its worth at mid is what they have won or lost. */
  of(tokenIds: ReadonlySet<string>): ReadonlyMap<string, Decimal>
}

export const createBuilt = (sql: Sql): Built => {
  const move = (tokenId: string, asset: string, by: Decimal): void => {
    const [row] = sql.run('SELECT net FROM built WHERE token_id = ? AND asset = ?', tokenId, asset)
    sql.run(
      `INSERT INTO built (token_id, asset, net) VALUES (?, ?, ?)
       ON CONFLICT (token_id, asset) DO UPDATE SET net = excluded.net`,
      tokenId,
      asset,
      add(typeof row?.net === 'string' ? row.net : '0', by),
    )
  }
  return {
    filled({ tokenId, base, quote, side, volume, cost, fee }) {
      move(tokenId, base, side === 'buy' ? volume : negate(volume))
      move(tokenId, quote, side === 'buy' ? negate(cost) : cost)
      move(tokenId, quote, negate(fee))
    },
    of(tokenIds) {
      const nets = new Map<string, Decimal>()
      for (const { token_id, asset, net } of sql.run('SELECT token_id, asset, net FROM built'))
        if (tokenIds.has(String(token_id)))
          nets.set(String(asset), add(nets.get(String(asset)) ?? '0', String(net)))
      return nets
    },
  }
}
