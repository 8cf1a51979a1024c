import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { hashToken } from '../../src/auth/token.ts'
import { withLocalDb } from '../../src/cli/local-db.ts'
import { keepDemoToken, keepPaperToken, mintLiveToken } from '../../src/cli/start-token.ts'
import { exchangeFolder, prepareFolder } from '../../src/cli/state.ts'
import { listPaperAccounts } from '../../src/store/paper-accounts.ts'
import { findTokenByHash, revokeToken } from '../../src/store/tokens.ts'
import { aFolder } from './a-folder.ts'

// Wrangler starts here; on a busy machine it takes its time.
vi.setConfig({ testTimeout: 120_000 })

test('the demo’s token is kept while it is valid, and minted anew when it is not', async () => {
  const folder = exchangeFolder(aFolder(), 'emulator')
  prepareFolder(folder)
  await withLocalDb(folder, async (db) => {
    const keep = () => keepDemoToken(db, folder.tokenFile, 1_000)
    const idOf = async (token: string) => (await findTokenByHash(db, await hashToken(token)))?.id ?? ''
    const first = await keep()
    expect(await keep()).toBe(first)
    expect(readFileSync(folder.tokenFile, 'utf8')).toBe(`${first}\n`)
    expect(statSync(folder.tokenFile).mode & 0o777).toBe(0o600)

    await revokeToken(db, await idOf(first), 2_000)
    const second = await keep()
    expect(second).not.toBe(first)

    await db.exec('DELETE FROM tokens')
    expect(await keep()).not.toBe(second)

    // A token of another exchange that lies in the file is not the demo's.
    const live = await mintLiveToken(db, folder.tokenFile, { exchange: 'kraken', scopes: ['read'] }, 1_000)
    expect(await keep()).not.toBe(live)
  })
})

test('the paper account’s token is kept too, and its account is opened once', async () => {
  const folder = exchangeFolder(aFolder(), 'emulator')
  prepareFolder(folder)
  await withLocalDb(folder, async (db) => {
    const keep = () => keepPaperToken(db, folder.paperTokenFile, 1_000)
    const first = await keep()
    expect(await keep()).toBe(first)
    expect(await listPaperAccounts(db)).toEqual(['paper:demo'])
    expect(await findTokenByHash(db, await hashToken(first))).toMatchObject({
      account: 'paper:demo',
      scopes: 'read,trade',
    })

    // A token of the live account that lies in the file is not the paper account's.
    const live = await keepDemoToken(db, folder.paperTokenFile, 1_000)
    expect(await keep()).not.toBe(live)
  })
})

test('what the launcher prepared is prepared for wrangler’s own migrations too', async () => {
  const folder = exchangeFolder(aFolder(), 'emulator')
  prepareFolder(folder)
  for (let opened = 0; opened < 2; opened += 1)
    await withLocalDb(folder, async (db) => {
      const { results } = await db.prepare('SELECT name FROM d1_migrations ORDER BY id').all()
      expect(results.map(({ name }) => name)).toEqual(readdirSync('migrations').sort())
    })
})
