import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Amount, Asset } from '../../params.ts'
import { FUNDS, Reference } from './fields.ts'

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
