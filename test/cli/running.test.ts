import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { claimState, findRunning } from '../../src/cli/running.ts'
import { aFolder } from './a-folder.ts'

const ORIGIN = 'http://127.0.0.1:1'

test('a state folder is taken by one server, and free again when that gives it back', () => {
  const root = aFolder()
  const release = claimState(root, 'emulator', ORIGIN)
  expect(findRunning(root)).toMatchObject({ pid: process.pid, exchange: 'emulator', origin: ORIGIN })
  expect(() => claimState(root, 'emulator', ORIGIN)).toThrow(`process ${process.pid}`)
  release()
  expect(findRunning(root)).toBeUndefined()
  claimState(root, 'kraken', ORIGIN)()
  expect(readdirSync(root)).toEqual([])
})

test('running.json is readable by its owner alone', () => {
  const root = aFolder()
  claimState(root, 'emulator', ORIGIN)
  expect(statSync(join(root, 'running.json')).mode & 0o777).toBe(0o600)
})

test('what a dead server left behind does not count', () => {
  const root = aFolder()
  const dead = spawnSync(process.execPath, ['--version']).pid
  writeFileSync(
    join(root, 'running.json'),
    JSON.stringify({ pid: dead, born: '1', exchange: 'emulator', origin: ORIGIN }),
  )
  expect(findRunning(root)).toBeUndefined()
  claimState(root, 'emulator', ORIGIN)
  expect(findRunning(root)?.pid).toBe(process.pid)
})

test.skipIf(process.platform !== 'linux')(
  'a later process with the same id is not taken for the server',
  () => {
    const root = aFolder()
    claimState(root, 'emulator', ORIGIN)
    const file = join(root, 'running.json')
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), born: '1' }))
    expect(findRunning(root)).toBeUndefined()
  },
)

test('a torn file takes nothing', () => {
  const root = aFolder()
  writeFileSync(join(root, 'running.json'), '{"pid":')
  expect(findRunning(root)).toBeUndefined()
  claimState(root, 'emulator', ORIGIN)
})
