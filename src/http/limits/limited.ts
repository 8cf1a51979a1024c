import { createMiddleware } from 'hono/factory'
import type { House } from '../door.ts'
import type { Strangers } from './strangers.ts'

/** A door that counts for itself: so many requests of one address within a minute, or the usual number. */
export const limited = (strangers: Strangers, name: string, perMinute?: number) =>
  createMiddleware<House>(async (door, next) => {
    const own = perMinute === undefined ? { door: name } : { door: name, perMinute }
    const tooMany = await strangers.turnAway(door, own)
    if (tooMany) return tooMany
    return next()
  })
