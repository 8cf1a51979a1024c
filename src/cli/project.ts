import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where this project lies, computed from this file: a command may be started from any folder. */
export const PROJECT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** A path as its caller meant it: npm runs scripts in this project, and tells the caller's folder as INIT_CWD. */
export const fromCaller = (path: string): string => resolve(process.env.INIT_CWD ?? '', path)

export const WRANGLER_CONFIG = join(PROJECT, 'wrangler.toml')

/** Wrangler itself, to be run with our Node. What lies in `.bin` takes the system's, and does its work in a child. */
export const WRANGLER_SCRIPT = join(PROJECT, 'node_modules', 'wrangler', 'wrangler-dist', 'cli.js')

/** One line for `version`: ours, and Node's. */
export const versionLine = (): string => {
  const { version }: { version: string } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
  return `breakwater ${version} (node ${process.versions.node})`
}
