import { joined } from '../domain/bytes.ts'

/** Largest answer that is read, in bytes; AssetPairs, the largest real one, is below two million. */
export const MAX_BODY_BYTES = 8 * 1024 * 1024

/** Reads a body up to the limit; returns undefined, and stops the transfer, where it is larger. */
export const readBody = async (response: Response): Promise<Uint8Array | undefined> => {
  if (Number(response.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) {
    await discard(response)
    return undefined
  }
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = response.body?.getReader()
  for (let step = await reader?.read(); step && !step.done; step = await reader?.read()) {
    size += step.value.length
    if (size > MAX_BODY_BYTES) {
      await reader?.cancel().catch(ignored)
      return undefined
    }
    chunks.push(step.value)
  }
  return joined(chunks, size)
}

/** Lets go of a body that nobody reads, so that its connection is free again. */
export const discard = async (response: Response): Promise<void> => {
  await response.body?.cancel().catch(ignored)
}

// A transfer that breaks while it is being thrown away changes nothing.
const ignored = () => undefined
