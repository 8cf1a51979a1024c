import { readdirSync, readFileSync } from 'node:fs'

// The kernel's unit for a process's times, 100 to a second wherever Linux runs Node.
const MICROS_PER_TICK = 10_000

/** What a process has used so far of its processors, in user and system mode: microseconds, in steps of 10,000. */
export const cpuMicrosOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the name in parentheses and may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * MICROS_PER_TICK
}

/** The workerd processes that this process has started. */
export const runtimePids = (): readonly number[] =>
  readdirSync(`/proc/${process.pid}/task`)
    .flatMap((thread) => readFileSync(`/proc/${process.pid}/task/${thread}/children`, 'utf8').split(' '))
    .map(Number)
    .filter((pid) => pid > 0 && readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('workerd'))
