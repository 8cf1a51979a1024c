import type { Endpoint } from '../endpoint.ts'

export const EARN: readonly Endpoint[] = []
