import type { Endpoint } from '../endpoint.ts'

export const EXPORT: readonly Endpoint[] = []
