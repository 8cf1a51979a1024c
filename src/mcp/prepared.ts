import type { AccountStatus } from '../exchange/port.ts'
import { TOOLS } from '../tools/catalogue.ts'
import type { Tool } from '../tools/tool.ts'
import { cardOf } from './card/shown.ts'
import { type Onlooker, whyHidden } from './hidden.ts'
import { viewKey } from './view.ts'

/** A tool as tools/list shows it. */
export type Face = ReturnType<typeof faceOf>

const MOST_LISTS = 256
const lists = new Map<string, Uint8Array>()

/** The tools that this caller can use, in the order in which they are listed. */
export const facesFor = (onlooker: Onlooker): Face[] =>
  TOOLS.filter((tool) => !whyHidden(tool, onlooker)).map((tool) => faceOf(tool, onlooker.view.typed))

/** The same as JSON in UTF-8, made once for all callers who can use the same: writing it out costs more than a call. */
export const preparedList = (onlooker: Onlooker): Uint8Array => {
  const key = keyOf(onlooker)
  const kept = lists.get(key)
  if (kept) return kept
  const made = new TextEncoder().encode(JSON.stringify(facesFor(onlooker)))
  const oldest = lists.size >= MOST_LISTS ? lists.keys().next().value : undefined
  if (oldest !== undefined) lists.delete(oldest)
  lists.set(key, made)
  return made
}

/** A tool's public face. */
export const faceOf = (tool: Tool, typed: boolean) => {
  const card = cardOf(tool.name)
  return {
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: { ...tool.listed(), type: 'object' },
    ...(typed && { outputSchema: { ...tool.output(), type: 'object' } }),
    annotations: tool.annotations,
    ...(card && { _meta: card }),
  }
}

const keyOf = ({ principal, view, status }: Onlooker): string =>
  [[...principal.scopes].sort().join(), kindOf(principal.account), abilities(status), viewKey(view)].join(' ')

// Every paper account can do the same.
const kindOf = (account: string): string => (account === 'live' ? 'live' : 'paper')

const abilities = (status: AccountStatus | undefined): string => {
  if (!status) return 'unknown'
  if (!status.hasKey) return 'none'
  return status.key ? [...status.key.permissions].sort().join() : 'unknown'
}
