import { expect, test } from 'vitest'
import { faultsOf } from '../../src/cli/bundle/judge.ts'

const built = (source: string) => ({
  code: 'export default {}',
  meta: { outputs: { 'worker.js': { inputs: { [source]: { bytesInOutput: 1 } } } } },
  size: 1000,
})

test('a lean bundle without the emulator passes', () => {
  expect(faultsOf(built('src/worker.ts'))).toEqual([])
})

test('a bundle over 300 KiB is refused', () => {
  expect(faultsOf({ ...built('src/worker.ts'), size: 307_201 })).toEqual([
    'The bundle weighs 300.0 KiB gzip; the limit is 300.0 KiB.',
  ])
})

test('a bundle with a file of the emulator is refused, also under another name', () => {
  expect(faultsOf(built('src/emulator/emulator.ts'))).toHaveLength(1)
  expect(faultsOf({ ...built('src/worker.ts'), code: 'a("/__emulator/log")' })).toHaveLength(1)
})

test('a metafile that names no source proves nothing', () => {
  expect(faultsOf({ ...built('x'), meta: { outputs: {} } })).toHaveLength(1)
})
