import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { createQuiet } from './noise.ts'

/** Runs `vitest run` with these words, prints what it says line by line, and answers its exit code. */
export const vitest = (words: readonly string[], vars: NodeJS.ProcessEnv = {}): Promise<number> => {
  const env = { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...vars }
  const child = spawn('vitest', ['run', ...words], { env, stdio: ['inherit', 'pipe', 'pipe'] })
  forward(child.stdout, process.stdout)
  forward(child.stderr, process.stderr)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    // A signal that ended it is no success.
    child.once('close', (code) => resolve(code ?? 1))
  })
}

const forward = (from: NodeJS.ReadableStream, to: NodeJS.WritableStream): void => {
  const isNoise = createQuiet()
  createInterface({ input: from }).on('line', (line) => {
    if (!isNoise(line)) to.write(`${line}\n`)
  })
}
