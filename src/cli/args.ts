import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { UsageError } from './failure.ts'

/** Reads a command line strictly: an unknown option or a superfluous word is the caller's mistake (exit code 2). */
export const readArgs = <const O extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: O,
  words: { readonly atMost: number } = { atMost: 0 },
) => {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...argv], options, strict: true, allowPositionals: true }),
  )
  const superfluous = positionals[words.atMost]
  if (superfluous !== undefined) throw new UsageError(`Unknown argument "${superfluous}".`)
  return { values, words: positionals }
}

const strictly = <R>(parse: () => R): R => {
  try {
    return parse()
  } catch (error) {
    throw new UsageError(
      error instanceof Error ? firstSentence(error.message) : 'The arguments cannot be read.',
    )
  }
}

// What Node adds after it is about words that begin with a dash: none of ours do.
const firstSentence = (text: string): string => text.split('. To specify', 1).join('')

/** A port between 0 and 65535; 0 means any free one. */
export const portOf = (text: string): number => {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new UsageError(`--port ${text} is not a port (0–65535).`)
  return port
}
