import * as z from 'zod'
import { BreakwaterError } from '../../domain/errors.ts'
import {
  type Indicator,
  type Parameters,
  parametersOf,
  type Range,
} from '../../domain/indicators/definition.ts'
import { INDICATORS, indicatorNamed } from '../../domain/indicators/registry.ts'
import { nearest } from '../../domain/nearest.ts'

const NAMES = INDICATORS.map(({ name }) => name)

// A check and not an enum: tools/list would carry thirty names, and a wrong one is answered with those that are near.
const Name = z.string().refine((name) => indicatorNamed(name.toLowerCase()) !== undefined, {
  error: ({ input }) => `is no indicator; did you mean ${meant(String(input)).join(' or ')}?`,
})

const meant = (name: string) => {
  const near = nearest(name, NAMES)
  return near.length > 0 ? near : NAMES
}

const Parameter = z.number().optional()

/** An indicator that is asked for: its name, or its name with parameters of its own. */
export const Wanted = z.union([
  Name,
  z.strictObject({
    name: Name,
    period: Parameter,
    fast: Parameter,
    slow: Parameter,
    signal: Parameter,
    deviations: Parameter,
    smooth: Parameter,
    multiplier: Parameter,
    atr: Parameter,
    conversion: Parameter,
    base: Parameter,
    span: Parameter,
    step: Parameter,
    most: Parameter,
  }),
])

/** An indicator with its parameters settled. Throws `invalid` (invalid_argument) on one it does not take, or out of range. */
export const settled = (
  wanted: z.output<typeof Wanted>,
): { readonly indicator: Indicator; readonly parameters: Parameters<string> } => {
  const { name, ...given } = typeof wanted === 'string' ? { name: wanted } : wanted
  const indicator = indicatorNamed(name.toLowerCase())
  if (!indicator) throw wrong('There is no such indicator', `Known: ${NAMES.join(' ')}`)
  for (const [parameter, value] of Object.entries(given))
    if (value !== undefined) check(indicator, parameter, value)
  const parameters = parametersOf(indicator, given)
  checkOrder(indicator, parameters)
  return { indicator, parameters }
}

const check = ({ name, parameters }: Indicator, parameter: string, value: number): void => {
  const range = parameters[parameter]
  if (!range) {
    const known = Object.keys(parameters)
    const takes = known.length > 0 ? `It takes ${known.join(', ')}` : 'It takes none'
    throw wrong(`${name} takes no ${parameter}`, takes)
  }
  if (!isWithin(value, range))
    throw wrong(
      `${parameter} ${value} of ${name} is out of range`,
      `Send ${range.fraction ? 'a number' : 'a whole number'} from ${range.least} to ${range.most}`,
    )
}

const isWithin = (value: number, { least, most, fraction }: Range) =>
  value >= least && value <= most && (fraction === true || Number.isInteger(value))

const checkOrder = ({ name }: Indicator, { fast, slow, step, most }: Parameters<string>): void => {
  if (fast !== undefined && slow !== undefined && fast >= slow)
    throw wrong(
      `fast ${fast} of ${name} is not shorter than slow ${slow}`,
      'Send a fast period below the slow one',
    )
  if (step !== undefined && most !== undefined && step > most)
    throw wrong(`step ${step} of ${name} is above most ${most}`, 'Send a step below the limit')
}

const wrong = (message: string, hint: string) =>
  new BreakwaterError('invalid', 'invalid_argument', message, { hint, details: { argument: 'indicators' } })
