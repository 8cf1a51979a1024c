import { createInterface } from 'node:readline/promises'
import { CliError } from './failure.ts'

const RAW_PHRASE = 'raw passes by every rail'

/** Has the owner type a phrase before a token may hand out credentials of Kraken's; a pipe may type it too. */
export const confirmRaw = async (): Promise<void> => {
  process.stderr.write(
    'The scope raw hands out a credential with which orders pass by every limit of this server.\n' +
      `Type "${RAW_PHRASE}" to go on: `,
  )
  if ((await firstLine())?.trim() !== RAW_PHRASE) throw new CliError('\nNot confirmed; no token was created.')
}

const firstLine = async (): Promise<string | undefined> => {
  const lines = createInterface({ input: process.stdin })
  try {
    for await (const line of lines) return line
    return undefined
  } finally {
    lines.close()
    process.stdin.destroy()
  }
}
