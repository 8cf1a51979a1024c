import type { Door } from '../door.ts'

type PageStatus = 200 | 400 | 403 | 404 | 409 | 413 | 429 | 500 | 503

const DOCTYPE = '<!doctype html>\n'

/** What a page of ours may do: load our stylesheet, our one script where it has one, and send its forms back here, or where `forms` says beside. */
const policyFor = (forms: string, scripted: boolean): string =>
  `default-src 'none'; style-src 'self'; ${scripted ? "script-src 'self'; " : ''}form-action 'self'${forms}; frame-ancestors 'none'; base-uri 'none'`

// What turns the letters around it: an agent's word in a row of the audit would write its neighbours anew.
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** Answers with a page that nobody frames, keeps or looks into. */
export const show = (
  door: Door,
  page: { toString(): string },
  {
    status = 200,
    forms = '',
    scripted = false,
  }: { readonly status?: PageStatus; readonly forms?: string; readonly scripted?: boolean } = {},
): Response => {
  door.header('Content-Security-Policy', policyFor(forms, scripted))
  door.header('Cache-Control', 'no-store')
  // Under a stricter one browsers send our own forms with the Origin "null" (Fetch, "append a request Origin header").
  door.header('Referrer-Policy', 'same-origin')
  door.header('X-Robots-Tag', 'noindex')
  return door.html(`${DOCTYPE}${page.toString().replaceAll(TURNING, '')}`, status)
}
