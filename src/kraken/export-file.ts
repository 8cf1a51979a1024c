import { NOT_ENVELOPE, type Reply } from './reply.ts'
import { parseTable } from './table.ts'

/** Largest report that is unpacked, in bytes: an answer must still fit through an object's RPC (32 MiB). */
export const MAX_UNPACKED_BYTES = 16 * 1024 * 1024

/** Tells whether a body is a zip: RetrieveExport sends an envelope instead where it fails. */
export const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/**
 * Unpacks the one file of an export (csv or tsv) into `{ fields, rows }`: the header, and each line as a list of texts.
 * A broken zip is `not_envelope`, one that unpacks to more than MAX_UNPACKED_BYTES `too_large`.
 */
export const readExport = async (bytes: Uint8Array): Promise<Reply> => {
  let tooLarge = false
  let taken = false
  try {
    // Loaded when an export comes: it reckons its tables as it loads.
    const { unzip } = await import('./unzip.ts')
    // The size is checked before unpacking; fflate then never writes past the size that the archive states.
    const files = unzip(bytes, {
      filter: ({ originalSize }) => {
        if (taken) return false
        tooLarge = originalSize > MAX_UNPACKED_BYTES
        taken = true
        return !tooLarge
      },
    })
    if (tooLarge) return { kind: 'lost', why: 'too_large', status: 200 }
    const [file] = Object.values(files)
    if (!file) return NOT_ENVELOPE
    return { kind: 'result', result: parseTable(new TextDecoder().decode(file)), warnings: [] }
  } catch {
    return NOT_ENVELOPE
  }
}
