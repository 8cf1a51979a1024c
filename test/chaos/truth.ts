import { type Intent, intentOf } from '../../src/exchange/intent.ts'
import type { AccountHouse } from '../support/account.ts'

/** An order as the emulator's engine knows it, whatever its queries show. */
export interface RealOrder {
  readonly id: string
  readonly clientOrderId: string | undefined
  /** The order whose fill opened it. */
  readonly parent: string | undefined
  readonly isOpen: boolean
  /** Unix milliseconds. */
  readonly closedAt: number | undefined
}

interface Snapshot {
  readonly world: {
    readonly account: {
      readonly orders: Readonly<Record<string, Stored>>
      readonly closed: readonly Stored[]
    }
    readonly withdrawals: readonly unknown[]
  }
}
interface Stored {
  readonly id: string
  readonly clientOrderId?: string
  readonly parent?: string
  readonly closedAt?: number
}

/** Every order on the exchange that is not of its seed. */
export const realOrders = ({ emulator }: Pick<AccountHouse, 'emulator'>): readonly RealOrder[] => {
  const { world }: Snapshot = JSON.parse(emulator.snapshot())
  const { orders, closed } = world.account
  return [
    ...Object.values(orders).map((order) => real(order, true)),
    ...closed.map((order) => real(order, false)),
  ].filter(({ id, clientOrderId }) => !id.startsWith('OSEED') && !clientOrderId?.startsWith('seed'))
}

const real = ({ id, clientOrderId, parent, closedAt }: Stored, isOpen: boolean): RealOrder => ({
  id,
  clientOrderId,
  parent,
  isOpen,
  closedAt,
})

export interface Row extends Intent {
  readonly request: string
  readonly likeness: string | undefined
}

/** The journal, oldest first. */
export const rowsOf = ({ sql }: Pick<AccountHouse, 'sql'>): readonly Row[] =>
  sql.run('SELECT * FROM intents ORDER BY rowid').map((row) => ({
    ...intentOf(row),
    request: String(row.request),
    likeness: typeof row.likeness === 'string' ? row.likeness : undefined,
  }))

/** Whether a row is of a new order. */
export const isAdd = ({ tool }: Pick<Intent, 'tool'>): boolean =>
  tool === 'add_order' || tool === 'add_order_batch'

/** How many withdrawals the exchange has taken, but for the one of its seed. */
export const realWithdrawals = ({ emulator }: Pick<AccountHouse, 'emulator'>): number => {
  const { world }: Snapshot = JSON.parse(emulator.snapshot())
  return world.withdrawals.length - 1
}
