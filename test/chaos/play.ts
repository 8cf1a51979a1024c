import { JOBS } from '../../src/cron/jobs.ts'
import type { Answer } from '../../src/exchange/port.ts'
import { type AccountHouse, anAccount } from '../support/account.ts'
import { type Asked, callOf, type Known } from './call.ts'
import type { Step, Story } from './steps.ts'
import { isAdd, type RealOrder, realOrders, rowsOf } from './truth.ts'

/** One call of a story and what became of it. `answer` is absent where the object died under it. */
export interface Played extends Asked {
  readonly request: string
  readonly began: number
  /** The calls for new orders that had begun before this one. */
  readonly before: readonly string[]
  answer?: Answer
  answeredAt?: number
  /** For a cancel and for the kill switch: the orders on the exchange in the moment of its answer. */
  seen?: readonly RealOrder[]
  /** How often the owner had released the kill switch, or tried to, when it began. */
  readonly releases: number
  died?: true
}

/** A story while it is told. */
export interface Play {
  readonly house: AccountHouse
  readonly calls: readonly Played[]
  /** How far our clock has been set, milliseconds: its whole way, however it went. */
  clockSet(): number
  /** How often the owner has released the kill switch, or tried to. */
  releases(): number
  /** What happened, line by line. */
  readonly told: readonly string[]
  /** Lets one thing happen. */
  step(step: Step): Promise<void>
  /** Ends all trouble and lets time run until nothing is open, for an hour at most. */
  rest(): Promise<void>
}

const LONGEST_REST_MS = 3_600_000
const MINUTE_MS = 60_000

/** Opens an account whose emulator reads the unconfirmed facts one way. */
export const openPlay = async ({ switches }: Pick<Story, 'switches'>): Promise<Play> => {
  const house = anAccount()
  await house.turn('switches', { ...switches })
  // What the exchange begins with lies behind us: a withdrawal of its seed is none of ours.
  await house.clock.advance(10_000)
  const calls: Played[] = []
  const told: string[] = [`with ${JSON.stringify(switches)}`]
  // Time as it passes, whatever our clock says.
  let ahead = 0
  let clockSet = 0
  const now = () => house.clock.now() - ahead
  const releases = () => calls.filter(({ tool }) => tool === 'release_kill_switch').length
  const start = now()
  const say = (words: string) =>
    void told.push(`${((now() - start) / 1000).toFixed(1).padStart(7)}s  ${words}`)

  const isOpen = ({ answer, died }: Played) => answer === undefined && died === undefined

  const call = async (asked: Asked): Promise<void> => {
    const request = `r_${calls.length}`
    const began = now()
    const before = calls.filter(isAdd).map((earlier) => earlier.request)
    const played: Played = { ...asked, request, began, before, releases: releases() }
    calls.push(played)
    say(`${request} ${asked.tokenId} ${asked.tool} ${JSON.stringify(asked.params)}`)
    const { tool, params, tokenId } = asked
    void house.account.call({ tool, params, tokenId, began: house.clock.now(), request }).then((answer) => {
      played.answer = answer
      played.answeredAt = now()
      if (tool.startsWith('cancel') || tool === 'activate_kill_switch') played.seen = realOrders(house)
      say(`  ${request} → ${summary(answer)}`)
    })
    await house.clock.settle()
  }

  // The cron trigger, each minute.
  const cron = (): void => {
    const ours = house.clock.now()
    for (const { name } of JOBS) void house.account.job(name, ours - (ours % MINUTE_MS))
    house.clock.after(MINUTE_MS, cron)
  }
  house.clock.after(MINUTE_MS, cron)

  const known = (): readonly Known[] =>
    rowsOf(house).flatMap((row) =>
      isAdd(row) && row.clientOrderId !== undefined
        ? [{ clientOrderId: row.clientOrderId, txid: row.txids[0] }]
        : [],
    )

  const crash = async (): Promise<void> => {
    await house.clock.settle()
    for (const played of calls.filter(isOpen)) played.died = true
    house.restart()
    await house.clock.settle()
  }

  /** An eviction waits until every call in flight has been answered. */
  const evict = async (): Promise<void> => {
    for (let waited = 0; calls.some(isOpen) && waited < 120; waited++) await house.clock.advance(1_000)
    await crash()
  }

  const setClock = async (ms: number): Promise<void> => {
    await house.turn('clock', { advance: -ms / 1000 })
    house.clock.jump(ms)
    ahead += ms
    clockSet += Math.abs(ms)
    await house.clock.settle()
  }

  const isUnsettled = (): boolean =>
    calls.some(isOpen) || house.sql.run(UNSETTLED).length > 0 || house.sql.run(WISHED).length > 0

  return {
    house,
    calls,
    clockSet: () => clockSet,
    releases,
    told,
    async step(step) {
      const asked = callOf(step, now(), known(), calls.filter(isRepeatable))
      if (asked) return call(asked)
      say(JSON.stringify(step))
      if (step.kind === 'wait') return house.clock.advance(step.ms)
      if (step.kind === 'set_clock') return setClock(step.ms)
      if (step.kind === 'lose_alarm') return house.loseAlarm()
      if (step.kind === 'crash') return crash()
      if (step.kind === 'restart') return evict()
      if (step.kind === 'fault') {
        const { kind: _, ...fault } = step
        return house.fault(fault)
      }
      if (step.kind === 'maintenance') {
        const { kind: _, ...announcement } = step
        return house.turn('maintenance', { ...announcement })
      }
    },
    async rest() {
      say('the trouble is over')
      await house.fault({ clear: true })
      await house.emulator.answer(
        new Request('http://127.0.0.1:1/__emulator/maintenance', { method: 'DELETE' }),
      )
      await house.turn('switches', { hideSeconds: 0 })
      // Two minutes at least, for what is still on its way.
      for (let waited = 0; waited < LONGEST_REST_MS; waited += MINUTE_MS) {
        if (waited >= 2 * MINUTE_MS && !isUnsettled()) break
        await house.clock.advance(MINUTE_MS)
      }
      // The emulator moves on when it is asked.
      await house.call('get_account_balance')
    },
  }
}

const UNSETTLED = `SELECT 1 FROM intents WHERE state IN ('intended', 'sent', 'uncertain') LIMIT 1`
const WISHED = `SELECT 1 FROM intents WHERE cancel_wish IS NOT NULL AND state = 'placed' AND ended IS NULL LIMIT 1`

const isRepeatable = ({ tool }: Played): boolean => isAdd({ tool }) || tool === 'amend_order'

const summary = (answer: Answer): string =>
  answer.ok
    ? `ok ${JSON.stringify(answer.result)}${answer.note ? ` (${answer.note})` : ''}`
    : `${answer.failure.kind} ${answer.failure.code}: ${answer.failure.message} ${JSON.stringify(answer.failure.details ?? {})}`
