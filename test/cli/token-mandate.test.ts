import { expect, test } from 'vitest'
import { type OwnerAnswer, UnreachableError } from '../../src/cli/owner-client.ts'
import { changeMandate } from '../../src/cli/token-mandate.ts'
import { aToken } from '../auth/a-token.ts'

const aChange = async (source: string, give: (command: string, params?: object) => Promise<OwnerAnswer>) => {
  const { row } = await aToken({ scopes: 'trade', exchange: 'kraken' })
  const written: string[] = []
  const given: unknown[] = []
  const change = changeMandate({
    row,
    source,
    book: {
      exchange: 'kraken',
      insert: async () => {},
      list: async () => [row],
      find: async () => row,
      openPaper: async (_, opening) => opening,
      revoke: async () => undefined,
      async setMandate(_, mandate) {
        written.push(mandate)
        return true
      },
    },
    withOwner: (work) =>
      work({
        origin: undefined,
        give(command, params) {
          given.push([command, params])
          return give(command, params)
        },
      }),
  })
  return { change, written, given, row }
}

test('another mandate is written into the database first, and then told to the server', async () => {
  const { change, written, given, row } = await aChange('careful', async () => ({ result: {} }))
  await change
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ maxOrderNotional: '250' })
  expect(given).toMatchObject([['set-mandate', { id: row.id, mandate: { maxOrderNotional: '250' } }]])
})

test('a server that was not told is said plainly, with what remains', async () => {
  const { change, written } = await aChange('careful', async () => {
    throw new UnreachableError('It could not be reached.')
  })
  await expect(change).rejects.toThrow(/not told[\s\S]*old mandate[\s\S]*again/)
  expect(written).toHaveLength(1)
})

test('what may not be given is written nowhere', async () => {
  const { change, written, given } = await aChange('open', async () => {
    throw new Error('told')
  })
  await expect(change).rejects.toThrow('lifts every limit')
  expect([...written, ...given]).toEqual([])
})
