const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 }

/** Kraken takes a GTD order for 5 seconds to a month (AddOrder page, expiretm). */
const SHORTEST_S = 5
const LONGEST_S = 30 * 86_400

/** Seconds of "15m", "24h" or "2w"; undefined for what is no such span, or none that Kraken takes. */
export const lifeSeconds = (text: string): number | undefined => {
  const [, count = '', unit = ''] = /^(\d{1,7})([smhdw])$/.exec(text.trim()) ?? []
  const seconds = Number(count) * (UNITS[unit] ?? 0)
  return seconds >= SHORTEST_S && seconds <= LONGEST_S ? seconds : undefined
}
