import type { Context } from 'hono'
import type { Bindings } from '../desk/bindings.ts'
import type { Settings } from '../exchange/settings.ts'

/** What every door knows of a request: the deployment's bindings, its settings, and the request's id. */
export interface House {
  Bindings: Bindings
  Variables: { request: string; settings: Settings; url: URL | undefined }
}

export type Door = Context<House>

/** The URL as it came, parsed once; whoever forwards it strips the query first. */
export const urlOf = (door: Door): URL => {
  const url = door.get('url') ?? new URL(door.req.url)
  door.set('url', url)
  return url
}
