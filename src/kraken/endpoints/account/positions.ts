import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Flag, Id, list } from '../../params.ts'
import { Decimal, mapOf } from '../../results.ts'
import { WALLET, WALLET_READ } from './fields.ts'

const Position = () =>
  z.looseObject({
    pair: z.string(),
    type: z.string().optional(),
    vol: Decimal.optional(),
    cost: Decimal.optional(),
  })

export const OpenPositions = endpoint({
  ...WALLET_READ,
  tool: 'get_open_positions',
  title: 'Open positions',
  describe: 'Open margin positions.',
  path: '/0/private/OpenPositions',
  permissions: { all: ['query-open-trades'] },
  params: () =>
    z.strictObject({
      txid: list(Id).optional(),
      docalcs: Flag.describe('Value and P&L too').optional(),
      consolidation: z.literal('market').describe('One line per pair').optional(),
      ...WALLET,
    }),
  // Consolidated, the answer is a list.
  result: () => z.union([mapOf(Position()), z.array(Position())]),
  example: { docalcs: true },
})
