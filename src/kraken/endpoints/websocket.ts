import type { Endpoint } from '../endpoint.ts'

export const WEBSOCKET: readonly Endpoint[] = []
