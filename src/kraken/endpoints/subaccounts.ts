import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { Amount, Asset, AssetClass, Words } from '../params.ts'

const FUNDS = { effect: 'funds', permissions: { all: ['withdraw-funds'] }, cost: { counter: 1 } } as const

export const CreateSubaccount = endpoint({
  ...FUNDS,
  tool: 'create_subaccount',
  title: 'Create a subaccount',
  describe: 'Creates a trading subaccount; for keys of institutional master accounts.',
  path: '/0/private/CreateSubaccount',
  params: () => z.strictObject({ username: Words, email: Words }),
  result: () => z.boolean(),
  example: { username: 'harbour', email: 'harbour@example.com' },
})

export const AccountTransfer = endpoint({
  ...FUNDS,
  tool: 'account_transfer',
  title: 'Transfer between accounts',
  describe: 'Moves funds between the master account and its subaccounts.',
  path: '/0/private/AccountTransfer',
  params: () =>
    z.strictObject({
      asset: Asset,
      asset_class: AssetClass.optional(),
      amount: Amount,
      from: Words.describe('Public account id (IIBAN)'),
      to: Words.describe('Public account id (IIBAN)'),
    }),
  result: () => z.looseObject({ transfer_id: z.string(), status: z.string() }),
  example: {
    asset: 'BTC',
    amount: '0.01',
    from: 'AA88 N84G WOAK NMOI',
    to: 'AA12 SEED SUBA CCNT',
  },
  names: { asset: 'asset' },
})

export const SUBACCOUNTS: readonly Endpoint[] = [CreateSubaccount, AccountTransfer]
