import { Hono } from 'hono'
import type { Bindings } from '../desk/bindings.ts'

/** The Worker's HTTP doors. */
export const createApp = () => {
  const app = new Hono<{ Bindings: Bindings }>()
  app.get('/health', (context) => context.json({ status: 'ok' }))
  return app
}
