import { expect, test } from 'vitest'
import { localNames } from '../../src/http/local-names.ts'

test('a local server answers to the loopback names', () => {
  expect(localNames('localhost')).toEqual(['127.0.0.1', 'localhost', '[::1]'])
})

test.each(['192.168.1.5', '[fd00::5]'])(
  'it answers to the bare address %s, which cannot be rebound',
  (address) => {
    expect(localNames(address)).toContain(address)
  },
)

test.each(['evil.example', '127.0.0.1.evil.example', '192.168.1.5.nip.io'])(
  'it does not answer to %s',
  (name) => {
    expect(localNames(name)).not.toContain(name)
  },
)
