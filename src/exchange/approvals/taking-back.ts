import type { Matches } from '../arrivals.ts'
import { attempt } from '../attempt.ts'
import { type OrderTag, tagsOf } from '../order-tag.ts'
import type { Sql } from '../sql.ts'
import type { Question, Questions } from './store.ts'

/** What a cancel, a switch or a client takes back of what waits. */
export interface TakingBack {
  /** Takes back the new orders that match; answers them. Never throws. */
  withdraw(matches: Matches): readonly OrderTag[]
  /** Takes back everything of these tokens, or of everybody; answers how many calls. Never throws. */
  withdrawOf(tokenIds: readonly string[] | 'everybody', code: string, by: string): number
  /** Takes back a token's own call that still waits; answers whether it did. */
  withdrawOne(id: string, tokenId: string, code: string, by: string): boolean
}

interface TakingBackDeps {
  readonly sql: Sql
  readonly questions: Questions
  readonly now: () => number
  /** A token's own question, if it still waits. */
  readonly own: (id: string, tokenId: string) => Question | undefined
}

export const createTakingBack = ({ sql, questions, now, own }: TakingBackDeps): TakingBack => {
  const takeBack = (question: Question, code: string, by: string): boolean =>
    sql.transaction(() => {
      if (!questions.decide(question.id, 'withdrawn', by, now())) return false
      questions.close(question, 'withdrawn', code, now())
      return true
    })

  const allWaiting = (): readonly Question[] => attempt(() => questions.waiting()) ?? []

  return {
    withdraw: (matches) =>
      allWaiting().flatMap((question) => {
        const tags = tagsOf(question.tool, question.params)
        const isMeant = tags.some((tag) => matches(tag, question.tokenId))
        const taken = isMeant && attempt(() => takeBack(question, 'order_withdrawn', 'cancel'))
        return taken ? tags : []
      }),
    withdrawOf: (tokenIds, code, by) =>
      allWaiting()
        .filter(({ tokenId }) => tokenIds === 'everybody' || tokenIds.includes(tokenId))
        .filter((question) => attempt(() => takeBack(question, code, by)) === true).length,
    withdrawOne(id, tokenId, code, by) {
      const question = own(id, tokenId)
      return question !== undefined && takeBack(question, code, by)
    },
  }
}
