import { createEmulator } from '../emulator/emulator.ts'
import { serveEmulator } from '../emulator/serve.ts'
import { portOf, readArgs } from './args.ts'
import { closeOnSignals, createClosing } from './closing.ts'
import { main } from './failure.ts'
import { checkPort } from './ports.ts'
import { versionLine } from './project.ts'
import { say } from './say.ts'

const HELP = `npm run emulator -- [options]   a small Kraken for any Kraken client, on this machine alone

  --port N     where to listen (8799; 0: any free port)
  --seed S     another market and another key
  --json       one line on stdout when ready: {"url","key","secret"}
  --version, --help

Faults, clock and log: POST /__emulator/faults, POST /__emulator/clock, GET /__emulator/log
`

const OPTIONS = {
  port: { type: 'string', default: '8799' },
  seed: { type: 'string', default: 'breakwater' },
  json: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const HOST = '127.0.0.1'

const serve = async (argv: readonly string[]): Promise<void> => {
  const { values } = readArgs(argv, OPTIONS)
  if (values.help) return say(HELP)
  if (values.version) return say(`${versionLine()}\n`)
  const closing = createClosing()
  closeOnSignals(closing)
  const port = await checkPort(HOST, portOf(values.port))
  const emulator = createEmulator({ seed: values.seed, now: Date.now })
  const { url, close } = await serveEmulator(emulator, { host: HOST, port })
  closing.add(close)
  const { key, secret } = emulator.credentials
  if (values.json) return say(`${JSON.stringify({ url, key, secret })}\n`)
  say(
    `A simulated Kraken; no real money.\n\n  url     ${url}\n  key     ${key}\n  secret  ${secret}\n\nStop with Ctrl-C.\n`,
  )
}

await main(serve)
