import type { Tool } from '../tools/tool.ts'

/** What a call of a tool looks like, for whoever got one wrong. */
export const howToCall = ({ accepted, example }: Pick<Tool, 'accepted' | 'example'>): string => {
  const { required = [], properties = {} } = accepted()
  const known = Object.keys(properties)
  if (known.length === 0) return 'This tool takes no arguments'
  const wanted = required.length > 0 ? `Required: ${required.join(', ')}` : `Known: ${known.join(', ')}`
  return Object.keys(example).length > 0 ? `${wanted}. For example: ${JSON.stringify(example)}` : wanted
}
