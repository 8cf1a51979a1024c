/** Computes a value on first use and keeps it: making every schema and table at start-up would cost every cold start. */
export const once = <T>(compute: () => T): (() => T) => {
  let kept: { value: T } | undefined
  return () => {
    kept ??= { value: compute() }
    return kept.value
  }
}
