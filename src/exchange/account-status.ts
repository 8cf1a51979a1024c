import type { KeyInfo } from '../kraken/key-info.ts'
import type { AccountDeps } from './account-deps.ts'
import { attempt } from './attempt.ts'
import { keyWarnings } from './key-warnings.ts'
import type { AccountStatus, KeyFacts } from './port.ts'
import type { Records } from './records.ts'
import type { Risk } from './risk-check/risk.ts'
import { heldWords } from './risk-check/words.ts'
import type { Road } from './road.ts'
import { settingProblems } from './settings.ts'
import { visionProblems } from './vision.ts'

// An alert that nobody could be told of is shown for so long.
const UNHEARD_MS = 7 * 86_400_000

/** What the account says of itself: what its key can do, what should be known of it, and what keeps orders from leaving. */
export const statusOf = async (
  { settings, clock, paper }: AccountDeps,
  { alerts, recovery }: Records,
  { live, skew, keyWatch }: Road,
  risk: Pick<Risk, 'problems' | 'held'>,
): Promise<AccountStatus> => {
  const key = await live.key.get()
  const problems = [
    ...settingProblems(settings),
    ...(attempt(keyWatch.problems) ?? []),
    ...(recovery.isDone() ? [] : ['The journal cannot be read: new orders are refused.']),
  ]
  const warnings = Math.abs(skew.ms()) > 0 ? [clocksApart(skew.ms())] : []
  if (!key) return { hasKey: true, warnings, problems }
  const now = clock.now()
  return {
    hasKey: true,
    key: factsOf(key),
    warnings: [
      ...warnings,
      // A paper account's key is as simulated as its money.
      ...(paper ? [] : keyWarnings(key, now)),
      ...(attempt(() => heldWords(risk.held())) ?? []),
      ...(attempt(() => alerts.unheard(now - UNHEARD_MS)) ?? []),
    ],
    problems: [...problems, ...visionProblems(key, now), ...(attempt(() => risk.problems(key)) ?? [])],
  }
}

const factsOf = (key: KeyInfo): KeyFacts => ({
  permissions: key.permissions,
  nonceWindow: key.nonceWindow,
  validUntil: key.validUntil,
  queryFrom: key.queryFrom,
  queryTo: key.queryTo,
  ipAllowlist: key.ipAllowlist,
})

const clocksApart = (ms: number): string =>
  `Our clock is ${Math.round(Math.abs(ms) / 1000)} s ${ms > 0 ? 'behind' : 'ahead of'} Kraken’s; deadlines are corrected for it.`
