import { joined } from '../domain/bytes.ts'

// As JSON writes it. Inside a text of the caller's, such as the request's id, its quotes would be escaped.
const EMPTY = '"tools":[]'

/**
 * The response to tools/list with the list that was prepared in the place of the empty one that the protocol wrote. In the
 * 2025 form a response begins before its list is known: that is asked for when the last word has come.
 */
export const filled = async (
  response: Response,
  prepared: () => Uint8Array | undefined,
): Promise<Response> => {
  const text = await response.text()
  const { status, headers } = response
  return new Response(withList(text, prepared()), { status, headers })
}

const withList = (text: string, list: Uint8Array | undefined): Uint8Array | string => {
  const at = text.indexOf(EMPTY)
  if (at < 0 || !list) return text
  const [head, tail] = [utf8(text.slice(0, at + EMPTY.length - 2)), utf8(text.slice(at + EMPTY.length))]
  return joined([head, list, tail], head.length + list.length + tail.length)
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
