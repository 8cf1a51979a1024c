import { NOT_ENVELOPE, type Reply } from './reply.ts'
import { parseTable } from './table.ts'
import { firstFile } from './unzip.ts'

/** Largest report that is unpacked, in bytes: an answer must still fit through an object's RPC (32 MiB). */
export const MAX_UNPACKED_BYTES = 16 * 1024 * 1024

/** Tells whether a body is a zip: RetrieveExport sends an envelope instead where it fails. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/**
 * Unpacks the one file of an export (csv or tsv) into `{ fields, rows }`: the header, and each line as a list of texts.
 * A broken zip is `not_envelope`, one that unpacks to more than MAX_UNPACKED_BYTES `too_large`.
 */
export const readExport = async (bytes: Uint8Array): Promise<Reply> => {
  try {
    const file = firstFile(bytes)
    if (!file) return NOT_ENVELOPE
    if (file.size > MAX_UNPACKED_BYTES) return { kind: 'lost', why: 'too_large', status: 200 }
    const text = new TextDecoder().decode(await file.unpack())
    return { kind: 'result', result: parseTable(text), warnings: [] }
  } catch {
    return NOT_ENVELOPE
  }
}
