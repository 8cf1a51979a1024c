import { isToolsetName, TOOLSET_NAMES, type ToolsetName } from '../tools/toolsets.ts'

/** What a URL asks to see of the catalogue. */
export interface View {
  /** Undefined: the core alone. */
  readonly toolsets: ReadonlySet<ToolsetName> | undefined
  readonly readonly: boolean
  readonly typed: boolean
}

/** What a path is: a view, or no door of ours, with the words in it that we do not know. */
export type ViewResult = { readonly view: View } | { readonly unknown: readonly string[] }

/** Reads `/mcp` and `/mcp/x/<toolset,…>[/readonly][/typed]`; the toolset `all` stands for every one. */
export const viewOf = (path: string): ViewResult => {
  if (path === '/mcp') return { view: { toolsets: undefined, readonly: false, typed: false } }
  const [, names, flags = ''] = /^\/mcp\/x\/([^/]{1,200})((?:\/[^/]{1,40}){0,2})$/.exec(path) ?? []
  if (names === undefined) return { unknown: [] }
  const words = names.split(',')
  const asked = flags.split('/').slice(1)
  const unknown = [
    ...words.filter((word) => word !== 'all' && !isToolsetName(word)),
    ...asked.filter((word, at) => !['readonly', 'typed'].includes(word) || asked.indexOf(word) !== at),
  ]
  if (unknown.length > 0) return { unknown }
  const toolsets = words.includes('all') ? TOOLSET_NAMES : words.filter(isToolsetName)
  return {
    view: {
      toolsets: new Set(toolsets),
      readonly: asked.includes('readonly'),
      typed: asked.includes('typed'),
    },
  }
}

/** A view as a word: equal views, equal words. */
export const viewKey = ({ toolsets, readonly, typed }: View): string => {
  const names = toolsets ? TOOLSET_NAMES.filter((name) => toolsets.has(name)).join() : 'core'
  return `${names}/${readonly ? 'readonly' : ''}/${typed ? 'typed' : ''}`
}
