import { READING } from '../../domain/matching/refused.ts'
import { run } from './absorb.ts'
import type { AccountState } from './account.ts'
import { invalid, requiredText } from './arguments.ts'
import type { TradingHandler } from './call.ts'

const A_DAY_S = 86_400

/** CancelAllOrdersAfter: arms the account's one timer, or with 0 puts it off. What `triggerTime` then is, a switch says. */
export const cancelAllOrdersAfter: TradingHandler = ({ account, habits, params, now }) => {
  const text = requiredText(params, 'timeout')
  if (!/^\d{1,6}$/.test(text) || Number(text) >= A_DAY_S) throw invalid('timeout')
  const seconds = Number(text)
  account.deadMan = seconds === 0 ? undefined : now + seconds * 1000
  return {
    currentTime: stamp(now),
    triggerTime: account.deadMan === undefined ? habits.deadManOff : stamp(account.deadMan),
  }
}

/** Lets the timer run out: every order is canceled, and the timer stays off until it is armed again. */
export const fireDeadMan = (account: AccountState, now: number): void => {
  account.deadMan = undefined
  run(account, { kind: 'cancel', ids: Object.keys(account.orders), reason: READING.deadMan, now })
}

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
