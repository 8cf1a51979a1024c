import type { Handler } from '../call.ts'
import { base64Of } from '../hash.ts'

const TOKEN_SECONDS = 900

export const walletAccounts: Handler = ({ world }) => ({
  accounts: [
    {
      account_id: world.walletId,
      flags: { user_defined: false, active: true },
      status: 'active',
      type: 'main',
      name: null,
    },
  ],
  cursor: { next: null },
})

/** Credit lines are for few; this account has none, and says so for every asset it holds. */
export const creditLines: Handler = ({ world }) => ({
  asset_details: Object.fromEntries(
    Object.entries(world.account.balances).map(([asset, balance]) => [
      asset,
      { balance, credit_limit: '0', credit_used: '0', available_credit: '0' },
    ]),
  ),
  limits_monitor: {
    total_credit_usd: null,
    total_credit_used_usd: null,
    total_collateral_value_usd: null,
    equity_usd: null,
    ongoing_balance: null,
    debt_to_equity: null,
  },
})

export const websocketsToken: Handler = ({ world }) => {
  world.minted++
  return {
    token: base64Of(`websocket ${world.seed} ${world.minted}`, 32).replaceAll(/[+/=]/g, 'x'),
    expires: TOKEN_SECONDS,
  }
}
