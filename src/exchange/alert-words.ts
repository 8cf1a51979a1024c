import { isRecord } from '../domain/record.ts'

/** What happened, in words, for each event; anything else is told under its own name. */
const HEADLINES: Readonly<Record<string, string>> = {
  kill_switch: 'The kill switch is on',
  heartbeat_lapsed: 'An agent has gone silent',
  dead_man_lost: 'Kraken’s dead-man timer could not be refreshed',
  uncertain_for_long: 'An order is in doubt for more than 10 minutes',
  second_key_user: 'Somebody else uses the Kraken key',
  key_expires: 'The Kraken key expires soon',
  job_failing: 'A job has failed three times',
  approval_waiting: 'An order waits for your approval',
  trading_state: 'The risk check has changed what may be traded',
}

/** What the owner must know to tell this deployment from another. */
export interface AlertSource {
  readonly account: string
  readonly exchange: string
}

/** The alert's headline. */
export const headlineOf = (event: string): string => HEADLINES[event] ?? event.replaceAll('_', ' ')

/** The alert in a few lines of plain text: the account, then each fact on a line of its own; the link is left to the caller. */
export const linesOf = (facts: unknown, { account, exchange }: AlertSource): readonly string[] => [
  `account ${account} on ${exchange}`,
  ...Object.entries(isRecord(facts) ? facts : {})
    .filter(([name]) => name !== 'link')
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${plain(value)}`),
]

/** Where the owner can do something about it, where the facts say so. */
export const linkIn = (facts: unknown): string | undefined =>
  isRecord(facts) && typeof facts.link === 'string' && /^https?:\/\/[^\s]+$/.test(facts.link)
    ? facts.link
    : undefined

const MOST = 300

// What an agent wrote (a reason, a name) must not break the line it stands on.
const plain = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const words = unlinked(text.replaceAll(/[\p{C}\s]+/gu, ' '))
  return words.length > MOST ? `${words.slice(0, MOST)}… (cut)` : words
}

// Nor may it be an address to tap on: messengers make links of bare hosts, numbers and names, too.
const unlinked = (text: string): string =>
  text
    .replaceAll('://', ': //')
    .replaceAll(/@(?=\w)/g, '@ ')
    .replaceAll(/(?<=[\p{L}\p{N}])[.\u3002\uff0e\uff61](?=\p{L}{2})/gu, '[.]')
    .replaceAll(/\d+(?:\.\d+){3}/g, (address) => address.replaceAll('.', '[.]'))
