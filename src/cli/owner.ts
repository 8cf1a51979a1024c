import { readArgs } from './args.ts'
import { durationMs } from './duration.ts'
import { CliError, UsageError } from './failure.ts'
import { auditText } from './owner-audit.ts'
import { withOwner } from './owner-server.ts'
import { ACCOUNT_PLACE, PLACE } from './place.ts'
import { note, say } from './say.ts'
import { limitsCommand } from './token-mandate.ts'

export const OWNER_HELP = `
To the server that runs (one is started for the length of the command where none does):
npm run token -- audit [--token ID] [--limit N] [--before N] [--json]
npm run token -- audit --verify              is the chain whole, or which row was changed first
npm run token -- kill REASON                 stop everything; release lets orders through again
npm run token -- release
npm run token -- resume [ID]                take trading up again after a crossed limit: the account's, or a token's
npm run token -- settle ID placed|not_placed your word on what stays in doubt, after a look at Kraken itself
npm run token -- limits [FILE]               what you allow on the whole account, whoever acts
npm run token -- pending                     what waits for your word
npm run token -- approve ID | deny ID        it is carried out now, or never
npm run token -- flatten                     close margin positions while the kill switch is on
npm run token -- disarm                      both dead-man switches, whoever armed them
npm run token -- alerts [--json]             what you were, or were to be, told
npm run token -- panic-link [--expires-in D] a link that stops everything without a login (90d)
npm run token -- panic-link --revoke ID | --list
With --account paper:NAME all but panic-link are about a paper account.
`

const AUDIT = {
  ...ACCOUNT_PLACE,
  verify: { type: 'boolean', default: false },
  token: { type: 'string' },
  limit: { type: 'string' },
  before: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const

const LINK = {
  ...PLACE,
  'expires-in': { type: 'string' },
  revoke: { type: 'string' },
  list: { type: 'boolean', default: false },
} as const

const ALERTS = { ...ACCOUNT_PLACE, json: { type: 'boolean', default: false } } as const

type Command = (argv: readonly string[]) => Promise<void>

const audit: Command = async (argv) => {
  const { values } = readArgs(argv, AUDIT)
  if (values.help) return say(OWNER_HELP)
  if (values.verify) return verify(values)
  const params = {
    ...(values.token === undefined ? {} : { token: values.token }),
    ...number('limit', values.limit),
    ...number('before', values.before),
  }
  const { result } = await withOwner(values, (owner) => owner.give('audit', params))
  if (values.json) return say(`${JSON.stringify(result)}\n`)
  const { lines, warnings } = auditText(result)
  say(`${lines}\n`)
  for (const warning of warnings) note(warning)
}

const verify = async (values: Parameters<typeof withOwner>[0]): Promise<void> => {
  const { result } = await withOwner(values, (owner) => owner.give('verify'))
  if (result.intact !== true)
    throw new CliError(
      `The audit was changed: row ${String(result.first_broken)} is the first that is not as written.`,
    )
  say('The audit is whole: every row is as it was written.\n')
}

const panicLink: Command = async (argv) => {
  const { values } = readArgs(argv, LINK)
  if (values.help) return say(OWNER_HELP)
  const { revoke, list, 'expires-in': expiresIn } = values
  if (revoke !== undefined) {
    await withOwner(values, (owner) => owner.give('panic-revoke', { id: revoke }))
    return note('The link does nothing any more.')
  }
  if (list) {
    const { result } = await withOwner(values, (owner) => owner.give('panic-links'))
    return say(`${JSON.stringify(result.links, null, 2)}\n`)
  }
  const params = expiresIn === undefined ? {} : { expires_in_ms: durationMs(expiresIn) }
  await withOwner(values, async (owner) => {
    const { result } = await owner.give('panic-link', params)
    note(
      `Whoever opens this link can stop all trading, and nothing else. ${result.id}, until ${result.expires_at}:`,
    )
    say(`${owner.origin ?? 'http://127.0.0.1:8787'}${String(result.path)}\n`)
    if (owner.origin === undefined) note('No server runs now: the link works while one does, at its address.')
  })
}

const simple =
  (command: string, words: number, paramsOf: (words: readonly string[]) => object = () => ({})): Command =>
  async (argv) => {
    const { values, words: given } = readArgs(argv, ALERTS, { atMost: words })
    if (values.help) return say(OWNER_HELP)
    const params = paramsOf(given)
    const { result, note: aside } = await withOwner(values, (owner) => owner.give(command, params))
    say(`${JSON.stringify(result, null, values.json ? 0 : 2)}\n`)
    if (aside !== undefined) note(aside)
  }

const reason = ([text]: readonly string[]) => {
  if (!text) throw new UsageError('Say why: kill REASON. It stands in the audit and in the alert.')
  return { reason: text }
}

const which =
  (command: string) =>
  ([id]: readonly string[]) => {
    if (!id) throw new UsageError(`Say which: ${command} ID. \`pending\` shows the ids.`)
    return { id }
  }

const verdict = ([id, as]: readonly string[]) => {
  if (!id || (as !== 'placed' && as !== 'not_placed'))
    throw new UsageError('Say which and what became of it: settle ID placed, or settle ID not_placed.')
  return { id, as }
}

const number = (name: string, text: string | undefined): object => {
  if (text === undefined) return {}
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageError(`--${name} wants a whole number, not "${text}".`)
  return { [name]: Number(text) }
}

/** The owner's commands, by the word that is typed. */
export const OWNER_COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['audit', audit],
  ['panic-link', panicLink],
  ['kill', simple('kill', 1, reason)],
  ['release', simple('release', 0)],
  ['resume', simple('resume', 1, ([token]) => (token ? { token } : {}))],
  ['settle', simple('settle', 2, verdict)],
  ['limits', limitsCommand],
  ['pending', simple('pending', 0)],
  ['approve', simple('approve', 1, which('approve'))],
  ['deny', simple('deny', 1, which('deny'))],
  ['flatten', simple('flatten', 0)],
  ['disarm', simple('disarm', 0)],
  ['alerts', simple('alerts', 0)],
])
