/** What a button came to, by the word that stands in the URL: no text of a link's own is ever shown. */
const SAID = {
  killed: 'Everything was stopped: no order is open, verified.',
  stopping: 'The kill switch is on, but it could not be verified yet that nothing is open. Look again.',
  released: 'Orders are let through again.',
  resumed: 'What was held back goes on.',
  approved: 'Approved: the order was handed to the exchange.',
  denied: 'Denied: nothing was sent.',
  revoked: 'The token is revoked.',
  'signed-out': 'Signed out on every device.',
} as const
export type Said = keyof typeof SAID

export const saidBy = (word: string | undefined): string | undefined =>
  word !== undefined && isSaid(word) ? SAID[word] : undefined

const isSaid = (word: string): word is Said => Object.hasOwn(SAID, word)
