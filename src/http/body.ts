import { joined } from '../domain/bytes.ts'

/** Reads a body up to `most` bytes; undefined where it is larger, without reading the rest. */
export const readBody = async (request: Request, most: number): Promise<Uint8Array | undefined> => {
  const told = request.headers.get('content-length')
  if (told !== null) return Number(told) > most ? undefined : new Uint8Array(await request.arrayBuffer())
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > most) return undefined
    chunks.push(chunk)
  }
  return joined(chunks, length)
}

/** A body as the JSON it is; undefined where it is none. */
export const jsonOf = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(body))
  } catch {
    return undefined
  }
}
