import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vitest } from './vitest.ts'

/**
 * `npm test`: both projects at once, each in a vitest of its own, so that one computes while the other waits; then one
 * report over both, which is the last thing printed. `npm test -- WORDS` is `vitest run WORDS`.
 */
const main = async (words: readonly string[]): Promise<number> => {
  if (words.length > 0) return vitest(words)
  const reports = mkdtempSync(join(tmpdir(), 'breakwater-reports-'))
  try {
    const began = Date.now()
    const codes = await Promise.all(['node', 'workerd'].map((project) => tell(project, reports)))
    process.stdout.write(
      `\nBoth at once took ${Math.round((Date.now() - began) / 1000)} s; together they say:\n`,
    )
    // Thousands of dots, each in a colour of its own, would bury it.
    const code = await vitest([`--merge-reports=${reports}`, ...reporters], { NO_COLOR: '1' })
    // A project that broke down before its report was written must not be passed over.
    return codes.find((one) => one !== 0) ?? code
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
}

// Where GitHub runs it, what fails is marked in the change itself.
const reporters = ['--reporter=dot', ...(process.env.GITHUB_ACTIONS ? ['--reporter=github-actions'] : [])]

const tell = (project: string, reports: string): Promise<number> =>
  vitest([
    `--project=${project}`,
    '--reporter=default',
    '--reporter=blob',
    `--outputFile.blob=${join(reports, `${project}.json`)}`,
  ])

process.exitCode = await main(process.argv.slice(2))
