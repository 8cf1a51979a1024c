import { BreakwaterError } from '../../domain/errors.ts'
import type { PairFact } from '../../domain/risk/facts.ts'
import { AddOrder } from '../../kraken/endpoints/trading/placing.ts'
import type { Clock } from '../clock.ts'
import type { HouseTools } from '../house.ts'
import { inTime, waitedTooLong } from '../in-time.ts'
import { largestIn, warningsIn } from '../rails.ts'
import type { RailsDesk } from './desk.ts'
import { misfits } from './misfit.ts'
import { shape } from './shape.ts'
import type { Tables } from './tables.ts'

interface CheckDeps {
  readonly desk: RailsDesk
  readonly tables: Tables
  readonly clock: Clock
}

const ANSWER_WITHIN_MS = 19_000

/** The rails without what follows from them: the same facts, the same rules, and nothing is written or sent. */
export const checkTools = ({ desk, tables, clock }: CheckDeps): HouseTools => ({
  async check_order({ pair: named, ...order }, { tokenId }) {
    const { pair, rules } = await listed(tables, String(named))
    const params = { ...order, pair }
    const asking = { tokenId, insists: false, isApproved: false }
    const until = clock.now() + ANSWER_WITHIN_MS
    const prepared = await inTime(clock, until, desk.prepare(AddOrder, params, asking))
    if (!prepared) throw waitedTooLong()
    const { gathered, first } = prepared.value
    const { verdict, facts } = first
    // As in a real call: what could not be read for the rate is no verdict on the order.
    if (verdict.verdict === 'deny' && gathered.busy) throw gathered.busy
    if (verdict.verdict === 'deny')
      return { result: { verdict: 'deny', reasons: verdict.reasons, ...largestIn(verdict.reasons) } }
    const unfit = misfits(gathered.intents, rules)
    if (unfit.length > 0) return { result: { verdict: 'deny', reasons: unfit } }
    // As it would leave, if its owner said yes where that is wanted.
    const { params: leaves, notes } = shape(params, gathered.intents, facts)
    const reasons = verdict.verdict === 'ask' ? verdict.reasons : []
    return {
      result: { verdict: verdict.verdict, reasons, order: leaves, notes: [...notes, ...warningsIn(verdict)] },
    }
  },
})

const listed = async (tables: Tables, named: string): Promise<{ pair: string; rules: PairFact }> => {
  const table = await tables.load()
  const rules = table?.pair(named)
  if (table && rules) return { pair: table.altname(rules.symbol), rules }
  if (!table)
    throw new BreakwaterError(
      'unavailable',
      'exchange_unreachable',
      'Kraken did not say which pairs it lists.',
    )
  throw new BreakwaterError('invalid', 'unknown_pair', `Kraken lists no pair “${named}”.`, {
    hint: 'get_asset_pairs lists them.',
  })
}
