import type { TokenRow } from '../store/token-row.ts'

/** The tokens as a program reads them: everything but the hash, times in ISO form. */
export const tokenJson = (rows: readonly TokenRow[], now: number): string =>
  JSON.stringify(
    rows.map(({ hash: _, ...row }) => ({
      ...row,
      scopes: row.scopes.split(','),
      createdAt: iso(row.createdAt),
      expiresAt: iso(row.expiresAt),
      lastUsedAt: iso(row.lastUsedAt),
      revokedAt: iso(row.revokedAt),
      mandate: row.mandate === null ? null : JSON.parse(row.mandate),
      state: stateOf(row, now),
    })),
  )

/** The tokens as a person reads them. */
export const tokenTable = (rows: readonly TokenRow[], now: number): string => {
  if (rows.length === 0) return 'No tokens yet.'
  const head = [
    'ID',
    'NAME',
    'SCOPES',
    'ACCOUNT',
    'EXCHANGE',
    'VIA',
    'STATE',
    'EXPIRES',
    'LAST USED',
    'MANDATE',
    'PARENT',
  ]
  const cells = rows.map((row) => [
    row.id,
    printable(row.name),
    row.scopes,
    row.account,
    row.exchange,
    row.forUrl ? 'url' : 'header',
    stateOf(row, now),
    iso(row.expiresAt)?.slice(0, 16) ?? 'never',
    iso(row.lastUsedAt)?.slice(0, 16) ?? 'never',
    row.mandate === null ? '-' : 'yes',
    row.parent ?? '-',
  ])
  const lines = [head, ...cells]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

type Lifetime = Pick<TokenRow, 'revokedAt' | 'expiresAt'>

const stateOf = ({ revokedAt, expiresAt }: Lifetime, now: number): 'valid' | 'revoked' | 'expired' => {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid'
}

// A row may have come by another way than ours: it must not move the terminal's cursor.
const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '?')

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
