import { isDecimal } from '../domain/money.ts'

/** The price of one field of Kraken's ticker (`a`, `b`, `c`), where it stands first; undefined where none does. */
export const tickerPrice = (field: unknown): string | undefined =>
  Array.isArray(field) && typeof field[0] === 'string' && isDecimal(field[0]) ? field[0] : undefined
