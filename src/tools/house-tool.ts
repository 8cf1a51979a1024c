import type * as z from 'zod'
import { writeSchema } from './json-schema.ts'
import { listedSchema } from './listed.ts'
import { outputSchema } from './output.ts'
import { once } from './schema.ts'
import type { Annotations, Tool } from './tool.ts'
import { CORE, type ToolsetName } from './toolsets.ts'

interface HouseDefinition {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly toolset: ToolsetName
  readonly scope: Tool['scope']
  readonly input: z.ZodObject
  readonly output: z.ZodType
  readonly example: object
  /** `read` changes nothing; `act` may have changed something when its answer is lost; `stop` nothing stands in the way of. */
  readonly effect: 'read' | 'act' | 'stop'
}

/** A tool that the account object answers itself, under the tool's own name. */
export const houseTool = (definition: HouseDefinition): Tool => {
  const { input, output, effect, ...rest } = definition
  const accepted = once(() => writeSchema(input, 'input'))
  return {
    ...rest,
    core: CORE.has(definition.name),
    annotations: annotationsOf(effect),
    input,
    accepted,
    listed: once(() => listedSchema(accepted(), [])),
    output: once(() => outputSchema(writeSchema(output, 'output'))),
    permissions: { all: [] },
    acts: effect !== 'read',
    stops: effect === 'stop',
    pages: false,
    paging: undefined,
    handler: (desk, args) => desk.house(definition.name, args),
  }
}

const annotationsOf = (effect: HouseDefinition['effect']): Annotations => ({
  readOnlyHint: effect === 'read',
  destructiveHint: effect !== 'read',
  idempotentHint: true,
  openWorldHint: effect !== 'read',
})
