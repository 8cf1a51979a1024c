import type { Overview } from '../../../exchange/overview.ts'
import { ago } from './words.ts'

/** Open orders and positions, and whose they are. */
export const Orders = ({ seen }: { readonly seen: Overview }) => (
  <section aria-labelledby="orders">
    <h2 id="orders">Open orders and positions</h2>
    <OrderTable seen={seen} />
    <PositionTable seen={seen} />
  </section>
)

const OrderTable = ({ seen: { orders, now } }: { readonly seen: Overview }) => {
  if (orders === undefined) return <p class="warning">Kraken did not say which orders are open.</p>
  if (orders.length === 0) return <p class="quiet">No open orders.</p>
  return (
    <table>
      <caption>Orders</caption>
      <thead>
        <tr>
          <th scope="col">Order</th>
          <th scope="col">Filled</th>
          <th scope="col">Token</th>
          <th scope="col">Since</th>
        </tr>
      </thead>
      <tbody>
        {orders.map(({ txid, what, filled, volume, tokenName, since }) => (
          <tr>
            <th scope="row">
              {what} <code>{txid}</code>
            </th>
            <td>
              {filled} of {volume}
            </td>
            <td>{tokenName}</td>
            <td>{ago(now - since)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const PositionTable = ({ seen: { positions } }: { readonly seen: Overview }) => {
  if (positions === undefined) return <p class="warning">Kraken did not say which positions are open.</p>
  if (positions.length === 0) return <p class="quiet">No margin positions.</p>
  return (
    <table>
      <caption>Margin positions</caption>
      <thead>
        <tr>
          <th scope="col">Pair</th>
          <th scope="col">Side</th>
          <th scope="col">Open</th>
          <th scope="col">Token</th>
        </tr>
      </thead>
      <tbody>
        {positions.map(({ pair, side, open, tokenName }) => (
          <tr>
            <th scope="row">{pair}</th>
            <td>{side}</td>
            <td>{open}</td>
            <td>{tokenName ?? 'unknown'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
