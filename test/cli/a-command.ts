import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'

export interface Command {
  readonly process: ChildProcess
  /** All that it and its children wrote so far. */
  readonly said: { stdout: string; stderr: string }
  /** The exit code, or null where a signal ended it; all that was written is in `said` by then. */
  readonly ended: Promise<number | null>
  /** The same, without waiting for what still holds its output open. */
  readonly exited: Promise<number | null>
  /** The command lines of every process that came of it and lives. */
  living(): readonly string[]
  /** The environments that its living workerd processes were given. */
  workerdEnvironments(): readonly string[]
  /** Waits for the line that begins with "{", and parses it. */
  ready<T>(): Promise<T>
}

export interface Surroundings {
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly input?: string
}

/** Runs a script of package.json through npm, in a process group of its own, as a person at a terminal does. */
export const npmRun = (script: string, args: readonly string[], surroundings: Surroundings = {}): Command =>
  run('npm', ['run', '--silent', script, '--', ...args], surroundings)

/** The same without npm, which takes longer to start than some commands to run. */
export const scriptRun = (
  script: string,
  args: readonly string[],
  surroundings: Surroundings = {},
): Command => {
  const [program = '', ...words] = (scripts[script] ?? '').split(' ')
  expect(program).toBe('node')
  return run(process.execPath, [...words, ...args], surroundings)
}

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
)

// What each command compiles before it does anything is the same for all of them.
const COMPILED = join(tmpdir(), 'breakwater-tests-compiled')

const run = (program: string, args: readonly string[], surroundings: Surroundings): Command => {
  const { cwd, env, input = '' } = surroundings
  // Every process inherits the mark, so that none can hide by changing its parent.
  const mark = randomUUID()
  const child = spawn(program, args, {
    cwd,
    detached: true,
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED, ...env, BREAKWATER_TEST_MARK: mark },
  })
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk
  })
  // It may end before it has read all.
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  // "exit" may come before the last of what was written has been read.
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const living = () => marked(mark).map(({ line }) => line)
  const workerdEnvironments = () =>
    marked(mark).flatMap(({ line, environment }) => (line.includes('workerd serve') ? [environment] : []))
  return {
    process: child,
    said,
    ended,
    exited,
    living,
    workerdEnvironments,
    ready: () => firstJson(child, said),
  }
}

/** Waits until no process that came of the command lives; false if one still does after half a minute. */
export const allGone = async (command: Command): Promise<boolean> => {
  for (let turn = 0; turn < 300; turn += 1) {
    if (command.living().length === 0) return true
    await sleep(100)
  }
  return false
}

/** Ends whatever a failed test left running. */
export const endGroup = ({ process: { pid } }: Command): void => {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {} // it is gone already
}

const firstJson = async <T>(child: ChildProcess, said: { stdout: string; stderr: string }): Promise<T> => {
  for (let turn = 0; turn < 900; turn += 1) {
    const line = said.stdout.split('\n').find((text) => text.startsWith('{'))
    if (line !== undefined && said.stdout.includes(`${line}\n`)) return JSON.parse(line)
    if (child.exitCode !== null) break
    await sleep(100)
  }
  throw new Error(`It did not get ready:\n${said.stdout}\n${said.stderr}`)
}

const marked = (mark: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      environment: read(`/proc/${name}/environ`),
      line: read(`/proc/${name}/cmdline`).replaceAll('\0', ' '), // a zombie has none
    }))
    .filter(({ environment, line }) => line !== '' && environment.includes(mark))

const read = (path: string): string => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return '' // it ended meanwhile, or is not ours
  }
}
