import { isSameSecret, signatureOf } from '../signature.ts'
import type { SigningKey } from '../signing-key.ts'

/** Which call of which token a client was asked about. */
interface AskedCall {
  readonly intent: string
  readonly tokenId: string
  readonly tool: string
}

const SHAPE = /^(i_[0-9a-f]{20})\.([A-Za-z0-9_-]{43})$/

/** What a client hands back with its answer: the intent, signed for this token and this tool. */
export const askedMark = (key: SigningKey, call: AskedCall): string =>
  `${call.intent}.${signed(key.must(), call)}`

/** The intent that a mark names; undefined where this token was never asked about one of its calls of this tool by it. */
export const intentMarked = (
  key: SigningKey,
  mark: unknown,
  by: Omit<AskedCall, 'intent'>,
): string | undefined => {
  const [, intent, signature] = (typeof mark === 'string' && SHAPE.exec(mark)) || []
  const secret = key.kept()
  if (!intent || !signature || secret === undefined) return undefined
  const expected = signed(secret, { ...by, intent })
  return isSameSecret(signature, expected) ? intent : undefined
}

const signed = (key: string, { intent, tokenId, tool }: AskedCall): string =>
  signatureOf(key, `asked:${JSON.stringify([tokenId, tool, intent])}`)
