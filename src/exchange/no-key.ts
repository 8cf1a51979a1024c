import { BreakwaterError } from '../domain/errors.ts'
import { toFailure } from './failure.ts'
import type { AccountRpc } from './port.ts'
import { type Settings, settingProblems } from './settings.ts'

/** An account without a Kraken key: it has nothing to do and nothing to tell. */
export const withoutKey = (settings: Settings): Pick<AccountRpc, 'call' | 'tick' | 'job' | 'status'> => ({
  async call(call) {
    return { ok: false, failure: toFailure(noKey(), call) }
  },
  async tick() {},
  async job() {
    return 'done'
  },
  async status() {
    return { hasKey: false, warnings: [], problems: settingProblems(settings) }
  },
})

export const noKey = () =>
  new BreakwaterError('forbidden', 'no_key', 'No Kraken key is configured, and this tool needs one.', {
    hint: 'The owner sets the two secrets KRAKEN_API_KEY and KRAKEN_API_SECRET. Market data works without them.',
  })
