import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type BrowserContextOptions, chromium, type Page } from 'playwright-core'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Where a browser is; undefined where this machine has none. */
export const findBrowser = (): string | undefined =>
  [process.env.CHROMIUM, '/usr/bin/chromium'].find((path) => path !== undefined && existsSync(path))

const PHONE = { width: 360, height: 740 }

/** A browser on a phone-sized screen that remembers all that it complained of. */
export const aBrowser = async (executablePath: string) => {
  // Each launch has a profile of its own, and leaves none behind.
  const browser = await chromium.launch({ executablePath, args: FLAGS })
  const complaints: string[] = []
  return {
    complaints,
    /** A person's own window: what was signed into in one is not known in another. */
    async person(options: BrowserContextOptions = {}) {
      const context = await browser.newContext({ viewport: PHONE, ...options })
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      listen(page, complaints)
      return page
    },
    close: () => browser.close(),
  }
}

export type Browser = Awaited<ReturnType<typeof aBrowser>>

// A broken policy shows as an error of the console, too.
const listen = (page: Page, complaints: string[]): void => {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const RUN = `axe.run(document, { preload: false }).then(({ violations }) =>
  violations.map(({ id, impact, nodes }) => ({ id, impact, html: nodes.map(({ html }) => html).slice(0, 3) })))`

interface Violation {
  readonly id: string
  readonly impact: string
  readonly html: readonly string[]
}

/** What axe finds on a page that keeps somebody out. */
export const seriousOn = async (page: Page): Promise<readonly Violation[]> => {
  await page.evaluate(AXE)
  const found = await page.evaluate<readonly Violation[]>(RUN)
  return found.filter(({ impact }) => impact === 'serious' || impact === 'critical')
}
