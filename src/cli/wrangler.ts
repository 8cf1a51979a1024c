import { spawn } from 'node:child_process'
import { PROJECT, WRANGLER_SCRIPT } from './project.ts'
import { wranglerEnvironment } from './quiet.ts'

export interface WranglerRun {
  readonly finished: Promise<{ readonly ok: boolean; readonly stdout: string; readonly stderr: string }>
  /** Ends it early and waits until it is gone. */
  stop(): Promise<void>
}

/** Runs one wrangler command as a process of its own, on our Node, without our secrets. */
export const runWrangler = (args: readonly string[], logLevel: 'error' | 'log'): WranglerRun => {
  const child = spawn(process.execPath, ['--no-warnings', WRANGLER_SCRIPT, ...args], {
    cwd: PROJECT,
    env: { ...wranglerEnvironment(), WRANGLER_LOG: logLevel },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  const finished = new Promise<Awaited<WranglerRun['finished']>>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ ok: code === 0, stdout: joined(stdout), stderr: joined(stderr) }))
  })
  return {
    finished,
    stop: async () => {
      child.kill('SIGTERM')
      await finished
    },
  }
}

const joined = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString('utf8')
