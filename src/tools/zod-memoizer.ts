/**
 * Stands in the Worker in the place of zod's memory for values that hold themselves (`alias` in wrangler.toml). What is parsed here came
 * as JSON, which cannot; zod's own small form is made without it, too.
 */
export const memoizer = () => undefined
export const isBackEdge = () => false
export const isRecursiveSchema = () => false
export class $ZodCyclicError extends Error {}
