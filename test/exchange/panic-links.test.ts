import { expect, test } from 'vitest'
import { type AccountHouse, anAccount } from '../support/account.ts'
import { aCopy, callAs, command, resultOf } from '../support/owner.ts'

const ANNA = aCopy('anna', 'trade')
const BUY = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', volume: '0.001', price: '10000' }

const aLink = async (house: AccountHouse, params = {}) => {
  const { id, path } = resultOf(await command(house, 'panic-link', params))
  return { id: String(id), link: String(path).replace('/panic/', '') }
}

const pull = async (house: AccountHouse, link: string) => {
  const pulled = house.account.panic(link, true)
  await house.clock.advance(30_000)
  return pulled
}

test('a panic link stops everything without a token, and looking at it does nothing', async () => {
  const house = anAccount()
  const { link } = await aLink(house)
  await callAs(house, ANNA, 'add_order', BUY)
  expect(await house.account.panic(link, false)).toEqual({ state: 'ready' })
  expect(await house.seen('CancelAll')).toEqual([])
  expect(await pull(house, link)).toMatchObject({ state: 'acted', answer: { ok: true } })
  expect((await house.seen('CancelAll')).length).toBeGreaterThan(0)
  expect(await callAs(house, ANNA, 'add_order', BUY)).toMatchObject({
    ok: false,
    failure: { code: 'kill_switch_on', message: expect.stringContaining('panic link') },
  })
})

test('a link outlives a restart, and every altered, expired or revoked one is unknown', async () => {
  const house = anAccount()
  const { link } = await aLink(house)
  house.restart()
  expect(await house.account.panic(link, false)).toEqual({ state: 'ready' })
  const last = link.endsWith('A') ? 'E' : 'A'
  const [id = '', signature = ''] = link.split('.')
  const other = await aLink(house)
  const [otherId = ''] = other.link.split('.')
  const forged = [`${link.slice(0, -1)}${last}`, `${otherId}.${signature}`, `${id}.`, id, '', `${link}x`]
  for (const text of forged) expect(await house.account.panic(text, true), text).toEqual({ state: 'unknown' })
  const brief = await aLink(house, { expires_in_ms: 60_000 })
  await house.clock.advance(60_000)
  expect(await house.account.panic(brief.link, true)).toEqual({ state: 'unknown' })
  await command(house, 'panic-revoke', { id: other.id })
  expect(await house.account.panic(other.link, true)).toEqual({ state: 'unknown' })
  expect(await house.seen('CancelAll')).toEqual([])
})

test('a link acts at most three times a minute, and is looked at for free', async () => {
  const house = anAccount()
  const { link } = await aLink(house)
  const pulled = [1, 2, 3].map(() => house.account.panic(link, true))
  expect(await house.account.panic(link, true)).toEqual({ state: 'busy' })
  for (let turn = 0; turn < 10; turn += 1)
    expect(await house.account.panic(link, false)).toEqual({ state: 'ready' })
  await house.clock.advance(61_000)
  await Promise.all(pulled)
  expect(await pull(house, link)).toMatchObject({ state: 'acted' })
})

test('neither the audit nor the owner’s list holds the link itself', async () => {
  const house = anAccount()
  const { link } = await aLink(house)
  const [, signature = ''] = link.split('.')
  const told = JSON.stringify([
    await command(house, 'panic-links'),
    await command(house, 'audit'),
    house.sql.run('SELECT * FROM panic_links'),
  ])
  expect(told).toContain('p_')
  expect(told).not.toContain(signature)
})

test('with a storage that broke a link still works; a revoked one and a forged one do not', async () => {
  const house = anAccount()
  const { link } = await aLink(house)
  const revoked = await aLink(house)
  await command(house, 'panic-revoke', { id: revoked.id })
  house.breakStorage()
  expect(await house.account.panic(revoked.link, true)).toEqual({ state: 'unknown' })
  expect(await house.account.panic(`${link.slice(0, -2)}xx`, true)).toEqual({ state: 'unknown' })
  expect(await pull(house, link)).toMatchObject({ state: 'acted', answer: { ok: true } })
  expect((await house.seen('CancelAll')).length).toBeGreaterThan(0)
  house.clock.jump(91 * 86_400_000)
  expect(await house.account.panic(link, true)).toEqual({ state: 'unknown' })
})

test('a link that nobody can look up is not called unknown', async () => {
  const [house, other] = [anAccount(), anAccount()]
  const { link } = await aLink(other)
  house.sql.run('DROP TABLE panic_links')
  house.restart()
  expect(await house.account.panic(link, true)).toEqual({ state: 'unchecked' })
  expect(await house.account.panic('nonsense', true)).toEqual({ state: 'unknown' })
})
