import { TOOLS } from '../../tools/catalogue.ts'
import { TOOLSET_NAMES } from '../../tools/toolsets.ts'

/** The README's table: every tool by toolset, the core in bold. */
export const toolsTable = (): string =>
  ['| toolset | scope | tools (**core** in bold) |', '|---|---|---|', ...TOOLSET_NAMES.map(row)].join('\n')

const row = (toolset: string): string => {
  const tools = TOOLS.filter((tool) => tool.toolset === toolset)
  const scopes = [...new Set(tools.map(({ scope }) => scope))].join(', ')
  const names = tools.map(({ name, core }) => (core ? `**${name}**` : name))
  return `| ${toolset} | ${scopes} | ${names.join(', ')} |`
}
