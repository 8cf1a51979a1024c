import { AsyncLocalStorage } from 'node:async_hooks'
import { createEmulator, type Emulator } from '../../src/emulator/emulator.ts'
import { createMarket } from '../../src/emulator/market/market.ts'
import { createAccount } from '../../src/exchange/account.ts'
import type { AccountDeps } from '../../src/exchange/account-deps.ts'
import type { AccountRpc, Answer } from '../../src/exchange/port.ts'
import { readSettings, type Vars } from '../../src/exchange/settings.ts'
import type { Sql } from '../../src/exchange/sql.ts'
import { aClock, type TestClock } from './clock.ts'
import { aLife } from './life.ts'
import { aDatabase } from './sql.ts'

export interface Seen {
  readonly path: string
  readonly nonce?: string
  readonly params: Readonly<Record<string, unknown>>
  readonly error?: string
  /** Whether a handler ran. */
  readonly processed: boolean
}

export interface AccountHouse {
  readonly clock: TestClock
  readonly sql: Sql
  readonly emulator: Emulator
  account: AccountRpc
  call(tool: string, params?: Record<string, unknown>, tokenId?: string): Promise<Answer>
  asOwner(tool: string, params?: Record<string, unknown>): Promise<Answer>
  fault(fault: Record<string, unknown>): Promise<void>
  /** Turns another of the emulator's knobs: keys, switches, clock. */
  turn(knob: string, to: Record<string, unknown>): Promise<void>
  /** What reached the emulator at this endpoint ("AddOrder"), oldest first; of all without a name. */
  seen(name?: string): Promise<readonly Seen[]>
  /** Puts another body in place of the emulator's answers at an endpoint, as a broken network might; undefined stops it. */
  garble(name: string, body: unknown): void
  /** From now on every statement fails, as on a disk that is gone. */
  breakStorage(): void
  /** The disk is back. */
  mendStorage(): void
  /** The alarm that was set never rings. */
  loseAlarm(): void
  /** The Worker is gone, and its alarm with it, until `restart`. */
  die(): void
  /** Forgets everything but storage, as an eviction or a crash does: what was under way here is never heard of again. */
  restart(): void
}

// Every account of every test trades on this market: what one has looked at, the next need not compute again.
const SEED = 'account'
const calm = createMarket(SEED)

/** An account over the emulator, a real SQLite and a clock that the test moves: live, or with `paper` a paper one. */
export const anAccount = (vars: Vars = {}, extra: Partial<AccountDeps> = {}): AccountHouse => {
  const clock = aClock()
  const disk = aDatabase()
  let isBroken = false
  const sql: Sql = {
    run: (...statement) => {
      if (isBroken) throw new Error('the disk is gone')
      return disk.run(...statement)
    },
    transaction: (work) => disk.transaction(work),
  }
  const emulator = createEmulator({
    seed: SEED,
    now: clock.now,
    calm,
    sleep: (ms) => asleep(clock, ms),
  })
  const garbled = new Map<string, unknown>()
  const settings = settingsOf({
    KRAKEN_BASE_URL: 'http://127.0.0.1:1',
    KRAKEN_API_KEY: emulator.credentials.key,
    KRAKEN_API_SECRET: emulator.credentials.secret,
    KRAKEN_TIER: 'pro',
    ...vars,
  })
  let takeBack = () => {}
  const setAlarm = (at: number) => {
    takeBack()
    takeBack = clock.after(Math.max(0, at - clock.now()), () => void house.account.tick())
  }
  let life = aLife(clock, over(emulator, clock, garbled))
  const open = () =>
    createAccount({ settings, sql, clock: life.clock, random, fetch: life.fetch, setAlarm, ...extra })
  let calls = 0
  const house: AccountHouse = {
    clock,
    sql,
    emulator,
    account: open(),
    call: (tool, params = {}, tokenId = 't_test') =>
      house.account.call({ tool, params, tokenId, began: clock.now(), request: `r_${++calls}` }),
    asOwner: (tool, params) => house.call(tool, params, 'owner'),
    fault: async (fault) => void (await control(emulator, 'POST', 'faults', fault)),
    turn: async (knob, to) => void (await control(emulator, 'POST', knob, to)),
    async seen(name) {
      const log = (await (await control(emulator, 'GET', 'log')).json()) as Seen[]
      return name ? log.filter(({ path }) => path.endsWith(`/${name}`)) : log
    },
    garble(name, body) {
      if (body === undefined) garbled.delete(name)
      else garbled.set(name, body)
    },
    breakStorage() {
      isBroken = true
    },
    mendStorage() {
      isBroken = false
    },
    loseAlarm: () => takeBack(),
    die() {
      takeBack()
      life.end()
    },
    restart() {
      life.end()
      life = aLife(clock, over(emulator, clock, garbled))
      house.account = open()
    },
  }
  return house
}

const settingsOf = (vars: Vars) => {
  const read = readSettings(vars)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.settings
}

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes))

const inside = new AsyncLocalStorage<{ working: boolean }>()

/** The emulator's delays sleep on the test's own clock; what sleeps is not working. */
const asleep = async (clock: TestClock, ms: number): Promise<void> => {
  const work = inside.getStore()
  if (work) work.working = false
  await new Promise<void>((resolve) => void clock.after(ms, () => resolve()))
  if (work) work.working = true
}

/** The emulator as a network: an aborted request rejects, though what it started runs on. */
const over =
  (emulator: Emulator, clock: TestClock, garbled: ReadonlyMap<string, unknown>) =>
  (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const work = { working: true }
    clock.outside.add(work)
    const name = new URL(request.url).pathname.split('/').at(-1) ?? ''
    const garble = (response: Response) => (garbled.has(name) ? Response.json(garbled.get(name)) : response)
    const answer = inside
      .run(work, () => emulator.answer(request))
      .then(garble)
      .finally(() => clock.outside.delete(work))
    return new Promise<Response>((resolve, reject) => {
      request.signal.addEventListener('abort', () => reject(request.signal.reason))
      answer.then(resolve, reject)
    })
  }

const control = (emulator: Emulator, method: string, path: string, body?: unknown) =>
  emulator.answer(
    new Request(`http://127.0.0.1:1/__emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
