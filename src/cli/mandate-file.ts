import type { Mandate } from '../domain/mandate/mandate.ts'
import { parseMandate, problemLines } from '../domain/mandate/parse.ts'
import { isPreset, PRESET_NAMES, PRESETS } from '../domain/mandate/presets.ts'
import { CliError } from './failure.ts'
import { readIfThere } from './files.ts'
import { fromCaller } from './project.ts'

/** The mandate that a preset's name or a file's means; what is wrong with the file is told whole. */
export const readMandate = (word: string): Mandate => {
  if (isPreset(word)) return PRESETS[word]
  const path = fromCaller(word)
  const text = readIfThere(path)
  if (text === undefined)
    throw new CliError(`"${word}" is no preset (${PRESET_NAMES.join(', ')}), and there is no file ${path}.`)
  const parsed = parseMandate(text)
  if (parsed.ok) return parsed.mandate
  throw new CliError([`${path} is no mandate:`, ...problemLines(parsed.problems)].join('\n  '))
}
