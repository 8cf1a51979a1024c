import { chmodSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { giveCommand } from '../../src/cli/owner-client.ts'
import { revokeToken } from '../../src/cli/owner-revoke.ts'
import { readSecret } from '../../src/cli/owner-token.ts'
import { aFolder } from './a-folder.ts'

/** A server of this address, which answers as a test says, or nobody. */
const anOrigin = async (answer?: { status: number; body: object }) => {
  const server = createServer((_, response) => {
    response.writeHead(answer?.status ?? 500).end(JSON.stringify(answer?.body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  if (!answer) await new Promise((closed) => server.close(closed))
  else onTestFinished(() => void server.close())
  return origin
}

const revoke = (origin: string, since: number | undefined = 1_000) =>
  revokeToken({
    id: 't_1',
    keepOrders: false,
    inDatabase: async () => since,
    withOwner: (work) =>
      work({ origin, give: (command, params) => giveCommand({ origin, token: 'bw_x' }, command, params) }),
  })

test('a server that cannot be reached is said plainly, with what remains', async () => {
  await expect(revoke(await anOrigin())).rejects.toThrow(
    /not told[\s\S]*could not be reached[\s\S]*open orders stand[\s\S]*Run this again/,
  )
})

test('a server that refuses the command says why, and what remains is said too', async () => {
  const body = { error: { message: 'This door needs a token with the scope admin.' } }
  await expect(revoke(await anOrigin({ status: 403, body }))).rejects.toThrow(
    /did not do it[\s\S]*scope admin[\s\S]*open orders stand/,
  )
})

test('an order that Kraken did not let go of is told of', async () => {
  const orders = { named: 2, cancelled: 0, failure: { message: 'Kraken did not answer.' } }
  await expect(revoke(await anOrigin({ status: 200, body: { result: { orders } } }))).rejects.toThrow(
    /could not all be cancelled: Kraken did not answer/,
  )
})

test('a server that could not write it down is told of, and so is what it could not read', async () => {
  const orders = { named: 0, cancelled: 0, failure: { message: 'The journal cannot be read.' } }
  const body = { result: { revoked: true, saved: false, orders }, note: 'Revoke it again.' }
  await expect(revoke(await anOrigin({ status: 200, body }))).rejects.toThrow(
    /Revoke it again[\s\S]*could not all be cancelled: The journal cannot be read/,
  )
})

test('the server is told although the database cannot be written', async () => {
  const origin = await anOrigin({ status: 200, body: { result: { orders: { named: 0, cancelled: 0 } } } })
  const told: string[] = []
  await expect(
    revokeToken({
      id: 't_1',
      keepOrders: false,
      inDatabase: () => Promise.reject(new Error('no database')),
      withOwner: (work) =>
        work({
          origin,
          give: (command, params) => {
            told.push(command)
            return giveCommand({ origin, token: 'bw_x' }, command, params)
          },
        }),
    }),
  ).rejects.toThrow(/no database/)
  expect(told).toEqual(['revoke'])
})

test('a secret that others may read is not taken', () => {
  const file = join(aFolder(), 'admin-token')
  expect(readSecret(file)).toBeUndefined()
  writeFileSync(file, 'bw_x\n', { mode: 0o600 })
  expect(readSecret(file)).toBe('bw_x')
  chmodSync(file, 0o644)
  expect(() => readSecret(file)).toThrow(/chmod 600/)
})
