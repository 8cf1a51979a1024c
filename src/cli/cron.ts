const MINUTE_MS = 60_000

/** Fires the Worker's cron handler at every full minute, as Cloudflare would; the dev server never does. */
export const fireEachMinute = (origin: string): (() => void) => {
  const fire = async () => {
    const minute = Math.round(Date.now() / MINUTE_MS) * MINUTE_MS
    const query = new URLSearchParams({ cron: '* * * * *', time: String(minute) })
    const signal = AbortSignal.timeout(MINUTE_MS)
    // A minute that fails is made up for by the next one; the Worker's own log says why.
    await fetch(`${origin}/cdn-cgi/handler/scheduled?${query}`, { signal }).catch(() => {})
  }
  const untilNext = () => MINUTE_MS - (Date.now() % MINUTE_MS)
  let timer = setTimeout(tick, untilNext())
  function tick() {
    void fire()
    timer = setTimeout(tick, untilNext())
  }
  return () => clearTimeout(timer)
}
