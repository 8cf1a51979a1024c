import { readFileSync } from 'node:fs'

/** Where looks lie farther apart, the machine slept meanwhile, and that wakes whoever waits. */
const SLEPT_MS = 10_000

/**
 * npm passes a SIGINT on to the shell between it and us, and some shells (dash) keep it to themselves until we have ended.
 * Such a shell only waits for us: once it sleeps, nothing wakes it but a signal. Answers, look by look, whether that has
 * happened; never where there is no /proc to ask.
 */
export const createShellWatch = (pid: number, statusOf = readStatus) => {
  let last: { readonly at: number; readonly sleeps: number | undefined } | undefined
  let settled: number | undefined
  return (now: number): boolean => {
    const sleeps = sleepsOf(statusOf(pid))
    if (last !== undefined && now - last.at > SLEPT_MS) settled = undefined
    else if (settled === undefined && last?.sleeps === sleeps) settled = sleeps
    last = { at: now, sleeps }
    return settled !== undefined && sleeps !== undefined && sleeps !== settled
  }
}

/** Tells by its command line whether a process is the shell that npm began this script with, and that does nothing else. */
export const isNpmsShell = (commandLine: string, script: string | undefined): boolean => {
  const [, option, text] = commandLine.split('\0')
  return script !== undefined && option === '-c' && text?.startsWith(script) === true
}

const SIGINT_BIT = 2n

/** How often a waiting shell that catches SIGINT has gone to sleep; undefined of any other. */
const sleepsOf = (status = ''): number | undefined => {
  const field = (name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1]
  const caught = field('SigCgt')
  if (field('State') !== 'S' || caught === undefined || (BigInt(`0x${caught}`) & SIGINT_BIT) === 0n) return
  return Number(field('voluntary_ctxt_switches'))
}

// What npm tells a script is passed on to all that comes of it: only npm's own shell has us alone to wait for.
const readStatus = (pid: number): string | undefined => {
  try {
    const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    if (!isNpmsShell(commandLine, process.env.npm_lifecycle_script)) return undefined
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return undefined
  }
}
