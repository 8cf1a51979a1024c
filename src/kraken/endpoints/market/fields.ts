export const PUBLIC = { effect: 'read', permissions: { all: [] }, cost: { counter: 0 } } as const

export const SECOND = 1_000
