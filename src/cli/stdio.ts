import { readArgs } from './args.ts'
import { createBridge } from './bridge.ts'
import { type Closing, closeOnSignals, createClosing } from './closing.ts'
import { CliError, main } from './failure.ts'
import { refuseFirst } from './first-request.ts'
import { linesOf } from './lines.ts'
import { versionLine } from './project.ts'
import { findRunning } from './running.ts'
import { say, wordsOf } from './say.ts'
import { stateRoot } from './state.ts'
import { localTarget, readToken, type Target, targetUrl } from './target.ts'

const HELP = `npm run --silent stdio -- [options]   a client that speaks stdio (Claude Desktop) joined to a Breakwater

  --url URL         a deployed one (or BREAKWATER_URL); without it the local one, started if none runs
  --token-file F    where the token lies (or BREAKWATER_TOKEN); the local server's own is found by itself
                    (a path from the folder you call from)
  --state DIR       the local server's state folder (.breakwater)
  --version, --help

stdin and stdout carry the protocol, one message a line; everything else goes to stderr.
`

const OPTIONS = {
  url: { type: 'string' },
  'token-file': { type: 'string' },
  state: { type: 'string' },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const stdio = async (argv: readonly string[]): Promise<void> => {
  const { values } = readArgs(argv, OPTIONS)
  if (values.help) return say(HELP)
  if (values.version) return say(`${versionLine()}\n`)
  const closing = createClosing()
  closeOnSignals(closing)
  try {
    await bridge(await targetFor(values, closing).catch(tellClient))
  } finally {
    await closing.close()
  }
}

const tellClient = async (error: unknown): Promise<never> => {
  if (!process.stdin.isTTY) await refuseFirst(linesOf(process.stdin), wordsOf(error), writeLine)
  throw error
}

const writeLine = (line: string): void => say(`${line}\n`)

type FindTarget = (again: boolean) => Promise<Target>

const targetFor = async (
  {
    url = process.env.BREAKWATER_URL,
    'token-file': file,
    state,
  }: {
    readonly url?: string | undefined
    readonly 'token-file'?: string | undefined
    readonly state?: string | undefined
  },
  closing: Closing,
): Promise<FindTarget> => {
  const token = readToken(file, process.env.BREAKWATER_TOKEN)
  const root = stateRoot(state)
  const find = url ? remote(url, token, root) : () => localTarget(root, token, closing)
  const target = refindable(find)
  await target(false)
  return target
}

// Found once and kept; looked for again, by one caller at a time, where it is gone or was not found.
const refindable = (find: () => Promise<Target>): FindTarget => {
  let found: Promise<Target> | undefined
  let looking = false
  return (again) => {
    if (found && (looking || !again)) return found
    looking = true
    found = find().finally(() => {
      looking = false
    })
    found.catch(() => {
      found = undefined
    })
    return found
  }
}

const remote = (text: string, token: string | undefined, root: string) => {
  const url = targetUrl(text)
  return async (): Promise<Target> => {
    if (token !== undefined) return { url, token }
    if (new URL(url).origin !== findRunning(root)?.origin)
      throw new CliError('This URL needs a token: --token-file F, or BREAKWATER_TOKEN in the environment.')
    const local = await localTarget(root, undefined, createClosing())
    return { url, token: local.token }
  }
}

const bridge = async (target: FindTarget): Promise<void> => {
  const { carry } = createBridge({ target, write: writeLine })
  const underWay = new Set<Promise<void>>()
  for await (const line of linesOf(process.stdin)) {
    const work = carry(line).finally(() => underWay.delete(work))
    underWay.add(work)
  }
  await Promise.all(underWay)
}

await main(stdio)
