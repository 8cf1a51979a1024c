import type { Endpoint } from '../endpoint.ts'

export const FUNDING: readonly Endpoint[] = []
