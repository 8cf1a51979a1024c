/** A table of texts: the header, and the lines below it. */
export interface Table {
  readonly fields: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Parses csv, or tsv where the header holds a tab. Cells may be quoted; a doubled quote is a quote. Source: RFC 4180. */
export const parseTable = (text: string): Table => {
  const plain = text.replace(/^\uFEFF/, '')
  const [header = ''] = plain.split('\n', 1)
  const [fields = [], ...rows] = lines(plain, header.includes('\t') ? '\t' : ',')
  return { fields, rows }
}

function* lines(text: string, separator: string): Generator<string[]> {
  const cell = separator === ',' ? COMMA_CELL : TAB_CELL
  let line: string[] = []
  for (const [, quoted, plain = '', end = ''] of text.matchAll(cell)) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === separator) continue
    // The end of the text after a final newline is no line.
    if (line.length > 1 || line[0] !== '') yield line
    line = []
  }
}

const COMMA_CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^,\r\n]*))(,|\r?\n|$)/g
const TAB_CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^\t\r\n]*))(\t|\r?\n|$)/g
