import { filledIn } from '../domain/mandate/filled.ts'
import { usageOf } from '../domain/risk/usage.ts'
import type { HouseTools } from './house.ts'
import type { Survey } from './risk-check/survey.ts'
import type { TokenAuthority } from './token-authority.ts'

interface MandateToolDeps {
  readonly tokens: Pick<TokenAuthority, 'boundsOf' | 'mandateOf'>
  readonly survey: Survey
}

/** What a token may do, and what is left of it; no tool changes it. */
export const mandateTools = ({ tokens, survey }: MandateToolDeps): HouseTools => ({
  async get_mandate(_, { tokenId }) {
    const facts = await survey(tokenId)
    const own = facts.bounds.find(({ whose }) => whose === 'token')
    const above = tokens.boundsOf(tokenId).filter(({ whose }) => whose !== 'token')
    return {
      result: {
        mandate: filledIn(tokens.mandateOf(tokenId)),
        left: own ? usageOf(own, facts) : [],
        also: above.map(({ whose, name }) => ({ whose, name })),
      },
      note: above.length > 0 ? ALSO : ONLY_THE_OWNER,
    }
  },
})

const ONLY_THE_OWNER = 'Only the owner changes it.'
const ALSO = `${ONLY_THE_OWNER} Orders stand before those named under “also” as well: get_risk_limits shows what these leave.`
