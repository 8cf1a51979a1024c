import type { Trade } from '../../domain/matching/effect.ts'
import type { Evidence } from '../../domain/matching/evidence.ts'
import { normalise } from '../../domain/money.ts'

/** A fill with what it was made from: the level, the print, the queue; in data and in a sentence. */
export const explain = (trade: Trade) => ({
  trade: trade.id,
  order: trade.orderId,
  pair: trade.pair,
  time: new Date(trade.time).toISOString(),
  side: trade.side,
  role: trade.role,
  price: normalise(trade.price),
  volume: trade.volume,
  cost: trade.cost,
  fee: trade.charged,
  fee_asset: trade.feeAsset,
  estimated: trade.evidence.kind === 'late-print',
  why: sentenceOf(trade.evidence, trade),
  evidence: trade.evidence,
})

const sentenceOf = (evidence: Evidence, { price, volume }: Trade): string => {
  switch (evidence.kind) {
    case 'level':
      return `It took ${volume} of the ${normalise(evidence.shown)} that the book showed at ${normalise(evidence.price)}${before(evidence.takenBefore)}; the book was seen at ${when(evidence.book.at)}.`
    case 'crossing':
      return `It rested at ${price}, and the book seen at ${when(evidence.book.at)} showed ${normalise(evidence.shown)} at ${normalise(evidence.price)} on the other side${before(evidence.takenBefore)}.`
    case 'print':
      return evidence.through
        ? `It rested at ${price}, and ${printed(evidence)} went through that price, so that nobody stood before it any more.`
        : `It rested at ${price}, and ${printed(evidence)} reached it: ${evidence.queueBefore} stood before it, ${evidence.queueAfter} after.`
    case 'late-print':
      return `Nobody looked when it ${evidence.trigger === undefined ? 'fell due' : `was triggered at ${evidence.trigger}`}: it was filled from ${printed(evidence)}, at the worse of the two prices. This is an estimate.`
    case 'by-hand':
      return 'It was filled by hand; nothing of the market stands behind it.'
  }
}

const before = (taken: string): string => (taken === '0' ? '' : `, of which we had taken ${taken} before`)

const printed = ({ print }: Extract<Evidence, { print: unknown }>): string =>
  `the trade${print.id === undefined ? '' : ` ${print.id}`} of ${normalise(print.volume)} at ${normalise(print.price)} (${when(print.time)})`

const when = (ms: number): string => new Date(ms).toISOString()
