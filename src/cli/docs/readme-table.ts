import { TOOLS } from '../../tools/catalogue.ts'
import { TOOLSET_NAMES } from '../../tools/toolsets.ts'

const BEGIN = '<!-- tools -->'
const END = '<!-- /tools -->'

/** The README with its table of tools brought up to date; a README without the markers stays as it is. */
export const withToolsTable = (readme: string): string => {
  const begin = readme.indexOf(BEGIN)
  const end = readme.indexOf(END)
  if (begin < 0 || end < begin) return readme
  return `${readme.slice(0, begin + BEGIN.length)}\n${table()}\n${readme.slice(end)}`
}

const table = (): string =>
  ['| toolset | scope | tools (**core** in bold) |', '|---|---|---|', ...TOOLSET_NAMES.map(row)].join('\n')

const row = (toolset: string): string => {
  const tools = TOOLS.filter((tool) => tool.toolset === toolset)
  const scopes = [...new Set(tools.map(({ scope }) => scope))].join(', ')
  const names = tools.map(({ name, core }) => (core ? `**${name}**` : name))
  return `| ${toolset} | ${scopes} | ${names.join(', ')} |`
}
