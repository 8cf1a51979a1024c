import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { type Agent, anAgent } from './agent.ts'
import { type Browser, seriousOn } from './browser.ts'
import { askedOf, showCard } from './card-host.ts'
import type { House } from './house.ts'

const MANDATE = '{"approval": "always", "maxDayNotional": "1000", "maxExposure": "5000"}'
const ORDER = { pair: 'BTC/USD', type: 'buy', ordertype: 'limit', volume: '0.01', price: '20000' }
const ACCOUNT = 'paper:main'

interface Scene {
  readonly house: House
  readonly browser: Browser
  /** Where pictures go; undefined takes none. */
  readonly pictures: string | undefined
  readonly say: (line: string) => void
}

/** The whole story of one order and one emergency, as a person with a phone lives it. Throws at the first thing amiss. */
export const walk = async (scene: Scene): Promise<void> => {
  const { house, browser, say } = scene
  const page = await browser.person()
  const agent = await anAgent(house.mcp, (url) => grant(scene, page, url))
  say('a client signed in, and was granted paper with a mandate')

  const asked = await agent.call('add_order', ORDER)
  assert.equal(asked.answer.state, 'awaiting_approval')
  assert.equal(asked.answer.where, `${house.origin}/owner/approve/${asked.answer.intent}?account=${ACCOUNT}`)
  say('its order waits')
  await card(scene, agent, asked)
  say('the card shows it, and asks for nothing but the link')

  await approve(scene, page, asked.answer.where)
  const open = await agent.call('get_open_orders', {})
  assert.equal(Object.keys(Object(open.answer.open)).length, 1, 'one order is open')
  say('approved on a phone, and placed')

  await killAndRelease(scene, page)
  assert.deepEqual(Object((await agent.call('get_open_orders', {})).answer.open), {})
  say('the switch was pulled and released')
  await panic(scene, page)
  say('the panic link stopped the live account')
  await withoutScript(scene)
  say('the page works without JavaScript')
  assert.deepEqual(browser.complaints, [], 'the console complained')
}

/** Those that docs/ shows. */
const PICTURED: ReadonlySet<string> = new Set(['consent', 'approval', 'home'])

/** Nobody is kept out, nothing overflows a phone's screen. */
const look = async ({ pictures }: Scene, page: Page, name: string): Promise<void> => {
  assert.deepEqual(await seriousOn(page), [], `axe on ${name}`)
  const width = await page.evaluate<number>('document.documentElement.scrollWidth')
  assert.ok(width <= 360, `${name} is ${width} px wide`)
  if (!pictures || !PICTURED.has(name)) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
}

const grant = async (scene: Scene, page: Page, url: string): Promise<void> => {
  await page.goto(url)
  assert.equal(await page.locator('select[name=account]').inputValue(), 'paper')
  assert.equal(await page.locator('select[name=mandate]').inputValue(), 'read-only')
  await look(scene, page, 'consent')
  await page.selectOption('select[name=mandate]', 'own')
  await page.fill('textarea[name=document]', MANDATE)
  await page.fill('input[name=passphrase]', scene.house.passphrase)
  await page.click('button[value=grant]')
  await page.getByText('You may close this page.').waitFor()
}

const card = async (
  scene: Scene,
  { agent }: Agent,
  asked: Awaited<ReturnType<Agent['call']>>,
): Promise<void> => {
  const tool = (await agent.listTools()).tools.find(({ name }) => name === 'add_order')
  const uri = String(Object(tool?._meta?.ui).resourceUri)
  const { contents } = await agent.readResource({ uri })
  const page = await scene.browser.person()
  await showCard(page, String(Object(contents[0]).text), asked.result)
  const frame = page.frameLocator('iframe')
  await frame.getByText(asked.answer.summary).waitFor()
  await frame.getByRole('button', { name: 'Open the approval page' }).click()
  await page.waitForFunction("window.asked.some(({ method }) => method === 'ui/open-link')")
  const all = await askedOf(page)
  const link = all.find(({ method }) => method === 'ui/open-link')
  assert.equal(link?.params?.url, asked.answer.where)
  assert.equal(
    all.some(({ method }) => method === 'tools/call'),
    false,
  )
  assert.deepEqual(await seriousOn(page), [], 'axe on the card')
  if (scene.pictures) await page.locator('iframe').screenshot({ path: `${scene.pictures}/card.png` })
  await page.close()
}

const approve = async (scene: Scene, page: Page, where: string): Promise<void> => {
  await page.goto(where)
  await look(scene, page, 'sign-in')
  await page.fill('input[name=passphrase]', scene.house.passphrase)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  assert.equal(page.url(), where, 'the link survives the sign-in')
  await page.getByText(/^in \d+ min \d+ s$/).waitFor()
  await look(scene, page, 'approval')
  // The second click of a double one, whose first closed what lay over the page.
  await page.evaluate("dispatchEvent(new Event('focus'))")
  await page.getByRole('button', { name: 'Approve' }).click({ force: true })
  assert.equal(page.url(), where, 'a click on a page that has just come to the front approves nothing')
  await page.locator('button.go:not([aria-disabled])').waitFor()
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByText('Approved: the order was handed to the exchange.').waitFor()
  await look(scene, page, 'home')
  await page.emulateMedia({ colorScheme: 'dark' })
  await look(scene, page, 'home-dark')
  await page.emulateMedia({ colorScheme: 'light' })
}

const killAndRelease = async (scene: Scene, page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Stop everything now' }).click()
  await page.getByText('stopped by the kill switch').waitFor()
  await look(scene, page, 'stopped')
  await page.fill('input[name=word]', 'RELEASE')
  await page.getByRole('button', { name: 'Release' }).click()
  await page.getByText('Orders are let through again.').waitFor()
}

const panic = async (scene: Scene, page: Page): Promise<void> => {
  await page.goto(await scene.house.panicLink())
  await look(scene, page, 'panic')
  await page.getByRole('button', { name: 'Stop everything now' }).click()
  await page.getByText('The kill switch is on').waitFor()
  await page.goto(`${scene.house.origin}/owner`)
  await page.getByText('stopped by the kill switch').waitFor()
  await look(scene, page, 'live')
}

/** Status and buttons are plain forms: a browser that runs no script does the same. */
const withoutScript = async ({ house, browser }: Scene): Promise<void> => {
  const page = await browser.person({ javaScriptEnabled: false, colorScheme: 'dark' })
  await page.goto(`${house.origin}/owner?account=${ACCOUNT}`)
  await page.fill('input[name=passphrase]', house.passphrase)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Stop everything now' }).click()
  await page.getByText('stopped by the kill switch').waitFor()
}
