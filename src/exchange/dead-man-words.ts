interface Told {
  /** Seconds, the shortest of all that are armed. */
  readonly timeout?: number | undefined
  readonly within?: number | undefined
  readonly stops?: unknown
  readonly isConfirmed?: boolean
  /** Whether storage knows of it. */
  readonly isKept?: boolean
  /** How many protective orders would go; undefined where that could not be read. */
  readonly orders?: number | undefined
}

/** A lost alarm is noticed by the cron trigger, within a minute and what the trigger itself may be late. */
export const CRON_SAVES_FROM_S = 130

/** What an armed dead-man switch means, in plain words. */
export const armedNote = ({
  timeout,
  within,
  stops,
  isConfirmed = true,
  isKept = true,
  orders,
}: Told): string =>
  [
    timeout === undefined
      ? ''
      : `If this server dies, Kraken cancels every open order of the account within ${timeout} s.`,
    timeout !== undefined && timeout < CRON_SAVES_FROM_S
      ? `Below ${CRON_SAVES_FROM_S} s the minute’s cron trigger cannot save a lost alarm: all orders may then be cancelled although the server lives.`
      : '',
    isConfirmed ? '' : 'Kraken has not confirmed it yet: the server asks again.',
    isKept ? '' : 'It could not be written down: a restart of the server forgets it.',
    orders ? `${orders} protective order(s) would be cancelled with the others.` : '',
    within === undefined
      ? ''
      : `Without a heartbeat or an acting call for ${within} s your own orders are cancelled${stops === true ? ', protective ones too' : '; protective ones stay'}.`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ')
