import { isRecord } from '../../domain/record.ts'
import type { Audit } from '../audit.ts'
import type { ShownAudit } from '../overview.ts'
import type { NameOf } from './names.ts'

const ROWS = 30
const MOST_FACTS = 240

/** The newest rows of the audit, in words. */
export const auditRows = (audit: Pick<Audit, 'list'>, nameOf: NameOf): readonly ShownAudit[] =>
  audit.list({ limit: ROWS }).map(({ id, at, event, tokenId, subject, facts }) => ({
    id,
    at,
    event,
    tokenName: tokenId === null ? undefined : nameOf(tokenId),
    subject: subject ?? undefined,
    facts: words(facts),
  }))

const words = (facts: unknown): string =>
  Object.entries(isRecord(facts) ? facts : {})
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ')
    .slice(0, MOST_FACTS)
