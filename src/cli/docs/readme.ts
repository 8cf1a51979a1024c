import { banner } from '../banner.ts'
import { toolsTable } from './tools-table.ts'

/** The README with what a machine can write of it: what `npm start` prints, and the table of tools. */
export const writtenReadme = (readme: string): string =>
  between(between(readme, 'output', fenced(startOutput())), 'tools', toolsTable())

// A page without the marks stays as it is.
const between = (page: string, mark: string, text: string): string => {
  const [begin, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  const from = page.indexOf(begin)
  const to = page.indexOf(end)
  return from < 0 || to < from ? page : `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`
}

const fenced = (text: string) => `\`\`\`\n${text}\n\`\`\``

const startOutput = (): string =>
  banner({
    exchange: 'emulator',
    baseUrl: 'http://127.0.0.1',
    url: 'http://127.0.0.1:8787/mcp',
    token: 'bw_…',
    paperToken: 'bw_…',
    scopes: ['read', 'trade', 'funds'],
    hasKey: true,
    passphrase: '…',
    project: '/path/to/breakwater',
    state: undefined,
  }).trim()
