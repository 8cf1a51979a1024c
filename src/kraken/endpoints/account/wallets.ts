import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { mapOf } from '../../results.ts'
import { READ, WALLET, WALLET_READ } from './fields.ts'

export const ListWalletAccounts = endpoint({
  ...READ,
  tool: 'list_wallet_accounts',
  title: 'Wallet accounts',
  describe: 'The wallets of the account.',
  path: '/0/private/ListWalletAccounts',
  permissions: { all: [] },
  params: () => z.strictObject({}),
  result: () => z.looseObject({ accounts: z.array(z.looseObject({ account_id: z.string() })) }),
  example: {},
})

export const CreditLines = endpoint({
  ...WALLET_READ,
  tool: 'get_credit_lines',
  title: 'Credit lines',
  describe: 'Credit lines of VIP accounts; null for others.',
  path: '/0/private/CreditLines',
  permissions: { all: ['query-funds'] },
  params: () => z.strictObject(WALLET),
  result: () => z.looseObject({ asset_details: mapOf(z.looseObject({})).nullish() }).nullable(),
  example: {},
})
