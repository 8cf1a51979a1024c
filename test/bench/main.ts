import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PROJECT } from '../../src/cli/project.ts'
import { quietWrangler } from '../../src/cli/quiet.ts'

// Wrangler reads its switches while it loads, so what uses it is loaded afterwards.
quietWrangler()
const { bench } = await import('./bench.ts')
const { asLines, asPage } = await import('./report.ts')
const { isOver } = await import('./figure.ts')

const figures = await bench((step) => console.error(step))
console.log(asLines(figures))
if (process.argv.includes('--write')) {
  const day = new Date().toISOString().slice(0, 10)
  await writeFile(join(PROJECT, 'docs', 'numbers.md'), asPage(figures, day))
}
process.exitCode = figures.some(isOver) ? 1 : 0
