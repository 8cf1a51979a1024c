import type { SignInAnswer } from '../../../exchange/port.ts'

/** What a page says of a try that opened nothing; undefined where it opened. */
export const whyNot = (answer: SignInAnswer): string | undefined => {
  if (answer.state === 'open') return undefined
  if (answer.state === 'wrong')
    return answer.waitMs > 0
      ? `That is not the passphrase. The next try is looked at in ${inWords(answer.waitMs)}.`
      : 'That is not the passphrase.'
  if (answer.state === 'waiting')
    return `There were too many wrong tries: this one was not looked at. Try again in ${inWords(answer.waitMs)}. Open sessions and panic links still work.`
  if (answer.state === 'unset')
    return 'No passphrase is set, so nothing can be granted here. The owner sets the secret OWNER_PASSPHRASE (deployed: npx wrangler secret put OWNER_PASSPHRASE; on this machine: .dev.vars) and starts again.'
  return 'The account did not answer, so the passphrase was not checked. Nothing was granted. Try again.'
}

/** The status of the page that says so. */
export const statusFor = ({ state }: SignInAnswer): 200 | 403 | 429 | 503 => {
  if (state === 'open') return 200
  if (state === 'wrong') return 403
  return state === 'waiting' ? 429 : 503
}

const inWords = (ms: number): string => {
  const seconds = Math.ceil(ms / 1_000)
  if (seconds < 120) return `${seconds} seconds`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`
}
