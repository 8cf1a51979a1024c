import { type AlertSource, headlineOf, linesOf, linkIn } from './alert-words.ts'
import type { Alert } from './alerts.ts'

/** How a service wants to be told. */
export const ALERT_TEMPLATES = ['json', 'ntfy', 'telegram', 'discord', 'slack'] as const
export type AlertTemplate = (typeof ALERT_TEMPLATES)[number]

/** One request that tells one alert. */
export interface AlertMessage {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

type Told = Pick<Alert, 'event' | 'at' | 'facts'>
type Template = (url: string, alert: Told, source: AlertSource) => AlertMessage

/** The template that a webhook's address speaks of itself; another host is sent plain JSON. */
export const templateFor = (url: string): AlertTemplate => {
  const { hostname, pathname } = new URL(url)
  if (hostname === 'ntfy.sh') return 'ntfy'
  if (hostname === 'api.telegram.org') return 'telegram'
  if (hostname === 'hooks.slack.com') return 'slack'
  const isDiscord = hostname === 'discord.com' || hostname === 'discordapp.com'
  return isDiscord && pathname.startsWith('/api/webhooks/') ? 'discord' : 'json'
}

/** The request that tells an alert to a webhook, in the words of its service. */
export const messageOf = (
  template: AlertTemplate,
  url: string,
  alert: Told,
  source: AlertSource,
): AlertMessage => TEMPLATES[template](url, alert, source)

const inJson = (url: string, body: object): AlertMessage => ({
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const textOf = ({ event, at, facts }: Told, source: AlertSource): string => {
  const link = linkIn(facts)
  const when = `at ${new Date(at).toISOString()}`
  return [
    `Breakwater: ${headlineOf(event)}`,
    ...linesOf(facts, source),
    when,
    ...(link === undefined ? [] : [link]),
  ].join('\n')
}

const TEMPLATES: Readonly<Record<AlertTemplate, Template>> = {
  json: (url, { event, at, facts }, source) =>
    inJson(url, { event, at: new Date(at).toISOString(), ...source, facts }),

  // https://docs.ntfy.sh/publish/: the body is the text, the rest are headers, which are ASCII.
  ntfy: (url, alert, source) => {
    const link = linkIn(alert.facts)
    return {
      url,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        title: `Breakwater: ${headlineOf(alert.event).replaceAll('’', "'")}`,
        priority: 'high',
        ...(link === undefined ? {} : { click: link }),
      },
      body: textOf(alert, source),
    }
  },

  // https://core.telegram.org/bots/api#sendmessage: the chat's id stands in the address that the owner gave.
  telegram: (url, alert, source) => {
    const to = new URL(url)
    const chat_id = to.searchParams.get('chat_id')
    to.search = ''
    return inJson(to.href, {
      chat_id,
      text: textOf(alert, source),
      link_preview_options: { is_disabled: true },
    })
  },

  // https://discord.com/developers/docs/resources/webhook: without mentions, whoever an agent names.
  discord: (url, alert, source) =>
    inJson(url, { content: inDiscord(alert, source), allowed_mentions: { parse: [] } }),

  // https://api.slack.com/reference/surfaces/formatting#escaping
  slack: (url, alert, source) => inJson(url, { text: textOf(alert, source).replaceAll(/[&<>]/g, entity) }),
}

// What an agent named must not become a link or a quotation; the owner's own link stays one.
const inDiscord = (alert: Told, source: AlertSource): string => {
  const link = linkIn(alert.facts)
  const text = textOf(alert, source)
  const words = link === undefined ? text : text.slice(0, -link.length)
  return `${words.replaceAll(/[\\`*_~|<>[\]()#-]/g, '\\$&').slice(0, 1_700)}${link ?? ''}`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const entity = (sign: string): string => ENTITIES[sign] ?? sign
