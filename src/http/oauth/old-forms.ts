import type { Door } from '../door.ts'

const NAME = /(?:^|;\s*)(__Host-oauth-consent-[0-9a-f]{16})=/g
const MOST = 8

/**
 * Takes from a browser the cookies of all but its last few consent forms. Each showing leaves one for ten minutes, and a page
 * that opens us again and again would push the owner's session out, or make every request too large to be answered.
 */
export const dropOldForms = (door: Door): void => {
  const names = [...(door.req.header('cookie') ?? '').matchAll(NAME)].map(([, name]) => name)
  for (const name of names.slice(0, -MOST))
    door.header('Set-Cookie', `${name}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0`, { append: true })
}
