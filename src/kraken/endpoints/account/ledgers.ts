import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Asset, AssetClass, Flag, Id, list } from '../../params.ts'
import { LedgerInfo, mapOf } from '../../results.ts'
import { PAGE, PAGING, paging, RANGE, WALLET, WALLET_READ } from './fields.ts'

const LEDGER_TYPES = [
  'all',
  'trade',
  'deposit',
  'withdrawal',
  'transfer',
  'margin',
  'adjustment',
  'rollover',
  'credit',
  'settled',
  'staking',
  'dividend',
  'sale',
  'nft_rebate',
] as const

export const Ledgers = endpoint({
  ...WALLET_READ,
  tool: 'get_ledgers',
  title: 'Ledger entries',
  describe: 'Every movement of the balances, newest first, 50 a page.',
  path: '/0/private/Ledgers',
  permissions: { all: ['query-ledger'] },
  cost: { counter: 2 },
  params: () =>
    z
      .strictObject({
        asset: list(Asset).optional(),
        aclass: AssetClass.optional(),
        type: z.enum(LEDGER_TYPES).optional(),
        ...RANGE,
        ...PAGE,
        ...WALLET,
      })
      .refine(paging, PAGING),
  result: () => z.looseObject({ ledger: mapOf(LedgerInfo()), count: z.number().optional() }),
  example: { type: 'trade' },
  names: { asset: 'assets' },
  pages: 'ofs',
})

export const QueryLedgers = endpoint({
  ...WALLET_READ,
  tool: 'query_ledgers',
  title: 'Ledger entries by id',
  describe: 'Up to 20 ledger entries.',
  path: '/0/private/QueryLedgers',
  permissions: { all: ['query-ledger'] },
  cost: { counter: 2 },
  params: () => z.strictObject({ id: list(Id, 20), trades: Flag.optional(), ...WALLET }),
  result: () => mapOf(LedgerInfo()),
  example: { id: ['LSEED1-AAAAA-000001'] },
})
