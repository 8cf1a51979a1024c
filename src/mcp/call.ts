import type { CallToolResult, InputRequiredResult } from '@modelcontextprotocol/server'
import { BreakwaterError } from '../domain/errors.ts'
import { nearest } from '../domain/nearest.ts'
import { isRecord } from '../domain/record.ts'
import { TOOLS, toolNamed } from '../tools/catalogue.ts'
import type { Tool } from '../tools/tool.ts'
import { readArguments } from './arguments.ts'
import { type Beside, courtesyOf, isReply, replyTo } from './courtesy.ts'
import { readCursor } from './cursor.ts'
import { type Fault, faultOf, type Stage } from './failure.ts'
import { whyHidden } from './hidden.ts'
import { present } from './present.ts'
import { isWaiting } from './question.ts'
import type { Session } from './session.ts'
import { statusOf } from './status.ts'
import { turned } from './turn.ts'

/** What a call brings: its arguments, and what its request says beside them. */
interface Call {
  readonly sent: unknown
  readonly beside?: Beside | undefined
}

/** Answers one call of one tool. Total: whatever is thrown on the way becomes a fault in our own words. */
export const callTool = async (
  session: Session,
  name: string,
  sent: unknown,
  beside?: Beside,
): Promise<CallToolResult | InputRequiredResult> => {
  const began = session.desk.now()
  const progress: { stage: Stage } = { stage: 'preparing' }
  const tool = toolNamed(name)
  const tell = (fault?: Fault) =>
    session.log({
      request: session.request,
      token: session.desk.principal.tokenId,
      tool: tool?.name ?? 'unknown',
      outcome: fault?.kind ?? 'ok',
      ...(fault && { code: fault.code }),
      ms: session.desk.now() - began,
    })
  try {
    const answer = await answered(session, tool ?? unknownTool(name), { sent, beside }, progress)
    tell()
    const asked = beside && isWaiting(answer) && (await courtesyOf(session.desk, name, answer, beside))
    return asked || written(answer, session.view.typed)
  } catch (caught) {
    const fault = faultOf(caught, session.request, progress.stage)
    tell(fault)
    return { content: [{ type: 'text', text: JSON.stringify({ error: fault }) }], isError: true }
  }
}

const answered = async (session: Session, tool: Tool, { sent, beside }: Call, progress: { stage: Stage }) => {
  const { desk, view } = session
  // A stop waits for nobody: what the key can do is learnt by a call that may hang.
  const status = tool.permissions && !tool.stops ? await statusOf(desk) : undefined
  const hidden = whyHidden(tool, { principal: desk.principal, view, status })
  if (hidden) throw hidden
  // What answers a question of ours is no new call, whatever else it says; a stop is one all the same.
  if (beside && tool.acts && !tool.stops && isReply(beside)) {
    progress.stage = 'acting'
    const answer = await replyTo(desk, tool.name, beside)
    return present(answer, { tool, args: {}, account: desk.principal.account, position: { place: [] } })
  }
  const { args, cursor } = readArguments(tool, sent)
  const position = cursor === undefined ? { place: [] } : readCursor(tool, args, cursor)
  progress.stage = tool.acts ? 'acting' : 'reading'
  const answer = await tool.handler(desk, turned({ tool, args }, position))
  return present(answer, { tool, args, account: desk.principal.account, position })
}

/** Compact JSON as one text block; under `/typed` the payload stands beside a text that only points to it. */
const written = (answer: unknown, typed: boolean): CallToolResult => {
  if (!typed) return { content: [{ type: 'text', text: JSON.stringify(answer ?? null) }] }
  const structuredContent = isRecord(answer) ? answer : { items: answer }
  return { content: [{ type: 'text', text: 'See structuredContent.' }], structuredContent }
}

const unknownTool = (name: string): never => {
  const near = nearest(
    name,
    TOOLS.map((tool) => tool.name),
  )
  throw new BreakwaterError('invalid', 'unknown_tool', 'No tool of this name exists', {
    hint: near.length > 0 ? `Did you mean ${near.join(', ')}?` : 'tools/list names the tools of this URL',
    ...(near.length > 0 && { details: { nearest: near } }),
  })
}
