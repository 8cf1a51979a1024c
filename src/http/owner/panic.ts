import { panic } from '../../desk/owner.ts'
import { parseSettings } from '../../desk/settings.ts'
import type { PanicAnswer } from '../../exchange/port.ts'
import { type Door, urlOf } from '../door.ts'
import type { Strangers } from '../limits/strangers.ts'
import { onlyFor } from '../refusal.ts'
import {
  actedPage,
  busyPage,
  type Page,
  readyPage,
  silentPage,
  uncheckedPage,
  unknownPage,
} from './panic-page.ts'

/** `/panic/<link>`: a GET shows what would happen and does nothing; a POST runs the kill switch. The link is the login. */
export const panicDoor =
  (strangers: Strangers) =>
  async (door: Door): Promise<Response> => {
    const { method } = door.req
    if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return onlyFor(door, 'POST')
    const link = urlOf(door).pathname.slice('/panic/'.length)
    const page = await pageFor(door, link, method === 'POST')
    // Only who guesses is counted: a link that is good is never held up.
    const guessed = page.status === 404 ? await strangers.turnAway(door, GUESSES) : undefined
    return guessed ?? show(door, page)
  }

const GUESSES = { door: 'panic', perMinute: 10 }

const pageFor = async (door: Door, link: string, acts: boolean): Promise<Page> => {
  try {
    return pageOf(await panic(door.env, link, acts), exchangeOf(door))
  } catch {
    return silentPage()
  }
}

// This door stands before the gate, and opens whatever the settings are.
const exchangeOf = (door: Door): string => {
  const read = parseSettings(door.env)
  return read.ok ? read.settings.exchange : 'Kraken'
}

const pageOf = (answer: PanicAnswer, exchange: string): Page => {
  if (answer.state === 'ready') return readyPage(exchange)
  if (answer.state === 'busy') return busyPage()
  if (answer.state === 'unchecked') return uncheckedPage()
  return answer.state === 'acted' ? actedPage(answer.answer) : unknownPage()
}

// Nothing is loaded, framed or run; what a page of ours may do is send its one form back here.
const show = (door: Door, { status, html }: Page): Response => {
  const policy = "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
  door.header('Content-Security-Policy', policy)
  door.header('Cache-Control', 'no-store')
  door.header('X-Robots-Tag', 'noindex')
  return door.html(html, status)
}
