import { expect, test } from 'vitest'
import * as z from 'zod'
import { TOOLSETS } from '../../src/kraken/endpoints/all.ts'
import { TOOLS } from '../../src/tools/catalogue.ts'
import { writeSchema } from '../../src/tools/json-schema.ts'

const byZod = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema, ...written } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' })
  return JSON.parse(JSON.stringify(written))
}

test.for(TOOLS.map((tool) => [tool.name, tool] as const))('%s is written as zod writes it', ([, tool]) => {
  expect(tool.accepted()).toEqual(byZod(tool.input, 'input'))
})

test.for(Object.values(TOOLSETS).flatMap((rows) => rows.map((row) => [row.tool, row] as const)))(
  'the answer of %s is written as zod writes it',
  ([, row]) => {
    const result = row.result()
    expect(writeSchema(result, 'output')).toEqual(byZod(result, 'output'))
  },
)

test.for([
  z.number().min(1).max(5).gt(2),
  z.int().positive().lt(10).lte(10),
  z.int(),
  z.string().min(2).min(3).max(9).describe('first').optional().describe('second'),
  z.array(z.string()).min(1).max(3),
  z.literal([1, 2]),
  z.literal(['a', 'b']),
  z.literal(true),
  z.union([z.string(), z.union([z.int(), z.number()])]),
  z.union([z.string(), z.string()]),
  z.union([z.literal('a'), z.boolean()]),
  z.string().nullable(),
  z.string().max(3).nullable(),
  z.object({ a: z.string().optional(), b: z.unknown() }).catchall(z.boolean()),
])('a schema that no tool has yet is written as zod writes it: %#', (schema) => {
  expect(writeSchema(schema, 'output')).toEqual(byZod(schema, 'output'))
  expect(writeSchema(schema, 'input')).toEqual(byZod(schema, 'input'))
})

test('a kind that is not known here is refused, not left out', () => {
  expect(() => writeSchema(z.object({ at: z.date() }), 'input')).toThrow('date')
  expect(() => writeSchema(z.tuple([z.string()]), 'input')).toThrow('tuple')
  expect(() => writeSchema(z.record(z.enum(['a']), z.string()), 'input')).toThrow('record')
})
