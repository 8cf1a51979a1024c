import type { Answer } from '../../src/exchange/port.ts'
import type { AccountHouse } from '../support/account.ts'

/** A buy far below the market: it rests. */
export const buy = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'buy',
  ordertype: 'limit',
  volume: '0.001',
  price: '10000',
  ...extra,
})

/** A sell that waits below the market for its trigger. */
export const guard = (extra: Record<string, unknown> = {}) => ({
  pair: 'XBTUSD',
  type: 'sell',
  ordertype: 'stop-loss',
  volume: '0.01',
  price: '20000',
  ...extra,
})

export const resultOf = (answer: Answer): unknown => {
  if (!answer.ok) throw new Error(`${answer.failure.code}: ${answer.failure.message}`)
  return answer.result
}

/** The client ids of what is open, but for what the emulator begins with. */
export const openIds = async (house: AccountHouse): Promise<readonly string[]> => {
  const { open } = resultOf(await house.call('get_open_orders')) as {
    open: Record<string, { cl_ord_id?: string }>
  }
  return Object.values(open).flatMap(({ cl_ord_id = '?' }) => (cl_ord_id.startsWith('seed') ? [] : cl_ord_id))
}

export const auditOf = (house: AccountHouse, event: string) =>
  house.sql.run('SELECT * FROM audit WHERE event = ? ORDER BY id', event)
