/** How long the database may think, and how long it is left alone after it failed, in milliseconds. */
const PATIENCE_MS = 2_000
const REST_MS = 5_000

/** Remembers for one isolate that the database is out of reach, so that not every stop waits for it anew. */
export interface Outage {
  /** Rejects where the work fails, takes too long, or a moment ago did. */
  unlessDown<T>(work: () => Promise<T>): Promise<T>
}

export const createOutage = (now: () => number): Outage => {
  let failedAt = Number.NEGATIVE_INFINITY
  return {
    async unlessDown(work) {
      if (Math.abs(now() - failedAt) < REST_MS) throw new Error('the database failed a moment ago')
      let timer: ReturnType<typeof setTimeout> | undefined
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the database does not answer')), PATIENCE_MS)
      })
      try {
        return await Promise.race([work(), late])
      } catch (failure) {
        failedAt = now()
        throw failure
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
