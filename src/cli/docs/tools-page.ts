import { TOOLS } from '../../tools/catalogue.ts'
import type { JsonSchema } from '../../tools/schema.ts'
import type { Tool } from '../../tools/tool.ts'
import { TOOLSET_NAMES } from '../../tools/toolsets.ts'

const INTRODUCTION = `<!-- Written by \`npm run docs\`. -->
# Tools

Parameters carry Kraken’s own names; an answer is Kraken’s own result. Keys that begin with an underscore are ours: \`_account\`, \`_next\` (repeat the call with it as \`cursor\`), \`_note\`, \`_age\` in milliseconds. Arguments are forgiving in form: a number or a string, an array, a JSON text or words with commas between them.

\`/mcp\` lists the tools marked *core*; \`/mcp/x/<toolset,…>\` and \`/mcp/x/all\` list whole toolsets, \`/readonly\` leaves out what acts, \`/typed\` adds output schemas.`

/** `docs/tools.md`: every tool by toolset. */
export const toolsPage = (): string => [INTRODUCTION, ...TOOLSET_NAMES.flatMap(chapter), ''].join('\n')

const chapter = (toolset: string): readonly string[] => [
  '',
  `## ${toolset}`,
  ...TOOLS.filter((tool) => tool.toolset === toolset).flatMap(section),
]

const section = (tool: Tool): readonly string[] => [
  '',
  `### ${tool.name}`,
  '',
  `${tool.description}`,
  '',
  `Scope \`${tool.scope}\`${tool.core ? ' · core' : ''} · ${keyNeeds(tool)}`,
  ...parameters(tool),
  '',
  `Example: \`${JSON.stringify(tool.example)}\``,
]

const keyNeeds = ({ permissions }: Tool): string => {
  if (!permissions) return 'no key needed'
  const [codes, join] = 'all' in permissions ? [permissions.all, ' and '] : [permissions.any, ' or ']
  return codes.length === 0 ? 'any key' : `key: ${codes.map((code) => `\`${code}\``).join(join)}`
}

const parameters = (tool: Tool): readonly string[] => {
  const { properties = {}, required = [] } = tool.accepted()
  const rows = Object.entries(properties).map(
    ([name, schema]) => `| \`${name}\`${required.includes(name) ? ' (required)' : ''} | ${cell(schema)} |`,
  )
  return rows.length > 0 ? ['', '| parameter | |', '|---|---|', ...rows] : []
}

const cell = (schema: JsonSchema): string =>
  [typeWords(schema), schema.description ?? '']
    .filter((part) => part !== '')
    .join('. ')
    .replaceAll('|', '\\|')

const typeWords = (schema: JsonSchema): string => {
  const { enum: values, const: fixed, anyOf, items, properties, type } = schema
  if (Array.isArray(values)) return values.map((value) => `\`${value}\``).join(', ')
  if (fixed !== undefined) return `\`${String(fixed)}\``
  if (anyOf) return anyOf.map(typeWords).join(' or ')
  if (items) return `list of ${typeWords(items)}`
  if (properties)
    return `object of ${Object.keys(properties)
      .map((name) => `\`${name}\``)
      .join(', ')}`
  return String(type ?? 'any')
}
