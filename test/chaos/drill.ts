import { parseArgs } from 'node:util'
import { chaosDay } from './chaos-day.ts'
import type { Play } from './play.ts'
import { tellMany } from './stories.ts'
import { isAdd, rowsOf } from './truth.ts'
import { wideEvent } from './wide-steps.ts'

/** `npm run drill [-- --seed N] [--stories N]`: new stories and a chaos day; exit code 1 if a law was broken. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { seed: { type: 'string' }, stories: { type: 'string' } } })
  const seed = Number(values.seed ?? Date.now() % 2 ** 31)
  const stories = Number(values.stories ?? 10_000)
  print(`seed ${seed} (the same again: npm run drill -- --seed ${seed})`)
  const held = [await drillStories(stories, seed), await drillDay(seed)]
  print(held.every(Boolean) ? 'every law held' : 'A LAW WAS BROKEN')
  process.exitCode = held.every(Boolean) ? 0 : 1
}

const drillStories = async (stories: number, seed: number): Promise<boolean> => {
  const sum = createSum()
  try {
    await tellMany(Math.ceil(stories / 2), seed, sum.add)
    await tellMany(Math.floor(stories / 2), seed, sum.add, wideEvent)
    print(`${stories} stories: ${sum.words()}`)
    return true
  } catch (broken) {
    print(`${stories} stories: ${sum.words()}`)
    print(broken instanceof Error ? broken.message : String(broken))
    if (broken instanceof Error && broken.cause instanceof Error) print(broken.cause.message)
    return false
  }
}

const drillDay = async (seed: number): Promise<boolean> => {
  const { play, breaches } = await chaosDay(seed)
  const sum = createSum()
  sum.add(play)
  print(`a chaos day: ${sum.words()}`)
  for (const breach of breaches) print(`  ${breach}`)
  return breaches.length === 0
}

/** Counts what became of the orders, and how calls were answered. */
const createSum = () => {
  const counts = new Map<string, number>()
  const count = (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1)
  return {
    add({ house, calls }: Play) {
      for (const { state } of rowsOf(house).filter(isAdd)) count(`orders ${state}`)
      for (const { died } of calls) count(died ? 'calls crashed' : 'calls answered')
    },
    words: () =>
      [...counts]
        .sort()
        .map(([what, many]) => `${many} ${what}`)
        .join(', '),
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

await main()
