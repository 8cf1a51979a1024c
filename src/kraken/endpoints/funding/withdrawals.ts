import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Amount, Asset, Flag, Id, Words } from '../../params.ts'
import { Decimal } from '../../results.ts'
import { aclass, FUNDS, MOVES, Moves, READ, REBASE, REBASE_ROW, Reference } from './fields.ts'

export const WithdrawMethods = endpoint({
  ...READ,
  ...REBASE_ROW,
  tool: 'get_withdrawal_methods',
  title: 'Withdrawal methods',
  describe: 'How assets can be withdrawn, with fees and minimums.',
  path: '/0/private/WithdrawMethods',
  permissions: { all: ['query-funds', 'withdraw-funds'] },
  params: () => z.strictObject({ asset: Asset.optional(), aclass, network: Words.optional(), ...REBASE }),
  result: () => z.array(z.looseObject({ asset: z.string(), method: z.string() })),
  example: { asset: 'BTC' },
})

export const WithdrawAddresses = endpoint({
  ...READ,
  tool: 'get_withdrawal_addresses',
  title: 'Withdrawal addresses',
  describe: 'Addresses that the owner has registered, by key name.',
  path: '/0/private/WithdrawAddresses',
  permissions: { all: ['query-funds', 'withdraw-funds'] },
  params: () =>
    z.strictObject({
      asset: Asset.optional(),
      aclass,
      method: Words.optional(),
      key: Words.describe('Name of the address').optional(),
      verified: Flag.optional(),
    }),
  result: () => z.array(z.looseObject({ address: z.string(), asset: z.string(), key: z.string() })),
  example: { asset: 'BTC' },
})

export const WithdrawInfo = endpoint({
  ...READ,
  tool: 'get_withdrawal_info',
  title: 'Withdrawal quote',
  describe: 'Limit, fee and net amount that a withdrawal would have.',
  path: '/0/private/WithdrawInfo',
  permissions: { all: ['query-funds', 'withdraw-funds'] },
  params: () => z.strictObject({ asset: Asset, key: Words.describe('Name of the address'), amount: Amount }),
  result: () => z.looseObject({ method: z.string(), limit: Decimal, amount: Decimal, fee: Decimal }),
  example: { asset: 'BTC', key: 'cold', amount: '0.01' },
})

export const WithdrawStatus = endpoint({
  ...READ,
  ...REBASE_ROW,
  tool: 'get_withdrawal_status',
  title: 'Withdrawals',
  describe: 'Recent withdrawals and how far they are.',
  path: '/0/private/WithdrawStatus',
  permissions: { any: ['withdraw-funds', 'query-ledger'] },
  params: () => z.strictObject(MOVES),
  result: () => Moves(),
  example: { asset: 'BTC' },
  pages: 'cursor',
})

export const Withdraw = endpoint({
  ...FUNDS,
  ...REBASE_ROW,
  tool: 'withdraw',
  title: 'Withdraw',
  describe: 'Sends funds to an address that the owner has registered.',
  path: '/0/private/Withdraw',
  permissions: { all: ['withdraw-funds'] },
  params: () =>
    z.strictObject({
      asset: Asset,
      key: Words.describe('Name of the address'),
      amount: Amount,
      aclass,
      address: Words.describe('Must equal the key’s address').optional(),
      max_fee: Amount.describe('Fails above it').optional(),
      ...REBASE,
    }),
  result: () => Reference(),
  example: { asset: 'BTC', key: 'cold', amount: '0.01' },
})

export const WithdrawCancel = endpoint({
  ...FUNDS,
  tool: 'cancel_withdrawal',
  title: 'Cancel a withdrawal',
  describe: 'Cancels a withdrawal that Kraken has not yet sent.',
  path: '/0/private/WithdrawCancel',
  permissions: { all: ['withdraw-funds'] },
  params: () => z.strictObject({ asset: Asset, refid: Id }),
  result: () => z.boolean(),
  example: { asset: 'BTC', refid: 'FSEED01-WITHDRAWAL0001' },
})
