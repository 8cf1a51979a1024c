import { readFileSync } from 'node:fs'
import { note, wordsOf } from './say.ts'
import { createShellWatch } from './shell-watch.ts'

const GIVE_UP_MS = 10_000
const PARENT_CHECK_MS = 500

/** Everything that must be closed before this process ends, last opened first. */
export interface Closing {
  add(close: () => unknown): void
  /** Closes all, once; a second call waits for the first. */
  close(): Promise<void>
}

export const createClosing = (): Closing => {
  const closers: (() => unknown)[] = []
  let closed: Promise<void> | undefined
  const closeAll = async () => {
    for (let close = closers.pop(); close; close = closers.pop()) {
      try {
        await close()
      } catch (error) {
        note(`While stopping: ${wordsOf(error)}`)
      }
    }
  }
  return {
    add: (close) => closers.push(close),
    close: () => {
      closed ??= closeAll()
      return closed
    },
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Ends this process cleanly on a signal, or when the process that started it is gone (npm killed outright). */
export const closeOnSignals = (closing: Closing): void => {
  const end = () => {
    setTimeout(() => process.exit(1), GIVE_UP_MS).unref()
    void closing.close().then(() => process.exit(0))
  }
  for (const signal of SIGNALS) process.on(signal, end)
  // The runtime listens too, and exits on the spot: state would be left unsaved. It also has a hook for "exit".
  process.on('newListener', (event, listener) => {
    const signal = SIGNALS.find((name) => name === event)
    if (signal) queueMicrotask(() => process.removeListener(signal, listener))
  })
  const parent = process.ppid
  const grandparent = parentOf(parent)
  let isToldToEnd = createShellWatch(parent)
  // Whoever was stopped and goes on (Ctrl-Z) wakes the shell as well.
  process.on('SIGCONT', () => {
    isToldToEnd = createShellWatch(parent)
  })
  setInterval(() => {
    if (process.ppid !== parent || !isAlive(grandparent) || isToldToEnd(Date.now())) end()
  }, PARENT_CHECK_MS).unref()
}

/**
 * Where npm runs a script through a shell that stays, npm is our grandparent: killed outright, it leaves the shell
 * waiting for us for ever; sent a SIGINT, it tells the shell alone. Elsewhere the shell has made room, or there is no /proc to ask.
 */
const parentOf = (pid: number): number | undefined => {
  try {
    const found = /^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return found === undefined || process.env.npm_lifecycle_event === undefined ? undefined : Number(found)
  } catch {
    return undefined
  }
}

const isAlive = (pid: number | undefined): boolean => {
  if (pid === undefined || pid <= 1) return true
  try {
    return process.kill(pid, 0)
  } catch (caught) {
    // Somebody else's process is alive as well.
    return caught instanceof Error && 'code' in caught && caught.code === 'EPERM'
  }
}
