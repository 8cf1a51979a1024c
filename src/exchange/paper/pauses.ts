/** A market that does not answer is asked half as often each time, down to this. */
const SLOWEST_MS = 5 * 60_000

/** How long to leave a pair alone whose looks fail: twice as long each time, until one succeeds. */
export const createPauses = (everyMs: number) => {
  const pauses = new Map<string, { readonly ms: number; readonly until: number }>()
  return {
    failed(pair: string, now: number): void {
      const ms = Math.min(SLOWEST_MS, (pauses.get(pair)?.ms ?? everyMs) * 2)
      pauses.set(pair, { ms, until: now + ms })
    },
    worked: (pair: string): void => void pauses.delete(pair),
    /** Unix milliseconds; what is further away than it was ever put was put there before the wall clock stepped back. */
    until(pair: string, now: number): number {
      const until = pauses.get(pair)?.until ?? 0
      return until - now > SLOWEST_MS ? 0 : until
    },
  }
}
