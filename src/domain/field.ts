import { type Decimal, isDecimal } from './money.ts'

/** Reads a field of an answer or a row as text; undefined where it holds none. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Reads a field of an answer or a row as text; empty where it holds none. */
export const textOrEmpty = (value: unknown): string => textIn(value) ?? ''

/** Reads a field of an answer or a row as an amount, a decimal string; zero where it holds none. */
export const amountIn = (value: unknown): Decimal =>
  typeof value === 'string' && isDecimal(value) ? value : '0'
