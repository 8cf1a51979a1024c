import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Amount, Asset, Flag, Words } from '../../params.ts'
import { aclass, MOVES, Moves, READ, REBASE, REBASE_ROW } from './fields.ts'

export const DepositMethods = endpoint({
  ...READ,
  ...REBASE_ROW,
  tool: 'get_deposit_methods',
  title: 'Deposit methods',
  describe: 'How an asset can be deposited, with fees and minimums.',
  path: '/0/private/DepositMethods',
  permissions: { all: ['query-funds', 'add-funds'] },
  params: () => z.strictObject({ asset: Asset, aclass, ...REBASE }),
  result: () => z.array(z.looseObject({ method: z.string() })),
  example: { asset: 'BTC' },
})

export const DepositAddresses = endpoint({
  ...READ,
  tool: 'get_deposit_addresses',
  title: 'Deposit addresses',
  describe: 'Addresses to which an asset can be sent; on request a new one.',
  path: '/0/private/DepositAddresses',
  permissions: { all: ['query-funds'] },
  params: () =>
    z.strictObject({
      asset: Asset,
      method: Words.describe('From get_deposit_methods'),
      new: Flag.describe('Make a new address').optional(),
      amount: Amount.describe('Bitcoin Lightning only').optional(),
      aclass,
    }),
  result: () => z.array(z.looseObject({ address: z.string() })),
  example: { asset: 'BTC', method: 'Bitcoin' },
  once: true,
})

export const DepositStatus = endpoint({
  ...READ,
  ...REBASE_ROW,
  tool: 'get_deposit_status',
  title: 'Deposits',
  describe: 'Recent deposits and how far they are.',
  path: '/0/private/DepositStatus',
  permissions: { all: ['query-funds'] },
  params: () => z.strictObject(MOVES),
  result: () => Moves(),
  example: { asset: 'BTC' },
  pages: 'cursor',
})
