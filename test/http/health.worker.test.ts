import { exports } from 'cloudflare:workers'
import { expect, test } from 'vitest'

test('health answers ok without credentials', async () => {
  const response = await exports.default.fetch('https://breakwater.test/health')
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ status: 'ok' })
})
