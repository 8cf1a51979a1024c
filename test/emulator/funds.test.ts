import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { add, subtract } from '../../src/domain/money.ts'
import { aKraken, type Kraken, NOON } from './a-kraken.ts'

const held = async (kraken: Kraken, asset: string): Promise<string> => {
  const { result } = await kraken.private('CreditLines')
  return (
    (result as { asset_details: Record<string, { balance: string }> }).asset_details[asset]?.balance ?? '0'
  )
}

const VAULT = { asset: 'XBT', key: 'cold', amount: '0.1' }
const STRATEGY = 'ESRFUO3-Q62XD-WIOIL7'

describe('withdrawals', () => {
  test('take the whole amount, fee included, and settle by themselves', async () => {
    let now = NOON
    const kraken = aKraken({ now: () => now })
    const before = await held(kraken, 'XXBT')
    const { result } = await kraken.private('Withdraw', VAULT)
    expect(Number(subtract(before, await held(kraken, 'XXBT')))).toBe(0.1)
    const status = async () =>
      ((await kraken.private('WithdrawStatus', { asset: 'XBT' })).result as object[])[0]
    expect(await status()).toMatchObject({ ...(result as object), status: 'Pending', amount: '0.0999850000' })
    now += 600_000
    expect(await status()).toMatchObject({ ...(result as object), status: 'Success' })
    expect(await kraken.private('WithdrawCancel', { asset: 'XBT', ...(result as object) })).toEqual({
      error: ['EFunding:Unknown reference id'],
    })
  })

  test('that are cancelled come back whole, once', async () => {
    const kraken = aKraken()
    const before = await held(kraken, 'XXBT')
    const cancel = () => kraken.private('WithdrawCancel', { asset: 'XBT', refid: 'FSEED01-WITHDRAWAL0001' })
    expect(await cancel()).toEqual({ error: [], result: true })
    expect(await held(kraken, 'XXBT')).toBe(add(before, '0.010015'))
    expect(await cancel()).toEqual({ error: ['EFunding:Unknown reference id'] })
    expect(await kraken.private('WithdrawStatus')).toMatchObject({
      result: [{ refid: 'FSEED01-WITHDRAWAL0001', status: 'Failure', 'status-prop': 'canceled' }],
    })
  })

  test.each([
    [{ key: 'hot' }, 'EFunding:Unknown withdraw key'],
    [{ asset: 'NOPE' }, 'EFunding:Unknown asset'],
    [{ amount: '0' }, 'EFunding:Invalid amount'],
    [{ amount: 'NaN' }, 'EFunding:Invalid amount'],
    [{ amount: '1e-2' }, 'EFunding:Invalid amount'],
    [{ amount: '0.00039' }, 'EFunding:Invalid amount'],
    [{ amount: '0.12345678901' }, 'EFunding:Invalid amount'],
    [{ amount: '1000' }, 'EFunding:Insufficient funds'],
    [{ max_fee: '0.00001' }, 'EFunding:Max fee exceeded'],
    [{ address: 'bc1qsomebodyelse' }, 'EFunding:Invalid withdrawal address'],
  ])('%j is refused with %s, and nothing moves', async (changed, error) => {
    const kraken = aKraken()
    const before = await held(kraken, 'XXBT')
    expect(await kraken.private('Withdraw', { ...VAULT, ...changed })).toEqual({ error: [error] })
    expect(await held(kraken, 'XXBT')).toBe(before)
  })
})

describe('transfers', () => {
  test('to the futures wallet leave the account; the way back is not here', async () => {
    const kraken = aKraken()
    const before = await held(kraken, 'ZUSD')
    const move = { asset: 'USD', amount: '250' }
    expect(
      await kraken.private('WalletTransfer', { ...move, from: 'Spot Wallet', to: 'Futures Wallet' }),
    ).toMatchObject({ error: [] })
    expect(Number(subtract(before, await held(kraken, 'ZUSD')))).toBe(250)
    expect(
      await kraken.private('WalletTransfer', { ...move, from: 'Futures Wallet', to: 'Spot Wallet' }),
    ).toEqual({ error: ['EGeneral:Invalid arguments:from'] })
  })

  test('to a subaccount and back leave everything as it was', async () => {
    const kraken = aKraken()
    const before = await held(kraken, 'XETH')
    const move = (from: string, to: string) =>
      kraken.private('AccountTransfer', { asset: 'ETH', amount: '1.5', from, to })
    const [master, sub] = ['AA88 N84G WOAK NMOI', 'AA12 SEED SUBA CCNT']
    expect(await move(sub, master)).toEqual({ error: ['EFunding:Insufficient funds'] })
    expect(await move(master, sub)).toMatchObject({ result: { status: 'complete' } })
    expect(Number(subtract(before, await held(kraken, 'XETH')))).toBe(1.5)
    expect(await move(sub, master)).toMatchObject({ result: { status: 'complete' } })
    expect(Number(await held(kraken, 'XETH'))).toBe(Number(before))
    expect(await move(master, 'AA00 NOBO DY00 0000')).toEqual({ error: ['EGeneral:Invalid arguments:to'] })
  })
})

