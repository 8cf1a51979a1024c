import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { PROJECT, WRANGLER_SCRIPT } from '../../src/cli/project.ts'
import { wranglerEnvironment } from '../../src/cli/quiet.ts'

/** The Worker as it is deployed: one minified module. */
export interface Bundle {
  readonly code: string
  readonly gzipBytes: number
}

export const buildBundle = async (): Promise<Bundle> => {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-bench-'))
  try {
    const wanted = ['deploy', '--dry-run', '--minify', '--outdir', folder]
    await promisify(execFile)(process.execPath, [WRANGLER_SCRIPT, ...wanted], {
      cwd: PROJECT,
      env: { ...wranglerEnvironment(), WRANGLER_LOG: 'error' },
    })
    const code = await readFile(join(folder, 'worker.js'))
    return { code: code.toString(), gzipBytes: gzipSync(code, { level: 9 }).length }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
