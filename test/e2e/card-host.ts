import type { Page } from 'playwright-core'

/** A page that frames a card as a host does: it answers its greeting, hands it a result, and notes what it asks for. */
export const showCard = async (page: Page, html: string, result: unknown): Promise<void> => {
  await page.setContent('<!doctype html><html lang="en"><title>A host</title><body></body></html>')
  await page.evaluate(`(() => {
    const result = ${JSON.stringify(result)}
    const frame = document.createElement('iframe')
    frame.title = 'card'
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.style.width = '340px'
    frame.style.height = '300px'
    window.asked = []
    addEventListener('message', ({ source, data }) => {
      if (source !== frame.contentWindow) return
      window.asked.push(data)
      const say = (message) => source.postMessage({ jsonrpc: '2.0', ...message }, '*')
      if (data.method === 'ui/initialize')
        say({ id: data.id, result: { protocolVersion: '2026-01-26', hostInfo: { name: 'host', version: '1' },
          hostCapabilities: {}, hostContext: { theme: 'dark' } } })
      if (data.method === 'ui/notifications/initialized')
        say({ method: 'ui/notifications/tool-result', params: result })
    })
    frame.srcdoc = ${JSON.stringify(html).replaceAll('</', '<\\/')}
    document.body.append(frame)
  })()`)
}

interface Asked {
  readonly method?: string
  readonly params?: { readonly url?: string }
}

/** What the card has asked its host for. */
export const askedOf = (page: Page): Promise<readonly Asked[]> =>
  page.evaluate<readonly Asked[]>('window.asked')
