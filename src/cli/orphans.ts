import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const MARK = 'BREAKWATER_LAUNCHER'
const GONE_WITHIN_MS = 5_000

/** Marks all runtimes that this process will start: they inherit its environment. */
export const markRuntimes = (root: string): void => {
  process.env[MARK] = `${process.pid} ${root}`
}

/**
 * Ends the runtimes of a server on this state folder whose launcher was killed outright: they live on and hold its port.
 * Only a workerd that carries our mark, and whose parent is no longer the process that the mark names, is one.
 * Without /proc (macOS, Windows) none is found. Answers whether there were any: their port may be freed a moment later.
 */
export const endOrphans = async (root: string): Promise<boolean> => {
  const orphans = orphansOf(root)
  for (const pid of orphans) process.kill(pid, 'SIGKILL')
  for (let waited = 0; orphansOf(root).length > 0 && waited < GONE_WITHIN_MS; waited += 50) await sleep(50)
  return orphans.length > 0
}

const orphansOf = (root: string): readonly number[] =>
  readOr([], () => readdirSync('/proc'))
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isOrphan(pid, root))

const isOrphan = (pid: number, root: string): boolean => {
  const [, name, parent] = /^\d+ \((.*)\) [^Z] (\d+) /s.exec(fileOf(pid, 'stat')) ?? [] // a zombie is gone already
  if (name !== 'workerd' || fileOf(pid, 'cmdline').split('\0')[1] !== 'serve') return false
  const mark = fileOf(pid, 'environ')
    .split('\0')
    .find((entry) => entry.startsWith(`${MARK}=`))
  return mark?.endsWith(` ${root}`) === true && mark !== `${MARK}=${parent} ${root}`
}

const fileOf = (pid: number, name: string): string =>
  readOr('', () => readFileSync(`/proc/${pid}/${name}`, 'utf8'))

const readOr = <T>(otherwise: T, read: () => T): T => {
  try {
    return read()
  } catch {
    return otherwise // it ended meanwhile, or is another user's
  }
}
