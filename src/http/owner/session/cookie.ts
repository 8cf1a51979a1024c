import type { OpenSession } from '../../../exchange/port.ts'
import type { Door } from '../../door.ts'

const NAME = '__Host-breakwater'

// Lax, not Strict: a link to an approval that is opened from a message must find its session.
const KIND = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/** The header that gives the browser its session. */
export const sessionCookie = ({ cookie, expiresAt }: OpenSession, now: number): string =>
  `${NAME}=${cookie}; ${KIND}; Max-Age=${Math.max(0, Math.floor((expiresAt - now) / 1_000))}`

/** The session cookie that came with a request; undefined where none did. */
export const cookieOf = (door: Door): string | undefined => {
  const cookies = door.req.header('cookie')?.split(';') ?? []
  const mine = cookies.map((cookie) => cookie.trim()).find((cookie) => cookie.startsWith(`${NAME}=`))
  return mine?.slice(NAME.length + 1) || undefined
}
