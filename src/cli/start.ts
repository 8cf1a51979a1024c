import { portOf, readArgs } from './args.ts'
import { banner, whoseMoney } from './banner.ts'
import { type Closing, closeOnSignals, createClosing } from './closing.ts'
import { main, UsageError } from './failure.ts'
import { isLoopback } from './hosts.ts'
import { type Launched, type LaunchOptions, launch } from './launch.ts'
import { readMandate } from './mandate-file.ts'
import { PROJECT, versionLine } from './project.ts'
import { note, say } from './say.ts'
import { scopesOf } from './scopes.ts'
import { stateRoot } from './state.ts'

const HELP = `npm start -- [options]      a running MCP server on a simulated Kraken
npm start -- --live         the same on the real one

  --port N       where to listen (8787; 0: any free port)
  --host HOST    the address to listen on (127.0.0.1)
  --state DIR    where databases and tokens are kept (.breakwater)
  --reset        begin with empty databases (no tokens) and a fresh simulated exchange
  --json         one line on stdout when ready: {"url","token","paperToken","exchange","passphrase"}
  --live         use KRAKEN_API_KEY and KRAKEN_API_SECRET from the environment or .dev.vars
  --scope S      with --live: what the printed token may touch (read; or read,trade,funds)
  --mandate M    with --live: a file or a preset; on the real exchange trade and funds need one
  --watch        reload the Worker when its source changes (npm run dev)
  --version, --help
`

const OPTIONS = {
  port: { type: 'string', default: '8787' },
  host: { type: 'string', default: '127.0.0.1' },
  state: { type: 'string' },
  reset: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  live: { type: 'boolean', default: false },
  scope: { type: 'string' },
  mandate: { type: 'string' },
  watch: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const start = async (argv: readonly string[]): Promise<void> => {
  const { values } = readArgs(argv, OPTIONS)
  if (values.help) return say(HELP)
  if (values.version) return say(`${versionLine()}\n`)
  const options: LaunchOptions = {
    ...values,
    port: portOf(values.port),
    root: stateRoot(values.state),
    live: values.live ? liveGrant(values) : undefined,
  }
  if (values.scope !== undefined && !values.live)
    throw new UsageError('--scope goes with --live; the demo’s token holds read, trade and funds.')
  if (values.mandate !== undefined && !values.live)
    throw new UsageError('--mandate goes with --live; the demo’s money is simulated, and its token open.')
  if (!isLoopback(options.host)) warn(options.host)
  keepStdoutClean()
  const closing = createClosing()
  closeOnSignals(closing)
  const launched = await launchOrClose(options, closing)
  if (values.json) return sayJson(launched)
  say(banner({ ...launched, scopes: options.live?.scopes ?? ['read', 'trade', 'funds'], ...places(values) }))
}

const launchOrClose = async (options: LaunchOptions, closing: Closing): Promise<Launched> => {
  try {
    return await launch(options, closing)
  } catch (error) {
    await closing.close()
    throw error
  }
}

const liveGrant = ({ scope, mandate }: { scope?: string | undefined; mandate?: string | undefined }) => ({
  scopes: liveScopes(scope),
  mandate: mandate === undefined ? undefined : readMandate(mandate),
})

const liveScopes = (text = 'read') => {
  const scopes = scopesOf(text)
  if (scopes.includes('raw') || scopes.includes('admin'))
    throw new UsageError('raw and admin are granted by `npm run token` alone.')
  return scopes
}

const places = ({ state }: { readonly state?: string | undefined }) => ({
  project: PROJECT,
  state: state === undefined ? undefined : stateRoot(state),
})

const sayJson = (launched: Launched): void => {
  const { url, token, paperToken, exchange, passphrase } = launched
  note(whoseMoney(launched))
  say(`${JSON.stringify({ url, token, paperToken, exchange, passphrase })}\n`)
}

const warn = (host: string): void => {
  note(`Warning: with --host ${host} other machines can reach this server, and tokens travel unencrypted.`)
}

// The runtime and the Worker log through the console; stdout is for what a program or a person waits for.
const keepStdoutClean = (): void => {
  console.log = console.error
  console.info = console.error
  console.debug = console.error
}

await main(start)
