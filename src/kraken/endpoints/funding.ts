import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { Amount, Asset, AssetClass, Bound, Flag, Id, PageSize, RebaseMultiplier, Words } from '../params.ts'
import { Decimal, Numeric } from '../results.ts'

const READ = { effect: 'read', cost: { counter: 1 }, names: { asset: 'asset' } } as const
const FUNDS = { effect: 'funds', cost: { counter: 1 }, names: { asset: 'asset' } } as const

const aclass = AssetClass.optional()
const REBASE = { rebase_multiplier: RebaseMultiplier.optional() }
const REBASE_ROW = { unlisted: ['rebase_multiplier'] } as const

const MOVES = {
  asset: Asset.optional(),
  aclass,
  method: Words.optional(),
  start: Bound.describe('Unix seconds').optional(),
  end: Bound.describe('Unix seconds').optional(),
  cursor: z.union([Flag, Words]).describe('true first, then next_cursor').optional(),
  limit: PageSize.optional(),
  ...REBASE,
}

const Move = () =>
  z.looseObject({
    method: z.string().optional(),
    asset: z.string(),
    refid: z.string(),
    txid: z.string().nullish(),
    amount: Decimal,
    fee: Decimal.nullish(),
    time: Numeric,
    status: z.string(),
  })

// With a cursor Kraken answers an object; its field names are not documented.
const Moves = () => z.union([z.array(Move()), z.looseObject({ next_cursor: z.string().nullish() })])

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

const Reference = () => z.looseObject({ refid: z.string() })

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

export const WalletTransfer = endpoint({
  ...FUNDS,
  tool: 'wallet_transfer',
  title: 'Transfer to Futures',
  describe: 'Moves funds from the Spot wallet to the Futures wallet.',
  path: '/0/private/WalletTransfer',
  // Kraken asks for no more than this, though money moves.
  permissions: { all: ['query-funds'] },
  params: () =>
    z.strictObject({
      asset: Asset,
      from: z.literal('Spot Wallet'),
      to: z.literal('Futures Wallet'),
      amount: Amount,
    }),
  result: () => Reference(),
  example: { asset: 'BTC', from: 'Spot Wallet', to: 'Futures Wallet', amount: '0.01' },
})

export const FUNDING: readonly Endpoint[] = [
  DepositMethods,
  DepositAddresses,
  DepositStatus,
  WithdrawMethods,
  WithdrawAddresses,
  WithdrawInfo,
  WithdrawStatus,
  Withdraw,
  WithdrawCancel,
  WalletTransfer,
]
