import { Hono } from 'hono'
import type { House } from './door.ts'

/**
 * The Worker's outermost door. It says that the house stands, and wakes the house for every other caller: what the doors
 * behind it need is loaded with the first of them, not with the Worker.
 */
export const createEntrance = () => {
  const entrance = new Hono<House>()
  let house: Pick<typeof entrance, 'fetch'> | undefined

  entrance.get('/health', (door) => door.json({ status: 'ok' }))
  entrance.all('*', async (door) => {
    const { createApp } = await import('./app.ts')
    house ??= createApp()
    return house.fetch(door.req.raw, door.env, door.executionCtx)
  })
  return entrance
}
