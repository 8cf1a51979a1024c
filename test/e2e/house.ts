import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import * as z from 'zod'

const Ready = z.object({ url: z.string(), token: z.string(), passphrase: z.string() })

/** A demo as `npm start` gives it, in a folder of its own. */
export const aHouse = async () => {
  const state = mkdtempSync(join(tmpdir(), 'breakwater-e2e-'))
  const launcher = ['--import', './src/cli/node-version.mjs', 'src/cli/start.ts', '--json', '--port', '0']
  const child = spawn(process.execPath, [...launcher, '--state', state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([
    new Promise<string>((resolve) => lines.once('line', resolve)),
    ended.then(() => Promise.reject(new Error('npm start ended before it was ready'))),
  ])
  const { url, token, passphrase } = Ready.parse(JSON.parse(line))
  return {
    mcp: url,
    origin: new URL(url).origin,
    token,
    passphrase,
    /** A link that stops everything without a login, made in a terminal. */
    async panicLink(): Promise<string> {
      const cli = [
        '--import',
        './src/cli/node-version.mjs',
        'src/cli/token.ts',
        'panic-link',
        '--state',
        state,
      ]
      const { stdout } = await promisify(execFile)(process.execPath, cli)
      return stdout.trim()
    },
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(state, { recursive: true, force: true })
    },
  }
}

export type House = Awaited<ReturnType<typeof aHouse>>
