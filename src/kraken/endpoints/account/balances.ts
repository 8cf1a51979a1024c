import * as z from 'zod'
import { endpoint } from '../../endpoint.ts'
import { Asset } from '../../params.ts'
import { Decimal, mapOf } from '../../results.ts'
import { WALLET, WALLET_READ } from './fields.ts'

export const Balance = endpoint({
  ...WALLET_READ,
  tool: 'get_account_balance',
  title: 'Account balances',
  describe: 'Every asset held, net of pending withdrawals.',
  path: '/0/private/Balance',
  permissions: { all: ['query-funds'] },
  params: () => z.strictObject(WALLET),
  result: () => mapOf(Decimal),
  example: {},
})

export const BalanceEx = endpoint({
  ...WALLET_READ,
  tool: 'get_extended_balance',
  title: 'Extended balances',
  describe: 'Balances with what open orders hold. Available = balance + credit - credit_used - hold_trade.',
  path: '/0/private/BalanceEx',
  permissions: { all: ['query-funds'] },
  params: () => z.strictObject(WALLET),
  result: () =>
    mapOf(
      z.looseObject({
        balance: Decimal,
        hold_trade: Decimal.optional(),
        credit: Decimal.optional(),
        credit_used: Decimal.optional(),
      }),
    ),
  example: {},
})

export const TradeBalance = endpoint({
  ...WALLET_READ,
  tool: 'get_trade_balance',
  title: 'Trade balance',
  describe:
    'Margin summary: eb equivalent balance, tb trade balance, e equity, m used and mf free margin, n P&L.',
  path: '/0/private/TradeBalance',
  // Kraken's guide says query-funds, its API reference query-open-trades; either may be what the key is checked for.
  permissions: { any: ['query-open-trades', 'query-funds'] },
  params: () =>
    z.strictObject({ asset: Asset.describe('Unit of the amounts, default USD').optional(), ...WALLET }),
  result: () =>
    z.looseObject({
      eb: Decimal,
      tb: Decimal,
      m: Decimal.optional(),
      n: Decimal.optional(),
      e: Decimal.optional(),
      mf: Decimal.optional(),
    }),
  example: {},
  names: { asset: 'asset' },
})
