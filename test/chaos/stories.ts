import fc from 'fast-check'
import type { Play } from './play.ts'
import { aStory, event } from './steps.ts'
import { mustHold } from './tell.ts'

const MOST_EVENTS = 8

/** Tells so many stories; the first that breaks a law is shortened and thrown, line by line. */
export const tellMany = (
  stories: number,
  seed: number,
  heard: (play: Play) => void = () => {},
  next = event,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(aStory(MOST_EVENTS, next), async (story) => heard(await mustHold(story))),
    { numRuns: stories, seed },
  )
