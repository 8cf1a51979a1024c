const POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"

const ALWAYS: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
]

/**
 * What every answer tells a browser: to guess no types, frame nothing, tell nobody where it was, and keep nothing. A door
 * that knows better, such as a page with its own policy, has said so already.
 */
export const secure = (headers: Headers, isHttps: boolean): void => {
  for (const [name, value] of ALWAYS) headers.set(name, value)
  if (!headers.has('Referrer-Policy')) headers.set('Referrer-Policy', 'no-referrer')
  if (!headers.has('Content-Security-Policy')) headers.set('Content-Security-Policy', POLICY)
  const kept = headers.get('Cache-Control')
  if (kept === null) headers.set('Cache-Control', 'no-store')
  else if (!/no-store|public/.test(kept)) headers.set('Cache-Control', `${kept}, no-store`)
  if (isHttps) headers.set('Strict-Transport-Security', 'max-age=31536000')
}
