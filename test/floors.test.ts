import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

// The house, from the ground up. A file may import its own room and any floor below it: never sideways, never up.
const FLOORS: readonly (readonly string[])[] = [
  ['domain'],
  ['kraken', 'store'],
  ['exchange', 'auth'],
  ['durable'],
  ['desk'],
  ['tools'],
  ['mcp'],
  ['http', 'cron', 'cli'],
]

// The exceptions, each with its reason.
const MAY_ALSO_IMPORT: Readonly<Record<string, readonly string[]>> = {
  cli: ['emulator'], // the launcher serves the emulator from its own process
  emulator: ['domain', 'kraken'], // it lives next door and speaks Kraken's own language
}

const floorOf = (room: string) => FLOORS.findIndex((rooms) => rooms.includes(room))
const roomOf = (file: string) => file.split('/')[1] ?? ''

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => join('src', name))

const importsOf = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(
    ([, path]) => path ?? [],
  )

const mayImport = (from: string, to: string): boolean => {
  if (from === to || MAY_ALSO_IMPORT[from]?.includes(to)) return true
  return floorOf(to) >= 0 && floorOf(from) > floorOf(to)
}

test('every room has a floor', () => {
  const rooms = new Set(files.filter((file) => file !== 'src/worker.ts').map(roomOf))
  expect([...rooms].filter((room) => floorOf(room) < 0 && room !== 'emulator')).toEqual([])
})

test('a file imports its own room and the floors below it, never sideways, never up', () => {
  const trespasses = files.flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith('.'))
      .map((path) => normalize(join(dirname(file), path)))
      .filter((target) => {
        if (file === 'src/worker.ts') return roomOf(target) === 'emulator'
        return !mayImport(roomOf(file), roomOf(target))
      })
      .map((target) => `${file} → ${target}`),
  )
  expect(trespasses).toEqual([])
})

test('only the durable room and the front door import Cloudflare’s own modules', () => {
  const guests = files.filter((file) => importsOf(file).some((path) => path.startsWith('cloudflare:')))
  expect(guests.filter((file) => roomOf(file) !== 'durable' && file !== 'src/worker.ts')).toEqual([])
})

test('the pure rooms own no clock, no randomness and no network', () => {
  const worldly =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.(randomUUID|getRandomValues)\(|(?<![.\w])fetch\(/
  const pure = files.filter((file) => ['domain', 'kraken', 'emulator', 'store'].includes(roomOf(file)))
  expect(
    pure.filter((file) => worldly.test(readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''))),
  ).toEqual([])
})

test('agents is entered by its one light door', () => {
  const doors = files.flatMap(importsOf).filter((path) => path === 'agents' || path.startsWith('agents/'))
  expect(doors.filter((path) => path !== 'agents/mcp/server')).toEqual([])
})
