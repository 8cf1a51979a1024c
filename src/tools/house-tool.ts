import type * as z from 'zod'
import { once } from '../domain/once.ts'
import { writeSchema } from './json-schema.ts'
import { listedSchema } from './listed.ts'
import { outputSchema } from './output.ts'
import type { Annotations, Tool } from './tool.ts'
import { CORE, type ToolsetName } from './toolsets.ts'

interface HouseDefinition {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly toolset: ToolsetName
  readonly scope: Tool['scope']
  /** Made on demand, as is the output's: a cold start needs the schemas of the one tool that is called. */
  readonly input: () => z.ZodObject
  readonly output: () => z.ZodType
  readonly example: object
  /** `read` changes nothing; `act` may have changed something when its answer is lost; `stop` nothing stands in the way of. */
  readonly effect: 'read' | 'act' | 'stop'
}

/** A tool that the account object answers itself, under the tool's own name. */
export const houseTool = (definition: HouseDefinition): Tool => {
  const { output, effect, ...rest } = definition
  const input = once(definition.input)
  const accepted = once(() => writeSchema(input(), 'input'))
  return {
    ...rest,
    core: CORE.has(definition.name),
    annotations: annotationsOf(effect),
    get input() {
      return input()
    },
    accepted,
    listed: once(() => listedSchema(accepted(), [])),
    output: once(() => outputSchema(writeSchema(output(), 'output'))),
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
