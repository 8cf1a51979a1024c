import * as z from 'zod'
import { isDecimal, isNegative, normalise } from '../money.ts'
import { once } from '../once.ts'
import { assetName, pairName } from './spelling.ts'

/** What a mandate's document is written with; every refusal says what to write instead. */

const isAmount = (text: string): boolean => isDecimal(text) && !isNegative(text)

/** Money and percentages as text; answers their normal form. */
export const amount = once(() =>
  z
    .string({ error: ({ input }) => wrongAmount(input) })
    .refine(isAmount, { error: 'wants a decimal such as "600"' })
    .transform((text) => (isAmount(text) ? normalise(text) : text)),
)

export const limit = once(() =>
  z.union([z.literal('none'), amount()], {
    error: ({ input }) =>
      typeof input === 'string' ? 'wants a decimal such as "600", or "none"' : wrongAmount(input),
  }),
)

export const count = (smallest: number) => {
  const error = `wants a whole number from ${smallest} on, or "none"`
  const whole = z.number().refine((count) => Number.isSafeInteger(count) && count >= smallest, { error })
  return z.union([z.literal('none'), whole], { error: () => error })
}

export const asset = once(() => named('asset', 'BTC', assetName))
export const pair = once(() => named('pair', 'BTC/USD', pairName))

export const listOf = <T extends z.ZodType>(item: T, what: string) =>
  z.array(item, { error: () => `wants a list of ${what}` }).max(500)

export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: () => `wants one of: ${words.map((word) => `"${word}"`).join(', ')}` })

function named(noun: string, example: string, read: (text: string) => string | undefined) {
  const error = `wants the name of ${noun === 'asset' ? 'an asset' : 'a pair'} such as "${example}"`
  return z
    .string({ error: () => error })
    .refine((text) => read(text) !== undefined, { error })
    .transform((text) => read(text) ?? text)
}

// A number would have passed through binary fractions before anybody could look at it.
const wrongAmount = (input: unknown): string =>
  typeof input === 'number'
    ? `is a number: write it as text, "${input}"`
    : 'wants a decimal in quotes such as "600"'
