import { note } from './say.ts'

/** The caller's mistake: exit code 2. */
export class UsageError extends Error {}

/** Something stands in the way, in words for a person: exit code 1. */
export class CliError extends Error {}

/** Runs a command and turns what it throws into words on stderr and an exit code. */
export const main = async (command: (argv: readonly string[]) => Promise<void>): Promise<void> => {
  try {
    await command(process.argv.slice(2))
  } catch (error) {
    process.exitCode = error instanceof UsageError ? 2 : 1
    note(report(error))
  }
}

const report = (error: unknown): string => {
  if (error instanceof UsageError) return `${error.message}\nTry --help.`
  if (error instanceof CliError) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
