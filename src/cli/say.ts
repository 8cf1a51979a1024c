/** Writes to stdout: what a person or a program asked for. */
export const say = (text: string): void => {
  process.stdout.write(text)
}

/** Writes a line to stderr: what is said beside it. */
export const note = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** What a caught value says, whatever it is. */
export const wordsOf = (caught: unknown): string =>
  caught instanceof Error ? caught.message : String(caught)
