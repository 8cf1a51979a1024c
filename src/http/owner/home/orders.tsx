import type { Overview } from '../../../exchange/overview.ts'
import { Table } from './table.tsx'
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
    <Table caption="Orders" heads={['Order', 'Filled', 'Token', 'Since']}>
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
    </Table>
  )
}

const PositionTable = ({ seen: { positions } }: { readonly seen: Overview }) => {
  if (positions === undefined) return <p class="warning">Kraken did not say which positions are open.</p>
  if (positions.length === 0) return <p class="quiet">No margin positions.</p>
  return (
    <Table caption="Margin positions" heads={['Pair', 'Side', 'Open', 'Token']}>
      {positions.map(({ pair, side, open, tokenName }) => (
        <tr>
          <th scope="row">{pair}</th>
          <td>{side}</td>
          <td>{open}</td>
          <td>{tokenName ?? 'unknown'}</td>
        </tr>
      ))}
    </Table>
  )
}
