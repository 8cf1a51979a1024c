import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder of its own, gone when the test is. */
export const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
