import type { OrderIntent } from '../../domain/order.ts'
import type { PairTable } from './tables.ts'

/** The same orders with their pairs as people write them; one that is not listed keeps its name, and the rules refuse it. */
export const inSymbols = (
  intents: readonly OrderIntent[],
  table: PairTable | undefined,
): readonly OrderIntent[] =>
  intents.map((intent) =>
    intent.kind === 'amend' ? intent : { ...intent, pair: table?.pair(intent.pair)?.symbol ?? intent.pair },
  )
