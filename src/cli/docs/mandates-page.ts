import { DEFAULTS } from '../../domain/mandate/filled.ts'
import type { Mandate } from '../../domain/mandate/mandate.ts'
import { PRESETS } from '../../domain/mandate/presets.ts'
import { between } from './between.ts'
import { MANDATE_FIELDS } from './mandate-fields.ts'

/** `docs/mandates.md` with what a machine can write of it: the table of fields, and what each preset says. */
export const mandatesPage = (page: string): string =>
  between(between(page, 'fields', fieldsTable()), 'presets', presetsTable())

const fieldsTable = (): string =>
  [
    '| field | is written | left out | what it says |',
    '|---|---|---|---|',
    ...Object.entries(MANDATE_FIELDS).map(
      ([name, [form, meaning]]) => `| \`${name}\` | ${form} | ${leftOut(name)} | ${meaning} |`,
    ),
  ].join('\n')

const leftOut = (name: string): string => {
  const value: unknown = Object.entries(DEFAULTS).find(([field]) => field === name)?.[1]
  return value === undefined ? 'no limit' : code(value)
}

const code = (value: unknown): string => `\`${JSON.stringify(value)}\``

const presetsTable = (): string => {
  const names = Object.keys(PRESETS).filter((name) => name !== 'open')
  const mandates: readonly Mandate[] = Object.entries(PRESETS).flatMap(([name, mandate]) =>
    name === 'open' ? [] : [mandate],
  )
  const fields = Object.keys(MANDATE_FIELDS).filter((field) =>
    mandates.some((mandate) => Reflect.get(mandate, field) !== undefined),
  )
  return [
    `| | ${names.map((name) => `\`${name}\``).join(' | ')} |`,
    `|---|${names.map(() => '---|').join('')}`,
    ...fields.map(
      (field) => `| \`${field}\` | ${mandates.map((mandate) => said(mandate, field)).join(' | ')} |`,
    ),
  ].join('\n')
}

const said = (mandate: Mandate, field: string): string => {
  const value: unknown = Reflect.get(mandate, field)
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ')
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([name, one]) => `${name} ${one}`)
      .join(', ')
  return String(value)
}
