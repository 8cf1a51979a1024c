/** A command that Kraken would refuse, with Kraken's own error string; the state stays as it was. */
export class Refused extends Error {
  readonly error: string
  constructor(error: string) {
    super(error)
    this.name = 'Refused'
    this.error = error
  }
}

/** Strings and reasons that no source confirms: our reading, in one place so that a correction is one line. */
export const READING = {
  duplicateClientId: 'EOrder:cl_ord_id already in use',
  limitOnly: 'EService:Market in limit_only mode',
  reduceOnlyMarket: 'EService:Market in reduce_only mode',
  postWouldCross: 'EOrder:Post only order',
  closeNotAmendable: 'EOrder:Invalid order',
  noLiquidity: 'No liquidity',
  fillOrKill: 'Fill or kill',
  immediateOrCancel: 'Immediate or cancel',
  expired: 'Order expired',
  deadMan: 'Cancel all orders after',
  amendedAway: 'Amended below filled volume',
  noPrice: 'Invalid price',
  selfTrade: 'Self trade prevention',
  noMargin: 'EOrder:Margin trading is not offered on this account',
} as const

/** Close reasons as Kraken words them. */
export const REASON = {
  user: 'User requested',
  postOnly: 'Post only order',
  funds: 'Insufficient funds',
  margin: 'Insufficient margin',
  reduceOnly: 'Reduce only',
  replaced: 'Order replaced',
} as const
