const LONGEST_LINE = 4_194_304

/** A line of input, or word that one was too long to be kept. */
export type Line = { readonly text: string } | { readonly tooLong: true }

/**
 * Splits a stream at "\n" and nowhere else: node:readline also splits at U+2028, which may stand inside a JSON string.
 * Blank lines are skipped; a line of more than 4 Mi characters is dropped up to its end.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder()
  let rest = ''
  let dropping = false
  for await (const chunk of chunks) {
    const pieces = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = pieces.pop() ?? ''
    for (const piece of pieces) {
      if (dropping || piece.length > LONGEST_LINE) yield { tooLong: true }
      else if (piece.trim() !== '') yield { text: piece }
      dropping = false
    }
    if (rest.length > LONGEST_LINE) {
      dropping = true
      rest = ''
    }
  }
  if (dropping) yield { tooLong: true }
  else if (rest.trim() !== '') yield { text: rest }
}
