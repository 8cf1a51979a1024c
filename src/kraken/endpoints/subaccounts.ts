import type { Endpoint } from '../endpoint.ts'

export const SUBACCOUNTS: readonly Endpoint[] = []
