import type { Aftermath } from './aftermath.ts'
import type { Answered } from './exchange.ts'
import type { Latched } from './kill-latch.ts'
import type { Sweep } from './sweep.ts'

/** What activate_kill_switch answers, with what it means in plain words; on or off and verified as the latch says now. */
export const killAnswer = (
  { cancelled, openOrders }: Readonly<Sweep>,
  { protectiveRemoved, barePositions }: Aftermath,
  withdrawn: number,
  latched: Latched | undefined,
): Answered => {
  const verified = latched?.verifiedAt !== undefined
  return {
    result: {
      kill_switch: latched ? 'on' : 'off',
      cancelled,
      verified,
      open_orders: openOrders ?? null,
      protective_removed: protectiveRemoved ?? [],
      bare_positions: barePositions ?? [],
    },
    note: [
      latched ? (verified ? 'Zero open orders, verified.' : notVerified(openOrders)) : RELEASED,
      withdrawn > 0 ? `${withdrawn} order(s) still waited here and were never sent.` : '',
      protectiveRemoved
        ? guarded(protectiveRemoved.length)
        : 'Which protective orders went could not be read.',
      barePositions ? bare(barePositions.length) : 'Open margin positions could not be read.',
      latched ? 'New orders are refused until the owner releases the switch.' : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  }
}

const RELEASED =
  'The owner has released the switch meanwhile: nothing more is cancelled, and orders are let through again.'

const notVerified = (openOrders: number | undefined): string => {
  const goesOn = 'the server goes on cancelling and looking, and the audit will say when zero is verified.'
  if (openOrders === undefined) return `Open orders could not be read yet: ${goesOn}`
  if (openOrders === 0) return `No order is open, but one that was sent may still arrive: ${goesOn}`
  return `${openOrders} order(s) are still open: ${goesOn}`
}

const guarded = (count: number): string =>
  count > 0 ? `${count} protective order(s) were removed with the others.` : ''

const bare = (count: number): string =>
  count > 0
    ? `${count} margin position(s) stand open without any order: only the owner can flatten them.`
    : ''
