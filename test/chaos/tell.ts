import { breachesOf } from './laws.ts'
import { openPlay, type Play } from './play.ts'
import type { Story } from './steps.ts'

/** A story that is over: how it went, and what it broke. */
export interface Told {
  readonly play: Play
  readonly breaches: readonly string[]
}

/** Plays a story to its end and judges it. */
export const told = async (story: Story): Promise<Told> => {
  const play = await openPlay(story)
  for (const step of story.steps) await play.step(step)
  await play.rest()
  return { play, breaches: await breachesOf(play) }
}

/** Plays a story; throws it, line by line, if a law was broken. */
export const mustHold = async (story: Story): Promise<Play> => {
  const { play, breaches } = await told(story)
  if (breaches.length > 0) throw new Error(['', ...breaches, ...play.told].join('\n  '))
  return play
}
