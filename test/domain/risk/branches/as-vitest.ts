import assert from 'node:assert/strict'
import { test as one, describe as suite } from 'node:test'

// The few words of vitest that the tests of the risk room use, over Node's own runner: it alone counts branches in the
// sources as they are written, without a coverage provider.

export const test = (name: string, run: () => void): void => void one(name, run)
export const describe = (name: string, run: () => void): void => void suite(name, run)

class Containing {
  readonly part: string
  constructor(part: string) {
    this.part = part
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const matches = (value: unknown, wanted: unknown): void => {
  if (wanted instanceof Containing)
    assert.ok(String(value).includes(wanted.part), `${value} ⊉ ${wanted.part}`)
  else if (Array.isArray(wanted)) {
    assert.ok(Array.isArray(value))
    assert.equal(value.length, wanted.length)
    for (const [at, part] of wanted.entries()) matches(value[at], part)
  } else if (isObject(wanted)) {
    assert.ok(isObject(value), 'no object')
    for (const [key, part] of Object.entries(wanted)) matches(value[key], part)
  } else assert.deepEqual(value, wanted)
}

export const expect = Object.assign(
  (value: unknown) => ({
    toBe: (wanted: unknown) => assert.strictEqual(value, wanted),
    toEqual: (wanted: unknown) => assert.deepStrictEqual(value, wanted),
    toMatchObject: (wanted: unknown) => matches(value, wanted),
    toContain: (part: never) => assert.ok((value as readonly unknown[]).includes(part), `${value} ⊉ ${part}`),
    toMatch: (pattern: RegExp) => assert.match(String(value), pattern),
    toHaveLength: (length: number) => assert.equal((value as readonly unknown[]).length, length),
    toBeUndefined: () => assert.strictEqual(value, undefined),
    toThrow: () => assert.throws(value as () => unknown),
  }),
  { stringContaining: (part: string) => new Containing(part) },
)
