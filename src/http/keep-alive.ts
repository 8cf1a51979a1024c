import type { Door } from './door.ts'

/** Lets work finish after the response has left. */
export const keepAlive =
  (door: Door) =>
  (work: Promise<unknown>): void =>
    door.executionCtx.waitUntil(work.catch(() => undefined))
