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

/** The same as text. Where its length was told the runtime decodes it, which costs less than to copy it out first. */
export const readText = async (request: Request, most: number): Promise<string | undefined> => {
  const told = request.headers.get('content-length')
  if (told !== null) return Number(told) > most ? undefined : request.text()
  const body = await readBody(request, most)
  return body && new TextDecoder().decode(body)
}

/** A body as the JSON it is; undefined where it is none. */
export const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
