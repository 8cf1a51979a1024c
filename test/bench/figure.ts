/** One measured figure beside its floor. */
export interface Figure {
  readonly name: string
  /** What is held against the floor. */
  readonly value: number
  readonly floor: number
  /** The value as a person reads it, with what stands beside it. */
  readonly shown: string
  readonly floorShown: string
}

/** A figure that is too large, or that could not be measured, is over. */
export const isOver = ({ value, floor }: Figure): boolean => !(value <= floor)
