import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod'
import type { Closing } from './closing.ts'
import { CliError } from './failure.ts'
import { readIfThere } from './files.ts'
import { isLoopback } from './hosts.ts'
import { linesOf } from './lines.ts'
import { fromCaller, PROJECT } from './project.ts'
import { findRunning } from './running.ts'
import { exchangeFolder } from './state.ts'

const READY_WITHIN_MS = 60_000
const Ready = z.object({ url: z.string(), token: z.string() })

/** The server at the far end of the bridge, and the token that opens it. */
export interface Target {
  readonly url: string
  readonly token: string
}

/** Checks the URL of a server; a bare origin means its /mcp. The token never travels in the clear. */
export const targetUrl = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url) throw new CliError(`--url "${text}" is not a URL.`)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname)))
    throw new CliError('--url must be https; plain http is for this machine alone.')
  if (url.pathname === '/') url.pathname = '/mcp'
  return url.href
}

/** The token in a file, or in the environment. */
export const readToken = (file: string | undefined, environment: string | undefined): string | undefined => {
  if (file === undefined) return environment?.trim() || undefined
  const path = fromCaller(file)
  const token = readIfThere(path)?.trim()
  if (!token) throw new CliError(`There is no token in ${path}.`)
  return token
}

/** How a server is started where none runs. */
interface Start {
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** The server that runs on this state folder; one is started where none runs, and stops with this process. */
export const localTarget = async (
  root: string,
  token: string | undefined,
  closing: Closing,
  how: Start = {},
): Promise<Target> => {
  const target = (await running(root)) ?? (await started(root, closing, how)) ?? (await running(root))
  if (!target) throw new CliError('The server did not start; its own words stand above.')
  return { url: target.url, token: token ?? target.token }
}

const running = async (root: string): Promise<Target | undefined> => {
  for (const giveUp = AbortSignal.timeout(READY_WITHIN_MS); !giveUp.aborted; await sleep(200)) {
    const server = findRunning(root)
    if (!server) return undefined
    const token = readIfThere(exchangeFolder(root, server.exchange).tokenFile)?.trim()
    if (token && (await answers(server.origin))) return { url: `${server.origin}/mcp`, token }
  }
  return undefined
}

const answers = (origin: string): Promise<boolean> =>
  fetch(`${origin}/health`, { signal: AbortSignal.timeout(5_000) }).then(
    (response) => response.ok,
    () => false,
  )

const started = async (
  root: string,
  closing: Closing,
  { args = [], env = process.env }: Start,
): Promise<Target | undefined> => {
  const script = join(PROJECT, 'src', 'cli', 'start.ts')
  const server = spawn(process.execPath, [script, '--json', '--port', '0', '--state', root, ...args], {
    cwd: PROJECT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const gone = new Promise<void>((resolve) => server.once('close', () => resolve()))
  closing.add(async () => {
    server.kill('SIGTERM')
    await gone
  })
  for await (const line of linesOf(server.stdout)) {
    if ('text' in line && line.text.startsWith('{')) return Ready.parse(JSON.parse(line.text))
  }
  return undefined // it gave up: perhaps another one was faster
}
