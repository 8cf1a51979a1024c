import { BreakwaterError } from '../domain/errors.ts'
import type { Loss, Reply } from './reply.ts'

const WORDS: Readonly<Record<Loss, string>> = {
  timeout: 'Kraken did not answer in time.',
  network: 'The connection to Kraken broke or could not be made.',
  status: 'Kraken answered with an HTTP status that is not its own form.',
  not_envelope: 'Kraken answered with something that is not its own form.',
  too_large: 'Kraken’s answer is too large to be read here.',
}

/** Words for a lost answer to a call that changes nothing: `unavailable`. */
export const lossOf = ({ why, status }: Extract<Reply, { kind: 'lost' }>): BreakwaterError => {
  const details = { why, ...(status !== undefined && { status }) }
  return why === 'too_large'
    ? new BreakwaterError('unavailable', 'answer_too_large', WORDS[why], {
        hint: 'Ask for less: a shorter range or fewer rows.',
        details,
      })
    : new BreakwaterError('unavailable', 'exchange_unreachable', WORDS[why], {
        hint: 'Try again later; get_system_status tells whether Kraken trades.',
        details,
      })
}
