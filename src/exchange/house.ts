import { BreakwaterError } from '../domain/errors.ts'
import type { Params } from '../kraken/endpoint.ts'
import type { Answered, Caller } from './exchange.ts'
import { INTENT_STATES, type Intent, viewOf } from './intent.ts'
import type { JournalBook } from './journal-book.ts'

/** A tool of ours that works on the account itself, not on a row of Kraken's. */
export type HouseTool = (params: Params, caller: Caller) => Promise<Answered>
export type HouseTools = Readonly<Record<string, HouseTool>>

const PAGE = 50

type JournalTools = Readonly<Record<'get_intent' | 'list_intents', HouseTool>>

/** What a token may ask of the journal: its own rows. */
export const journalTools = (
  journal: JournalBook,
  asked: (id: string) => Readonly<Record<string, unknown>> = () => ({}),
): JournalTools => ({
  async get_intent({ id }, { tokenId }) {
    const intent = journal.get(String(id))
    if (!intent || intent.tokenId !== tokenId) throw unknownIntent()
    const call = journal.ofCall(intent.callId)
    // What it waits for, and until when.
    const approval = intent.state === 'awaiting_approval' ? { approval: asked(intent.callId) } : {}
    return {
      result: { ...viewOf(intent), ...approval, ...(call.length > 1 ? { call: call.map(viewOf) } : {}) },
    }
  },
  async list_intents({ state, before, limit }, { tokenId }) {
    const most = typeof limit === 'number' ? limit : PAGE
    const wanted = INTENT_STATES.find((one) => one === state)
    const intents = journal.list({
      tokenId,
      state: wanted,
      before: typeof before === 'string' ? before : undefined,
      limit: most + 1,
    })
    return { result: page(intents, most) }
  },
})

const page = (intents: readonly Intent[], most: number) => ({
  intents: intents.slice(0, most).map(viewOf),
  ...(intents.length > most ? { before: intents[most - 1]?.id } : {}),
})

const unknownIntent = () =>
  new BreakwaterError('invalid', 'unknown_intent', 'This token has no intent of that id.', {
    hint: 'list_intents shows the ones it has.',
  })
