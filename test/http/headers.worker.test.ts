import { createExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { createApp } from '../../src/http/app.ts'
import { aCaller, knock, message } from './a-caller.ts'

const PATHS = [
  '/health',
  '/nowhere',
  '/ready',
  '/mcp',
  '/owner',
  '/owner/api/audit',
  '/panic/guess',
  '/authorize',
  '/oauth/token',
  '/.well-known/oauth-authorization-server',
  '/.well-known/oauth-protected-resource/mcp',
]

// A page whose forms come back to us: under a stricter policy a browser calls their origin "null".
const PAGES = new Set(['/owner', '/authorize'])

test.each(PATHS)(
  'what %s answers is framed by nobody, guessed at by nobody and kept by nobody',
  async (path) => {
    const { headers } = await knock(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe(PAGES.has(path) ? 'same-origin' : 'no-referrer')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/)
    expect(headers.get('cache-control')).toContain('no-store')
  },
)

test('an answer of MCP is kept by nobody', async () => {
  const { authorization } = await aCaller()
  const init = message('tools/list')
  const response = await knock('/mcp', { ...init, headers: { ...Object(init.headers), ...authorization } })
  expect(response.status).toBe(200)
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

test('over https a browser is told to stay there', async () => {
  const request = new Request('https://breakwater.example/nowhere')
  const response = await createApp().fetch(request, env, createExecutionContext())
  expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000')
})

test('the stylesheet alone may be kept', async () => {
  const response = await knock('/owner/style.css')
  expect(response.headers.get('content-type')).toContain('text/css')
  expect(response.headers.get('cache-control')).toBe('public, max-age=3600')
})
