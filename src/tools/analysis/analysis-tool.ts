import * as z from 'zod'
import type { Answered, Desk } from '../../desk/desk.ts'
import { once } from '../../domain/once.ts'
import type { Permissions } from '../../kraken/endpoint.ts'
import { writeSchema } from '../json-schema.ts'
import { listedSchema } from '../listed.ts'
import { withCursor } from '../mirror.ts'
import { outputSchema } from '../output.ts'
import type { Tool } from '../tool.ts'
import { CORE, type ToolsetName } from '../toolsets.ts'

interface AnalysisDefinition<P extends z.ZodObject> {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Where it is listed, if not with the analysis. */
  readonly toolset?: ToolsetName
  /** Made on demand, as is the output's: a cold start needs the schemas of the one tool that is called. */
  readonly input: () => P
  /** The shape of the answer; loose. */
  readonly output?: () => z.ZodType
  readonly example: z.input<P>
  /** What the Kraken key must be able to do; left out where the tool needs no key. */
  readonly permissions?: Permissions
  /** Whether a long answer is cut into pages; with 'ofs' the tool itself answers the page that begins at `args.ofs`. */
  readonly pages?: true | 'ofs'
  run(desk: Desk, args: z.output<P>): Promise<Answered>
}

/** A tool that works on what Kraken publishes and changes nothing. Its schema must parse its own output again. */
export const analysisTool = <P extends z.ZodObject>(definition: AnalysisDefinition<P>): Tool => {
  const {
    toolset = 'analysis',
    name,
    title,
    description,
    output = () => z.looseObject({}),
    example,
    permissions,
    pages,
    run,
  } = definition
  const input = once(definition.input)
  const accepted = once(() => writeSchema(input(), 'input'))
  return {
    name,
    title,
    description,
    toolset,
    scope: 'read',
    core: CORE.has(name),
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    get input() {
      return input()
    },
    accepted,
    listed: once(() => {
      const lean = listedSchema(accepted(), [])
      return pages ? withCursor(lean) : lean
    }),
    output: once(() => outputSchema(writeSchema(output(), 'output'))),
    example,
    permissions,
    acts: false,
    stops: false,
    pages: pages !== undefined,
    paging: pages === 'ofs' ? pages : undefined,
    handler: async (desk, args) => run(desk, input().parse(args)),
  }
}
