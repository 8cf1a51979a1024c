import { banner } from '../banner.ts'
import { between } from './between.ts'
import { toolsTable } from './tools-table.ts'

/** The README with what a machine can write of it: what `npm start` prints, and the table of tools. */
export const writtenReadme = (readme: string): string =>
  between(between(readme, 'output', fenced(startOutput())), 'tools', toolsTable())

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
