import { spawn } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { MUTATIONS, type Mutation } from './mutations.ts'

/*
 * Puts each fault into a copy of the risk room and asserts that the named test fails there: a limit that no test guards
 * is no limit. Runs on Node's own runner; `npm run mutants -- reduction` tries those of one file only.
 */

const HERE = 'test/domain/risk'
const root = resolve(import.meta.dirname, '../../../..')
const say = (text: string): void => void process.stdout.write(`${text}\n`)

const copyHouse = async (): Promise<string> => {
  const copy = await mkdtemp(join(tmpdir(), 'mutants-'))
  await cp(join(root, 'src/domain'), join(copy, 'src/domain'), { recursive: true })
  await cp(join(root, HERE), join(copy, HERE), { recursive: true })
  await cp(join(root, 'package.json'), join(copy, 'package.json'))
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** Runs tests in a copy of the house; the text that came out, and whether all passed. */
const run = (copy: string, tests: string, pattern: string): Promise<{ passed: boolean; text: string }> => {
  const args = ['--import', `./${HERE}/branches/register.mjs`, '--test', '--test-reporter=tap']
  const child = spawn(process.execPath, [...args, `--test-name-pattern=${pattern}`, `${HERE}/${tests}`], {
    cwd: copy,
  })
  let text = ''
  child.stdout.on('data', (part) => {
    text += String(part)
  })
  return new Promise((done) => child.on('close', (code) => done({ passed: code === 0, text })))
}

const literal = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const patternOf = ({ killedBy }: Mutation): string => literal(killedBy)

/** What is wrong with a mutation; nothing where the named test passes without it and fails with it. */
const tryOne = async (copy: string, mutation: Mutation): Promise<string | undefined> => {
  const path = join(copy, 'src/domain/risk', mutation.file)
  const source = await readFile(path, 'utf8')
  if (source.split(mutation.replace).length !== 2) return 'the text does not stand there exactly once'
  await writeFile(
    path,
    source.replace(mutation.replace, () => mutation.by),
  )
  const { passed, text } = await run(copy, mutation.tests, patternOf(mutation))
  await writeFile(path, source)
  if (passed) return 'SURVIVED'
  return /AssertionError|not ok \d+ - /.test(text) && !/SyntaxError/.test(text)
    ? undefined
    : 'it does not run'
}

/** Every named test exists and passes on the copy as it is; a name that matches none would prove nothing. */
const named = async (copy: string, mutations: readonly Mutation[]): Promise<readonly string[]> => {
  const files = [...new Set(mutations.map(({ tests }) => tests))]
  const wrong = await Promise.all(
    files.map(async (tests) => {
      const { passed, text } = await run(copy, tests, '.')
      const names = [...text.matchAll(/^\s*ok \d+ - (.*)$/gm)].map(([, name = '']) =>
        name.replaceAll('\\', ''),
      )
      const lost = mutations
        .filter((mutation) => mutation.tests === tests)
        .filter(({ killedBy }) => !names.some((name) => killedBy.endsWith(name) || name.includes(killedBy)))
      return [
        ...(passed ? [] : [`${tests} fails as it is`]),
        ...lost.map(({ killedBy }) => `no test “${killedBy}”`),
      ]
    }),
  )
  return wrong.flat()
}

const main = async (): Promise<void> => {
  const [only = ''] = process.argv.slice(2)
  const mutations = MUTATIONS.filter(({ file }) => file.includes(only))
  const copies = await Promise.all([copyHouse(), copyHouse()])
  const wrong = [...(await named(copies[0] ?? '', mutations))]
  const queue = [...mutations]
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const problem = await tryOne(copy, next)
        if (problem) wrong.push(`${next.file}: ${next.replace} → ${next.by || '(nothing)'}: ${problem}`)
      }
    }),
  )
  await Promise.all(copies.map((copy) => rm(copy, { recursive: true })))
  for (const line of wrong) say(line)
  say(`${mutations.length} mutations, ${wrong.length} problems`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}

await main()
