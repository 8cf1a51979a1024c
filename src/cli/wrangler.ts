import { spawn } from 'node:child_process'
import { PROJECT, WRANGLER_SCRIPT } from './project.ts'
import { wranglerEnvironment } from './quiet.ts'

export interface Finished {
  readonly ok: boolean
  readonly stdout: string
  readonly stderr: string
}

/** Runs one wrangler command as a process of its own, on our Node, without our secrets. */
export const runWrangler = (args: readonly string[]): Promise<Finished> => {
  const child = spawn(process.execPath, ['--no-warnings', WRANGLER_SCRIPT, ...args], {
    cwd: PROJECT,
    // At its usual level wrangler says why it failed, with --json as JSON on stdout.
    env: { ...wranglerEnvironment(), WRANGLER_LOG: 'log' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ok: code === 0, stdout: joined(stdout), stderr: joined(stderr) }))
  })
}

const joined = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')
