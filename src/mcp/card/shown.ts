import { CARD_URI } from './card.ts'

/** The tools whose call may have to wait for the owner; a host that can shows the card beside their answer. */
const MAY_WAIT: ReadonlySet<string> = new Set([
  'add_order',
  'add_order_batch',
  'amend_order',
  'withdraw',
  'wallet_transfer',
  'account_transfer',
  'allocate_earn',
  'deallocate_earn',
])

// Hosts that are older read the second name.
const META = { ui: { resourceUri: CARD_URI }, 'ui/resourceUri': CARD_URI }

/** What a tool's face says of the card; undefined for a tool that never waits. */
export const cardOf = (tool: string) => (MAY_WAIT.has(tool) ? META : undefined)
