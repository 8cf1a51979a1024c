import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

/** `npm run laws [-- --rounds N] [--seed N]`: every property with new seeds; stops with exit code 1 at the first that fails. */
const { values } = parseArgs({ options: { rounds: { type: 'string' }, seed: { type: 'string' } } })
const files = globSync('test/**/*.test.ts').filter(
  (path) => !path.endsWith('.worker.test.ts') && readFileSync(path, 'utf8').includes("from 'fast-check'"),
)

const holds = (seed: number): boolean => {
  process.stdout.write(`seed ${seed} (the same again: npm run laws -- --seed ${seed})\n`)
  const env = { ...process.env, LAWS_SEED: String(seed) }
  return (
    spawnSync('vitest', ['run', '--project', 'node', ...files], {
      env,
      stdio: 'inherit',
    }).status === 0
  )
}

const rounds = values.seed === undefined ? Number(values.rounds ?? 3) : 1
for (let round = 0; round < rounds; round++) {
  if (!holds(Number(values.seed ?? randomInt(2 ** 31)))) process.exit(1)
}
