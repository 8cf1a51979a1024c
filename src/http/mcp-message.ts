import { isRecord } from '../domain/record.ts'

/** The tool that a JSON-RPC message calls; undefined where it calls none. */
export const calledTool = (message: unknown): string | undefined => {
  if (!isRecord(message) || message.method !== 'tools/call' || !isRecord(message.params)) return undefined
  return typeof message.params.name === 'string' ? message.params.name : undefined
}
