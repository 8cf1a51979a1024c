const DIGITS = 12

/** An indicator's value as it is told; null where there is none yet. */
export const told = (value: number | undefined): number | null =>
  value === undefined || !Number.isFinite(value) ? null : Number(value.toPrecision(DIGITS))

/** Values by name, each as it is told. */
export const toldAll = (values: Readonly<Record<string, number>>): Readonly<Record<string, number | null>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, told(value)]))
