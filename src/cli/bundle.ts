import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { faultsOf, weighs } from './bundle/judge.ts'
import { CliError, main } from './failure.ts'
import { runWrangler } from './wrangler.ts'

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
  const meta = join(folder, 'meta.json')
  const wanted = ['deploy', '--dry-run', '--minify', '--outdir', folder, '--metafile', meta]
  const { ok, stderr } = await runWrangler(wanted)
  if (!ok) throw new CliError(`The bundle cannot be built:\n${stderr}`)
}

await main(bundle)
