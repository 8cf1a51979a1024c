import { joined } from '../domain/bytes.ts'

// As JSON writes it. Inside a text of the caller's, such as the request's id, its quotes would be escaped.
const EMPTY = '"tools":[]'

/** The response to tools/list with the list that was prepared in the place of the empty one that the protocol wrote. */
export const filled = async (response: Response, list: Uint8Array): Promise<Response> => {
  const text = await response.text()
  const at = text.indexOf(EMPTY)
  const end = at + EMPTY.length
  const parts = at < 0 ? [utf8(text)] : [utf8(text.slice(0, end - 2)), list, utf8(text.slice(end))]
  const { status, headers } = response
  return new Response(
    joined(
      parts,
      parts.reduce((length, part) => length + part.length, 0),
    ),
    {
      status,
      headers,
    },
  )
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
