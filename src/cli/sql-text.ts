import type { Statement } from '../store/statement.ts'

/**
 * Writes a statement as one SQL text, for a door without bind parameters (`wrangler d1 execute`). Text travels as
 * hexadecimal: whatever a person typed, no quote and no comment of theirs can appear in the SQL.
 */
export const sqlText = ({ sql, values }: Statement): string => {
  const pieces = sql.split('?')
  if (pieces.length !== values.length + 1) throw new Error('A statement needs one value for each "?"')
  return pieces.map((piece, place) => (place === 0 ? piece : literal(values[place - 1]) + piece)).join('')
}

const literal = (value: string | number | null | undefined): string => {
  if (typeof value === 'string') return `CAST(X'${Buffer.from(value, 'utf8').toString('hex')}' AS TEXT)`
  if (value === null) return 'NULL'
  if (Number.isSafeInteger(value)) return String(value)
  throw new Error('Only texts, whole numbers and null can be written into SQL')
}
