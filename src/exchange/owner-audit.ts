import type { Audit, AuditRow } from './audit.ts'
import type { HouseTools } from './house.ts'

const PAGE = 50

/** A page of the audit, newest first; `before` is the id to go on with, absent on the last page. */
export const auditPage = (
  audit: Audit,
  { tokenId, before, limit }: { tokenId: string | undefined; before: unknown; limit: unknown },
) => {
  const most = typeof limit === 'number' ? limit : PAGE
  const rows = audit.list({
    tokenId,
    before: typeof before === 'number' ? before : undefined,
    limit: most + 1,
  })
  return {
    rows: rows.slice(0, most).map(viewOf),
    ...(rows.length > most ? { before: rows[most - 1]?.id } : {}),
  }
}

/** What a token may ask of the audit: its own rows. */
export const auditTools = (audit: Audit): HouseTools => ({
  list_audit: async ({ before, limit }, { tokenId }) => ({
    result: auditPage(audit, { tokenId, before, limit }),
  }),
})

const viewOf = ({ id, at, event, tokenId, subject, facts, hash }: AuditRow) => ({
  id,
  at: new Date(at).toISOString(),
  event,
  ...(tokenId === null ? {} : { token: tokenId }),
  ...(subject === null ? {} : { subject }),
  facts,
  hash,
})
