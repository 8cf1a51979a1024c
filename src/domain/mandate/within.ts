import { type Decimal, isMore } from '../money.ts'
import { isRecord } from '../record.ts'
import { isPartOf, windowOf } from './hours.ts'
import { lifeSeconds } from './life.ts'
import type { ApprovalPolicy, Mandate, WithdrawalKey } from './mandate.ts'
import type { MandateProblem } from './parse.ts'

/**
 * Where a child's mandate says more than its parent's allows, field by field. What the child leaves out is no problem:
 * its orders stand before the parent's mandate too, so there the parent's word holds.
 */
export const withinParent = (child: Mandate, parent: Mandate): readonly MandateProblem[] => [
  ...currencyProblems(child, parent),
  ...CEILINGS.flatMap((field) => above(field, child[field], parent[field] ?? DEFAULTS[field])),
  ...floorProblems(child, parent),
  ...LISTS.flatMap((field) => outside(field, child[field], parent[field])),
  ...hoursProblems(child, parent),
  ...perName('maxExposurePerAsset', child, parent),
  ...perName('maxPositionNotional', child, parent),
  ...drawdownProblems(child, parent),
  ...lifeProblems(child, parent),
  ...wordProblems(child, parent),
  ...keyProblems(child, parent),
  ...approvalProblems(child, parent),
  ...grantsProblems(child, parent),
]

const CEILINGS = [
  'maxOrderNotional',
  'maxDayNotional',
  'ordersPerMinute',
  'maxOpenOrders',
  'maxOpenOrdersPerPair',
  'maxExposure',
  'maxOpenPositions',
  'maxLeverage',
  'maxDayLoss',
  'maxWeekLoss',
  'maxMonthLoss',
  'priceCollarPercent',
] as const

const LISTS = ['pairs', 'orderTypes'] as const

/** What a parent means that leaves a field out; of the others it says nothing then. */
const DEFAULTS: { readonly [field in (typeof CEILINGS)[number]]?: string | number } = {
  maxLeverage: 1,
  priceCollarPercent: '5',
}

type Bounding = string | number | undefined

const above = (field: string, child: Bounding, parent: Bounding): readonly MandateProblem[] => {
  if (child === undefined || parent === undefined || parent === 'none') return []
  if (child === 'none') return [{ field, problem: `lifts what the parent limits to ${parent}` }]
  if (!isMore(String(child), String(parent))) return []
  return [{ field, problem: `is ${child}, more than the parent’s ${parent}` }]
}

// Sums in two currencies cannot be held against each other without a rate.
const currencyProblems = (child: Mandate, parent: Mandate): readonly MandateProblem[] => {
  const [own, parents] = [child.currency ?? 'USD', parent.currency ?? 'USD']
  if (own === parents) return equivalentProblems(child, parent)
  return [{ field: 'currency', problem: `is ${own}, and the parent counts in ${parents}` }]
}

const equivalentProblems = ({ equivalents = [] }: Mandate, parent: Mandate): readonly MandateProblem[] =>
  equivalents
    .filter((asset) => !parent.equivalents?.includes(asset))
    .map((asset) => ({ field: 'equivalents', problem: `names ${asset}, which the parent does not` }))

const floorProblems = (child: Mandate, parent: Mandate): readonly MandateProblem[] => {
  const field = 'minMarginLevelPercent'
  const [own, parents] = [child[field], parent[field]]
  if (own === undefined || parents === undefined || parents === 'none') return []
  if (own === 'none') return [{ field, problem: `lifts what the parent holds at ${parents}` }]
  return isMore(parents, own) ? [{ field, problem: `is ${own}, less than the parent’s ${parents}` }] : []
}

const outside = (
  field: string,
  child: readonly string[] | 'none' | undefined,
  parent: readonly string[] | 'none' | undefined,
): readonly MandateProblem[] => {
  if (child === undefined || parent === undefined || parent === 'none') return []
  if (child === 'none') return [{ field, problem: `lifts what the parent limits to ${listed(parent)}` }]
  return child
    .filter((name) => !parent.includes(name))
    .map((name) => ({ field, problem: `names ${name}, which the parent does not allow` }))
}

const listed = (names: readonly string[]): string => (names.length === 0 ? 'none at all' : names.join(', '))

