import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { ExchangeName } from '../auth/principal.ts'
import { CliError } from './failure.ts'
import { isErrno, readIfThere } from './files.ts'

const Running = z.object({
  pid: z.int().positive(),
  /** When the process began, in the kernel's ticks; tells it from a later process of the same id. */
  born: z.string(),
  exchange: z.enum(['emulator', 'loopback', 'kraken']),
  /** The origin at which the server listens (or soon will). */
  origin: z.string(),
})
/** What `running.json` in a state folder says of the server that runs on it. */
export type Running = z.infer<typeof Running>

const fileOf = (root: string) => join(root, 'running.json')

/** The server that runs on this state folder now, if one does; what a dead one left behind does not count. */
export const findRunning = (root: string): Running | undefined => {
  const text = readIfThere(fileOf(root))
  const running = text === undefined ? undefined : parse(text)
  return running && isAlive(running) ? running : undefined
}

/** Throws where a server already runs on this state folder, naming it. */
export const refuseSecond = (root: string): void => {
  const other = findRunning(root)
  if (other) throw alreadyRunning(root, other)
}

/** Takes a state folder for this process; returns how to give it back. */
export const claimState = (root: string, exchange: ExchangeName, origin: string): (() => void) => {
  mkdirSync(root, { recursive: true, mode: 0o700 })
  const file = fileOf(root)
  const draft = `${file}.${process.pid}`
  const mine: Running = { pid: process.pid, born: bornAt(process.pid), exchange, origin }
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    // A link appears whole and only where nothing is: of two that start at once, one is refused.
    if (!linked(draft, file)) {
      refuseSecond(root)
      removeIfThere(file)
      if (!linked(draft, file)) throw alreadyRunning(root, findRunning(root))
    }
  } finally {
    removeIfThere(draft)
  }
  return () => {
    if (findRunning(root)?.pid === process.pid) removeIfThere(file)
  }
}

const linked = (from: string, to: string): boolean => {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false
    throw error
  }
}

const removeIfThere = (file: string): void => {
  try {
    unlinkSync(file)
  } catch (error) {
    if (!isErrno(error, 'ENOENT')) throw error
  }
}

const alreadyRunning = (root: string, other: Running | undefined): CliError =>
  new CliError(
    `A server already runs on ${root}${other ? ` (process ${other.pid}, ${other.exchange}, ${other.origin})` : ''}.\n` +
      'Stop it first, or start this one with another folder: --state DIR',
  )

const parse = (text: string): Running | undefined => {
  try {
    return Running.parse(JSON.parse(text))
  } catch {
    return undefined // torn or foreign: nobody to wait for
  }
}

const isAlive = ({ pid, born }: Running): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (isErrno(error, 'ESRCH')) return false
  }
  return born === bornAt(pid)
}

// Field 22 of /proc/PID/stat, counted behind the name, which may hold blanks. Other systems have no /proc: ''.
const bornAt = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}
