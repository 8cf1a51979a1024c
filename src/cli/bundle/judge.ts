import * as z from 'zod'

// The floor of docs/numbers.md.
const MOST_BYTES = 300 * 1024

// A word that stands in the emulator's code and nowhere else, should its files ever arrive under another name.
const CANARY = '/__emulator/'

const Meta = z.object({
  outputs: z.record(z.string(), z.object({ inputs: z.record(z.string(), z.unknown()).optional() })),
})

interface Built {
  readonly code: string
  /** esbuild's metafile: which source ended up in which output. */
  readonly meta: unknown
  /** Bytes after gzip. */
  readonly size: number
}

/** What is wrong with a bundle, in words; empty if nothing is. */
export const faultsOf = ({ code, meta, size }: Built): readonly string[] => {
  const sources = Object.values(Meta.parse(meta).outputs).flatMap(({ inputs = {} }) => Object.keys(inputs))
  const strangers = sources.filter((source) => source.includes('src/emulator/'))
  return [
    ...(sources.length === 0 ? ['The metafile names no sources: nothing could be checked.'] : []),
    ...(size > MOST_BYTES
      ? [`The bundle weighs ${weighs(size)} gzip; the limit is ${weighs(MOST_BYTES)}.`]
      : []),
    ...strangers.map((source) => `${source} is in the bundle: the emulator is never deployed.`),
    ...(code.includes(CANARY) ? ['The bundle holds code of the emulator.'] : []),
  ]
}

export const weighs = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`
