import { type ExecutionContext, Hono } from 'hono'
import type { Bindings } from '../desk/bindings.ts'
import type { Door, House } from './door.ts'
import { secure } from './headers.ts'

/** It says that the house stands, and is asked before anything else is. */
export const standing = (door: Door): Response => {
  const response = door.json({ status: 'ok' })
  secure(response.headers, door.req.url.startsWith('https:'))
  return response
}

/**
 * The Worker's outermost door. It says that the house stands, and wakes the house for every other caller: what the doors
 * behind it need is loaded with the first of them, not with the Worker. From then on the house answers itself.
 */
export const createEntrance = () => {
  const entrance = new Hono<House>()
  let house: Pick<typeof entrance, 'fetch'> = entrance

  entrance.get('/health', standing)
  entrance.all('*', async (door) => {
    const { createApp } = await import('./app.ts')
    if (house === entrance) house = createApp()
    return house.fetch(door.req.raw, door.env, door.executionCtx)
  })
  return {
    fetch: (request: Request, bindings: Bindings, context: ExecutionContext) =>
      house.fetch(request, bindings, context),
  }
}
