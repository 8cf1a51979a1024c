import * as z from 'zod'
import { type Endpoint, endpoint } from '../endpoint.ts'
import { Amount, Asset, Flag, Id, list, PageSize, Words } from '../params.ts'
import { Decimal } from '../results.ts'

const READ = { effect: 'read', cost: { counter: 1 } } as const
const FUNDS = { effect: 'funds', cost: { counter: 1 }, permissions: { all: ['earn-funds'] } } as const
const WATCH = { any: ['earn-funds', 'query-funds'] } as const

const STRATEGY = 'ESRFUO3-Q62XD-WIOIL7'

const Pending = () => z.looseObject({ pending: z.boolean() })

export const EarnStrategies = endpoint({
  ...READ,
  tool: 'list_earn_strategies',
  title: 'Earn strategies',
  describe: 'Ways to earn on an asset, with yields, lock types and minimums.',
  path: '/0/private/Earn/Strategies',
  permissions: { all: [] },
  params: () =>
    z.strictObject({
      asset: Asset.optional(),
      lock_type: list(z.enum(['flex', 'bonded', 'timed', 'instant'])).optional(),
      ascending: Flag.optional(),
      cursor: Words.optional(),
      limit: PageSize.optional(),
    }),
  result: () =>
    z.looseObject({
      next_cursor: z.string().nullish(),
      items: z.array(z.looseObject({ id: z.string(), asset: z.string() })),
    }),
  example: { asset: 'DOT' },
  names: { asset: 'asset' },
  pages: 'cursor',
})

export const EarnAllocations = endpoint({
  ...READ,
  tool: 'list_earn_allocations',
  title: 'Earn allocations',
  describe: 'What is allocated to Earn strategies and what it has earned.',
  path: '/0/private/Earn/Allocations',
  permissions: { all: ['query-funds'] },
  params: () =>
    z.strictObject({
      converted_asset: Asset.describe('Unit of the values, default USD').optional(),
      hide_zero_allocations: Flag.optional(),
      ascending: Flag.optional(),
    }),
  result: () =>
    z.looseObject({
      converted_asset: z.string(),
      total_allocated: Decimal,
      total_rewarded: Decimal,
      items: z.array(z.looseObject({ strategy_id: z.string(), native_asset: z.string() })),
    }),
  example: {},
  names: { converted_asset: 'asset' },
})

export const EarnAllocateStatus = endpoint({
  ...READ,
  tool: 'get_earn_allocation_status',
  title: 'Allocation status',
  describe: 'Whether an allocation is still under way; a failed one answers its error.',
  path: '/0/private/Earn/AllocateStatus',
  permissions: WATCH,
  params: () => z.strictObject({ strategy_id: Id }),
  result: () => Pending(),
  example: { strategy_id: STRATEGY },
})

export const EarnDeallocateStatus = endpoint({
  ...READ,
  tool: 'get_earn_deallocation_status',
  title: 'Deallocation status',
  describe: 'Whether a deallocation is still under way; a failed one answers its error.',
  path: '/0/private/Earn/DeallocateStatus',
  permissions: WATCH,
  params: () => z.strictObject({ strategy_id: Id }),
  result: () => Pending(),
  example: { strategy_id: STRATEGY },
})

export const EarnAllocate = endpoint({
  ...FUNDS,
  tool: 'allocate_earn',
  title: 'Allocate to Earn',
  describe: 'Puts funds into an Earn strategy; Kraken does it in the background.',
  path: '/0/private/Earn/Allocate',
  params: () => z.strictObject({ strategy_id: Id, amount: Amount }),
  result: () => z.boolean(),
  example: { strategy_id: STRATEGY, amount: '1' },
})

export const EarnDeallocate = endpoint({
  ...FUNDS,
  tool: 'deallocate_earn',
  title: 'Deallocate from Earn',
  describe: 'Takes funds out of an Earn strategy; Kraken does it in the background.',
  path: '/0/private/Earn/Deallocate',
  params: () => z.strictObject({ strategy_id: Id, amount: Amount }),
  result: () => z.boolean(),
  example: { strategy_id: STRATEGY, amount: '1' },
})

export const EARN: readonly Endpoint[] = [
  EarnStrategies,
  EarnAllocations,
  EarnAllocateStatus,
  EarnDeallocateStatus,
  EarnAllocate,
  EarnDeallocate,
]
