const MOST_SUGGESTIONS = 3

/** The known words that a misspelt one most likely meant, best first, at most three; none where nothing is near. */
export const nearest = (word: string, known: readonly string[]): readonly string[] =>
  byDistance(word, known)
    .filter(({ candidate, far }) => far <= Math.max(2, Math.ceil(plain(candidate).length / 3)))
    .slice(0, MOST_SUGGESTIONS)
    .map(({ candidate }) => candidate)

/** The one known word that lies nearest, however far; undefined only where none is known. */
export const nearestOf = (word: string, known: readonly string[]): string | undefined =>
  byDistance(word, known)[0]?.candidate

const byDistance = (word: string, known: readonly string[]) => {
  const meant = plain(word).slice(0, 64)
  return known
    .map((candidate) => ({ candidate, far: howFar(meant, plain(candidate)) }))
    .sort((a, b) => a.far - b.far)
}

/** `orderType`, `order-type` and `order_type` are one word. */
const plain = (word: string) => word.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

/** Edit distance, except that a word contained in another is near. */
const howFar = (a: string, b: string): number => {
  if (a === b) return 0
  if (a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))) return 1
  return editDistance(a, b)
}

const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1]
    for (const [column, other] of [...b].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
