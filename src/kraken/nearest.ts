const MOST = 3
const FARTHEST = 2

/** The at most three known names that lie nearest to a misspelt one, within two edits, nearest first. */
export const nearest = (name: string, known: Iterable<string>): readonly string[] => {
  const meant = plain(name)
  return [...known]
    .map((candidate) => ({ candidate, far: distance(meant, plain(candidate)) }))
    .filter(({ far }) => far <= FARTHEST)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ candidate }) => candidate)
}

const plain = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9.]/g, '')

// Levenshtein's distance, one row at a time.
const distance = (a: string, b: string): number => {
  if (Math.abs(a.length - b.length) > FARTHEST) return FARTHEST + 1
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [line, letter] of [...a].entries()) {
    const next = [line + 1]
    for (const [column, other] of [...b].entries()) {
      const swap = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(swap, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
