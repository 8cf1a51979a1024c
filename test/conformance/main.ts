import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { baseline, SCENARIOS, type Scenario } from './scenarios.ts'
import { startServer } from './server.ts'

/**
 * Runs the MCP project's own scenarios that apply against the running demo. The suites are fetched by npx when they are
 * needed: they are no dependency, so this needs the npm registry and is no part of `npm test`.
 */
const main = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-conformance-'))
  const server = await startServer(join(folder, 'state'))
  try {
    const failed: Scenario[] = []
    for (const scenario of SCENARIOS) if (!(await passes(scenario, server.url, folder))) failed.push(scenario)
    console.log(
      `conformance: ${SCENARIOS.length - failed.length} of ${SCENARIOS.length} scenarios as expected`,
    )
    process.exitCode = failed.length > 0 ? 1 : 0
  } finally {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const passes = async (scenario: Scenario, url: string, folder: string): Promise<boolean> => {
  const { suite, name, fails = [] } = scenario
  const expected = join(folder, `${name}.yml`)
  await writeFile(expected, baseline(scenario))
  const run = await npx([
    `@modelcontextprotocol/conformance@${suite}`,
    'server',
    ...['--url', url, '--scenario', name],
    ...(suite === '0.1.16' ? [] : ['--spec-version', '2026-07-28']),
    ...(fails.length > 0 ? ['--expected-failures', expected] : []),
  ])
  console.log(`${run.code === 0 ? 'ok  ' : 'FAIL'} ${suite} ${name}`)
  if (run.code !== 0) console.log(run.output)
  return run.code === 0
}

const npx = (args: readonly string[]): Promise<{ code: number | null; output: string }> =>
  new Promise((done, fail) => {
    const child = spawn('npx', ['--yes', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    const told: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => told.push(String(chunk)))
    child.once('error', fail)
    child.once('close', (code) => done({ code, output: told.join('') }))
  })

await main()
