import type { OpenSession } from '../../../exchange/port.ts'
import { readBody } from '../../body.ts'
import { type Door, urlOf } from '../../door.ts'
import { isForeign } from '../origin.ts'

const MOST_BYTES = 32 * 1024

/** The name of the field that holds a session's own token. */
export const CSRF_FIELD = 'csrf'

/** The fields of a form that was sent to us; undefined where it is too large or no form. */
export const formOf = async (door: Door): Promise<URLSearchParams | undefined> => {
  const type = door.req.header('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\b/i.test(type)) return undefined
  const body = await readBody(door.req.raw, MOST_BYTES)
  return body && new URLSearchParams(new TextDecoder().decode(body))
}

/** Whether a form was sent by a page of this session, from our own origin. */
export const isOwnForm = (door: Door, session: OpenSession, form: URLSearchParams): boolean =>
  door.req.header('origin') === urlOf(door).origin &&
  !isForeign(door) &&
  isSame(form.get(CSRF_FIELD) ?? '', session.csrf)

const isSame = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length
  for (let at = 0; at < b.length; at += 1) difference |= (a.charCodeAt(at) || 0) ^ b.charCodeAt(at)
  return difference === 0
}
