// What is said at every run, of no failure: packages ship source maps without sources; an object that a test kills, or
// that is reset between two tests, tells of its end.
const KNOWN = [
  /^Sourcemap for ".*\/node_modules\/.*" points to missing source files$/,
  /^uncaught exception; exception = .*outputGateBroken; jsg\.Error: crash$/,
  /^(uncaught exception; .*|exception = .*)Error: Application called deleteAllDurableObjects\(\)\.$/,
]
const TRACE = /^stack: .*\/workerd@|^ {4}at /

/** Tells of one line after another whether it is known noise, or the trace that belongs to it. */
export const createQuiet = () => {
  let wasNoise = false
  return (line: string): boolean => {
    wasNoise = KNOWN.some((known) => known.test(line)) || (wasNoise && TRACE.test(line))
    return wasNoise
  }
}
