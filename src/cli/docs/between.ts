/** A page with `text` between the comments of a mark; without the marks it stays as it is. */
export const between = (page: string, mark: string, text: string): string => {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  return from < 0 || to < from ? page : `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`
}
