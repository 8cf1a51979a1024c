import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorsPage } from './docs/errors-page.ts'
import { indicatorsPage } from './docs/indicators-page.ts'
import { mandatesPage } from './docs/mandates-page.ts'
import { writtenReadme } from './docs/readme.ts'
import { toolsPage } from './docs/tools-page.ts'
import { PROJECT } from './project.ts'

/** Writes what a machine can write of the documentation; with `--check` it only says which pages are stale. */

const at = (path: string) => join(PROJECT, path)
const read = (path: string) => (existsSync(at(path)) ? readFileSync(at(path), 'utf8') : '')

const pages = [
  { path: 'docs/tools.md', text: toolsPage() },
  { path: 'docs/errors.md', text: errorsPage() },
  { path: 'docs/indicators.md', text: indicatorsPage() },
  { path: 'docs/mandates.md', text: mandatesPage(read('docs/mandates.md')) },
  { path: 'README.md', text: writtenReadme(read('README.md')) },
].filter(({ text }) => text !== '')

const stale = pages.filter(({ path, text }) => read(path) !== text)

if (process.argv.includes('--check')) {
  for (const { path } of stale) console.error(`${path} is stale: run npm run docs`)
  process.exitCode = stale.length > 0 ? 1 : 0
} else {
  for (const { path, text } of stale) writeFileSync(at(path), text)
  console.error(stale.length > 0 ? `wrote ${stale.map(({ path }) => path).join(', ')}` : 'nothing to write')
}