describe('deposits', () => {
  test('every one in the ledger is shown', async () => {
    const { result } = await aKraken().private('DepositStatus', { asset: 'XBT' })
    expect(result).toMatchObject([{ method: 'Bitcoin', asset: 'XXBT', status: 'Success' }])
  })

  test('new addresses are made up to five, and the same ones come back', async () => {
    const kraken = aKraken()
    const ask = { asset: 'XBT', method: 'Bitcoin' }
    for (let i = 0; i < 4; i++)
      expect(await kraken.private('DepositAddresses', { ...ask, new: 'true' })).toMatchObject({ error: [] })
    expect(await kraken.private('DepositAddresses', { ...ask, new: 'true' })).toEqual({
      error: ['EFunding:Too many addresses'],
    })
    const { result } = await kraken.private('DepositAddresses', ask)
    expect(new Set((result as { address: string }[]).map(({ address }) => address)).size).toBe(5)
  })

  test('a list is paged by cursor', async () => {
    const kraken = aKraken()
    const all = (await kraken.private('DepositStatus')).result as unknown[]
    const seen: unknown[] = []
    let cursor: string | null = 'true'
    while (cursor) {
      const { result } = await kraken.private('DepositStatus', { cursor, limit: '4' })
      const page = result as { deposits: unknown[]; next_cursor: string | null }
      seen.push(...page.deposits)
      cursor = page.next_cursor
    }
    expect(seen).toEqual(all)
    expect(all.length).toBeGreaterThan(4)
  })
})

describe('earn', () => {
  test('an allocation moves the asset under its staked name, and back', async () => {
    const kraken = aKraken()
    const [free, staked] = [await held(kraken, 'DOT'), await held(kraken, 'DOT.S')]
    expect(await kraken.private('Earn/Allocate', { strategy_id: STRATEGY, amount: '5' })).toEqual({
      error: [],
      result: true,
    })
    expect([Number(await held(kraken, 'DOT')), Number(await held(kraken, 'DOT.S'))]).toEqual([
      Number(free) - 5,
      Number(staked) + 5,
    ])
    expect(await kraken.private('Earn/Deallocate', { strategy_id: STRATEGY, amount: '5' })).toEqual({
      error: [],
      result: true,
    })
    expect(Number(await held(kraken, 'DOT'))).toBe(Number(free))
  })

  test('a slow allocation is pending, and blocks another one of the same strategy', async () => {
    let now = NOON
    const kraken = aKraken({ now: () => now })
    await kraken.control('switches', { earnSeconds: 10 })
    const ask = { strategy_id: STRATEGY, amount: '1' }
    await kraken.private('Earn/Allocate', ask)
    expect(await kraken.private('Earn/AllocateStatus', ask)).toEqual({ error: [], result: { pending: true } })
    expect((await kraken.private('Earn/Deallocate', ask)).error[0]).toMatch(/^EEarnings:Busy/)
    now += 10_000
    expect(await kraken.private('Earn/AllocateStatus', ask)).toEqual({
      error: [],
      result: { pending: false },
    })
    expect(await kraken.private('Earn/Deallocate', ask)).toMatchObject({ error: [] })
  })

  test.each([
    [{ strategy_id: 'ESNOPE' }, 'EGeneral:Invalid arguments:Invalid strategy ID'],
    [{ amount: '0.001' }, 'EEarnings:Below min'],
    [{ amount: '100000' }, 'EEarnings:Insufficient funds'],
  ])('%j is refused', async (changed, error) => {
    const answer = await aKraken().private('Earn/Allocate', {
      strategy_id: STRATEGY,
      amount: '1',
      ...changed,
    })
    expect(answer.error[0]?.startsWith(error)).toBe(true)
  })
})

describe('reports', () => {
  const lines = async (answer: Response) => {
    const [file] = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer())))
    return new TextDecoder().decode(file).trim().split('\n')
  }

  test('the seeded one is a zip with one csv that has every ledger row up to then', async () => {
    const kraken = aKraken()
    const answer = await kraken.post('RetrieveExport', { id: 'SEED' })
    expect(answer.headers.get('content-type')).toBe('application/zip')
    const [header, ...rows] = await lines(answer)
    expect(header).toMatch(/^"txid","refid","time","type"/)
    const { result } = await kraken.private('Ledgers')
    expect(rows.length).toBe((result as { count: number }).count)
  })

  test('a new one is queued, then processed, then deleted', async () => {
    let now = NOON
    const kraken = aKraken({ now: () => now })
    const asked = await kraken.private('AddExport', { report: 'trades', description: 'mine', starttm: '0' })
    const { id } = asked.result as { id: string }
    expect(await kraken.private('RetrieveExport', { id })).toEqual({ error: ['EExport:Not ready'] })
    expect(await kraken.private('RemoveExport', { id, type: 'delete' })).toEqual({
      error: ['EGeneral:Invalid arguments:type'],
    })
    now += 5_000
    expect(await kraken.private('ExportStatus', { report: 'trades' })).toMatchObject({
      result: [{ id, status: 'Processed' }],
    })
    const [, ...rows] = await lines(await kraken.post('RetrieveExport', { id }))
    expect(rows.some((row) => row.startsWith('"TSEED1-AAAAA-000001"'))).toBe(true)
    expect(await kraken.private('RemoveExport', { id, type: 'delete' })).toEqual({
      error: [],
      result: { delete: true },
    })
    expect(await kraken.private('RetrieveExport', { id })).toEqual({
      error: ['EGeneral:Invalid arguments:id'],
    })
  })
})
