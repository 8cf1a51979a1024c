import { aBrowser, findBrowser } from './browser.ts'
import { aHouse } from './house.ts'
import { walk } from './walk.ts'

const say = (line: string): void => void process.stdout.write(`e2e: ${line}\n`)

const run = async (executablePath: string): Promise<void> => {
  const house = await aHouse()
  const browser = await aBrowser(executablePath)
  try {
    const pictures = process.argv.includes('--screenshots') ? 'docs/img' : undefined
    await walk({ house, browser, pictures, say })
  } catch (failure) {
    for (const complaint of browser.complaints) say(complaint)
    throw failure
  } finally {
    await browser.close()
    await house.close()
  }
}

const browser = findBrowser()
if (browser) await run(browser)
else
  say('SKIPPED: no browser at /usr/bin/chromium, nor where CHROMIUM points; the owner’s page was not walked.')
