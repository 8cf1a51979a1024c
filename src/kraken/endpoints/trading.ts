import type { Endpoint } from '../endpoint.ts'
import { CancelAll, CancelAllOrdersAfter, CancelOrder, CancelOrderBatch } from './trading/cancelling.ts'
import { AmendOrder, EditOrder } from './trading/changing.ts'
import { AddOrder, AddOrderBatch } from './trading/placing.ts'

export const TRADING: readonly Endpoint[] = [
  AddOrder,
  AddOrderBatch,
  AmendOrder,
  EditOrder,
  CancelOrder,
  CancelOrderBatch,
  CancelAll,
  CancelAllOrdersAfter,
]
