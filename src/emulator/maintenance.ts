import type { Maintenance, Status, World } from './world.ts'

/** The exchange's status at a moment: a maintenance that is under way outranks the switch. */
export const statusAt = ({ maintenance, switches }: World, now: number): Status =>
  maintenance.find(({ from, until }) => from <= now && now < until)?.status ?? switches.status

/** What was announced and is not over. */
export const announced = ({ maintenance }: World, now: number): readonly Maintenance[] =>
  maintenance.filter((one) => one.announced && one.until > now)
