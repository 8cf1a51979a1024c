import { applyD1Migrations, reset } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeEach } from 'vitest'
// What the Worker and its object load when first needed is in one bundle with them. Here it would come over the network,
// for which an object that is only just opening cannot wait.
import '../src/durable/open-account.ts'
import '../src/http/app.ts'
import '../src/mcp/handler.ts'

// Each test finds an empty database, an account object without a past, and the emulator as it was seeded.
beforeEach(async () => {
  await reset()
  await Promise.all([
    applyD1Migrations(env.DB, env.TEST_MIGRATIONS),
    fetch('http://127.0.0.1:1/__emulator/reset', { method: 'POST' }),
  ])
})
