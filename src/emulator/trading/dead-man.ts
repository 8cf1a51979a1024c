import type { Handler } from '../call.ts'
import { invalid, requiredText } from '../judge.ts'

const A_DAY_S = 86_400

/** CancelAllOrdersAfter: arms the account's one timer, or with 0 puts it off. What `triggerTime` then is, a switch says. */
export const cancelAllOrdersAfter: Handler = ({ world, params, now }) => {
  const text = requiredText(params, 'timeout')
  if (!/^\d{1,6}$/.test(text) || Number(text) >= A_DAY_S) throw invalid('timeout')
  const seconds = Number(text)
  world.account.deadMan = seconds === 0 ? undefined : now + seconds * 1000
  return {
    currentTime: stamp(now),
    triggerTime:
      world.account.deadMan === undefined ? world.switches.deadManOff : stamp(world.account.deadMan),
  }
}

const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