const hoursProblems = ({ hours }: Mandate, parent: Mandate): readonly MandateProblem[] => {
  const field = 'hours'
  const windows = parent.hours
  if (hours === undefined || windows === undefined || windows === 'none') return []
  if (hours === 'none') return [{ field, problem: `lifts what the parent limits to ${listed(windows)}` }]
  return hours
    .filter((text) => !windows.some((outer) => fits(text, outer)))
    .map((text) => ({ field, problem: `names ${text}, which lies in no window of the parent’s` }))
}

const fits = (inner: string, outer: string): boolean => {
  const [own, parents] = [windowOf(inner), windowOf(outer)]
  return own !== undefined && parents !== undefined && isPartOf(own, parents)
}

const perName = (
  field: 'maxExposurePerAsset' | 'maxPositionNotional',
  child: Mandate,
  parent: Mandate,
): readonly MandateProblem[] =>
  Object.entries(parent[field] ?? {}).flatMap(([name, limit]) =>
    above(`${field}.${name}`, ownOf(child[field], name), limit),
  )

const ownOf = (limits: Readonly<Record<string, Decimal>> = {}, name: string): Bounding =>
  Object.hasOwn(limits, name) ? limits[name] : undefined

const drawdownProblems = (child: Mandate, parent: Mandate): readonly MandateProblem[] =>
  (['day', 'week', 'month'] as const).flatMap((period) =>
    above(
      `maxDrawdownPercent.${period}`,
      child.maxDrawdownPercent?.[period],
      parent.maxDrawdownPercent?.[period],
    ),
  )

const lifeProblems = (child: Mandate, parent: Mandate): readonly MandateProblem[] => {
  const field = 'maxOrderLife'
  const [own, parents] = [child[field], parent[field]]
  if (own === undefined || parents === undefined || parents === 'none') return []
  if (own === 'none') return [{ field, problem: `lifts what the parent limits to ${parents}` }]
  const isLonger = (lifeSeconds(own) ?? Number.POSITIVE_INFINITY) > (lifeSeconds(parents) ?? 0)
  return isLonger ? [{ field, problem: `is ${own}, longer than the parent’s ${parents}` }] : []
}

/** Fields of two words: the first is the narrower, and what is left out means. */
const WORDS = [
  ['marketAs', 'market'],
  ['orders', 'account'],
  ['inventory', 'account'],
] as const

const wordProblems = (child: Mandate, parent: Mandate): readonly MandateProblem[] =>
  WORDS.filter(([field, wide]) => child[field] === wide && parent[field] !== wide).map(([field, wide]) => ({
    field,
    problem: `is "${wide}", and the parent’s is not`,
  }))

const keyProblems = ({ withdrawalKeys }: Mandate, parent: Mandate): readonly MandateProblem[] => {
  const field = 'withdrawalKeys'
  const known = parent.withdrawalKeys ?? []
  if (withdrawalKeys === undefined || known === 'none') return []
  if (withdrawalKeys === 'none') return [{ field, problem: 'lifts what the parent limits' }]
  return withdrawalKeys.flatMap((own, at) => {
    const same = known.find(
      ({ key, asset, address }) => key === own.key && asset === own.asset && address === own.address,
    )
    if (!same)
      return [{ field: `${field}.${at}`, problem: `names ${own.key}, which the parent does not allow` }]
    return keyAmounts(`${field}.${at}`, own, same)
  })
}

// A key without a limit of its own is as wide as the parent's, which is asked too.
const keyAmounts = (field: string, own: WithdrawalKey, parents: WithdrawalKey): readonly MandateProblem[] => [
  ...above(`${field}.maxAmount`, own.maxAmount, parents.maxAmount),
  ...above(`${field}.maxDayAmount`, own.maxDayAmount, parents.maxDayAmount),
]

const approvalProblems = ({ approval }: Mandate, parent: Mandate): readonly MandateProblem[] => {
  const parents = parent.approval ?? 'never'
  if (approval === undefined || parents === 'never') return []
  if (!asksLess(approval, parents)) return []
  return [
    { field: 'approval', problem: `asks the owner less often than the parent’s ${JSON.stringify(parents)}` },
  ]
}

const asksLess = (own: ApprovalPolicy, parents: ApprovalPolicy): boolean => {
  if (own === 'always' || parents === 'never') return false
  if (own === 'never' || parents === 'always') return true
  return isMore(own.above, parents.above)
}

const grantsProblems = ({ grants }: Mandate, parent: Mandate): readonly MandateProblem[] =>
  isRecord(grants)
    ? withinParent(grants, parent).map(({ field, problem }) => ({ field: `grants.${field}`, problem }))
    : []
