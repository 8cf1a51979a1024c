import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errorsPage } from '../src/cli/docs/errors-page.ts'
import { indicatorsPage } from '../src/cli/docs/indicators-page.ts'
import { mandatesPage } from '../src/cli/docs/mandates-page.ts'
import { writtenReadme } from '../src/cli/docs/readme.ts'
import { toolsPage } from '../src/cli/docs/tools-page.ts'

// Stale? Run `npm run docs`.
test('docs/tools.md is what the catalogue says', () => {
  expect(readFileSync('docs/tools.md', 'utf8')).toBe(toolsPage())
})

test('docs/errors.md is what the table of codes says', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorsPage())
})

test('docs/indicators.md is what the definitions say', () => {
  expect(readFileSync('docs/indicators.md', 'utf8')).toBe(indicatorsPage())
})

test('docs/mandates.md has every field and every preset as the code has them', () => {
  const page = readFileSync('docs/mandates.md', 'utf8')
  for (const mark of ['fields', 'presets'])
    expect(page).toMatch(new RegExp(`<!-- ${mark} -->[^]+<!-- /${mark} -->`))
  expect(page).toBe(mandatesPage(page))
})

test('the README shows what npm start prints and what the catalogue says', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const mark of ['output', 'tools'])
    expect(readme).toMatch(new RegExp(`<!-- ${mark} -->[^]+<!-- /${mark} -->`))
  expect(readme).toBe(writtenReadme(readme))
})

// The tool behind two of them once lay in a folder that .gitignore swallowed: a fresh clone had neither.
test('what npm run starts is there', () => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync('package.json', 'utf8'))
  const started = Object.values(scripts).flatMap((script) => script.match(/\S+\.m?ts\b|\.\/\S+\.mjs/g) ?? [])
  expect(started).toContain('src/cli/start.ts')
  expect(started.filter((file) => !existsSync(file))).toEqual([])
})
