import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { faultsOf, weighs } from './bundle/judge.ts'
import { CliError, main } from './failure.ts'
import { PROJECT, WRANGLER_SCRIPT } from './project.ts'
import { wranglerEnvironment } from './quiet.ts'

/** Builds the bundle as a deployment would, weighs it and looks into it for what must never be deployed. */
const bundle = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-bundle-'))
  try {
    await build(folder)
    const code = await readFile(join(folder, 'worker.js'))
    const meta: unknown = JSON.parse(await readFile(join(folder, 'meta.json'), 'utf8'))
    const size = gzipSync(code, { level: 9 }).length
    const faults = faultsOf({ code: code.toString(), meta, size })
    if (faults.length > 0) throw new CliError(faults.join('\n'))
    console.log(`bundle: ${weighs(size)} gzip, no emulator inside`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const build = async (folder: string): Promise<void> => {
  const wanted = [
    'deploy',
    '--dry-run',
    '--minify',
    '--outdir',
    folder,
    '--metafile',
    join(folder, 'meta.json'),
  ]
  try {
    await promisify(execFile)(process.execPath, [WRANGLER_SCRIPT, ...wanted], {
      cwd: PROJECT,
      env: { ...wranglerEnvironment(), WRANGLER_LOG: 'error' },
    })
  } catch (error) {
    const told = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    throw new CliError(`The bundle cannot be built:\n${told}`)
  }
}

await main(bundle)
