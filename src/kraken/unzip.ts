/** One file of a zip as its directory tells of it. Sizes in bytes. */
export interface Packed {
  /** What the archive states, not what it was found to be. */
  readonly size: number
  /** Its content. Never longer than `size`, whatever is packed; rejects if it cannot be unpacked. */
  unpack(): Promise<Uint8Array>
}

const END = 0x06054b50
const END_64_LOCATOR = 0x07064b50
const ENTRY = 0x02014b50
const STORED = 0
const DEFLATED = 8
// A field of 32 bits that says: look among the extra fields.
const ELSEWHERE = 0xffffffff
const LONGEST_COMMENT = 0xffff

/** The first file of a zip, undefined if it holds none; throws RangeError for what is no zip. Source: PKWARE's APPNOTE.TXT, 4.3. */
export const firstFile = (bytes: Uint8Array): Packed | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (view.getUint16(end + 10, true) === 0) return undefined
  const at = directoryOf(view, end)
  if (view.getUint32(at, true) !== ENTRY) throw new RangeError('no directory')
  const long = longNumbers(view, at)
  const size = long(24)
  const packedSize = long(20)
  const start = contentAt(view, long(42))
  const packed = bytes.slice(start, start + packedSize)
  return { size, unpack: () => inflated(packed, view.getUint16(at + 10, true), size) }
}

const endOf = (view: DataView): number => {
  const lowest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT)
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === END) return at
  throw new RangeError('no zip')
}

const directoryOf = (view: DataView, end: number): number => {
  const is64 = end >= 20 && view.getUint32(end - 20, true) === END_64_LOCATOR
  return is64 ? int64(view, int64(view, end - 12) + 48) : view.getUint32(end + 16, true)
}

/** Reads an entry's numbers, asked for in the order size, packed size, offset: those too long for 32 bits stand in an extra field. */
const longNumbers = (view: DataView, entry: number) => {
  let next = extraOf(view, entry)
  return (field: number): number => {
    const short = view.getUint32(entry + field, true)
    if (short !== ELSEWHERE || next === undefined) return short
    next += 8
    return int64(view, next - 8)
  }
}

const extraOf = (view: DataView, entry: number): number | undefined => {
  const first = entry + 46 + view.getUint16(entry + 28, true)
  const last = first + view.getUint16(entry + 30, true)
  for (let at = first; at < last; at += 4 + view.getUint16(at + 2, true))
    if (view.getUint16(at, true) === 1) return at + 4
  return undefined
}

const int64 = (view: DataView, at: number): number => Number(view.getBigUint64(at, true))

const contentAt = (view: DataView, header: number): number =>
  header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true)

const inflated = async (
  packed: Uint8Array<ArrayBuffer>,
  method: number,
  size: number,
): Promise<Uint8Array> => {
  if (method === STORED) return packed.subarray(0, size)
  if (method !== DEFLATED) throw new RangeError(`packed by method ${method}`)
  const content = new Uint8Array(size)
  let length = 0
  for await (const chunk of new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'))) {
    content.set(chunk.subarray(0, size - length), length)
    length += chunk.length
    if (length >= size) break
  }
  return content.subarray(0, length)
}
