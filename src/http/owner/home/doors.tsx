import { overviewOf, waitingOn } from '../../../desk/owner.ts'
import { shownToken, tokensOf } from '../../../desk/owner-tokens.ts'
import type { OpenSession } from '../../../exchange/port.ts'
import { faultOf } from '../../../mcp/failure.ts'
import { type Door, urlOf } from '../../door.ts'
import { foreignName } from '../../oauth/faults.ts'
import { onlyFor, refuse } from '../../refusal.ts'
import { isForeignHost } from '../origin.ts'
import { formOf, isOwnForm } from '../session/form.ts'
import { sessionOf } from '../session/session.ts'
import { show } from '../show.ts'
import { accountAsked } from './account.ts'
import { ACTIONS, type Action, decide } from './actions.ts'
import { ApprovalPage } from './approval-page.tsx'
import { HomePage } from './home-page.tsx'
import { HOME } from './places.ts'
import { ProblemPage } from './problem-page.tsx'
import { saidBy } from './said.ts'
import { askWho } from './sign-in.tsx'

/** `GET /owner`: everything at a glance, for who has signed in. */
export const homeDoor = (door: Door): Promise<Response> =>
  withSession(door, async (session) => {
    const seen = await overviewOf(door.env, accountAsked(door))
    const rows = await tokensOf(door.env, door.get('settings').exchange, seen.now)
    const tokens = rows.map((row) => shownToken(row, seen.mandates[row.id] ?? ''))
    const said = saidBy(urlOf(door).searchParams.get('said') ?? undefined)
    return show(door, <HomePage seen={seen} tokens={tokens} csrf={session.csrf} said={said} />, SCRIPTED)
  })

/** `/owner/approve/<id>`: a GET shows one order that waits, a POST decides it. */
export const approvalDoor = async (door: Door): Promise<Response> => {
  const intent = door.req.param('intent') ?? ''
  if (door.req.method === 'POST') return act(door, decide(intent))
  return withSession(door, async (session) => {
    const { one, market, now } = await waitingOn(door.env, accountAsked(door), intent)
    return show(door, <ApprovalPage one={one} csrf={session.csrf} now={now} market={market} />, SCRIPTED)
  })
}

/** `POST /owner/<button>`. */
export const actionDoor = (door: Door): Response | Promise<Response> => {
  const name = door.req.param('action') ?? ''
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  if (!action) return door.notFound()
  return door.req.method === 'POST' ? act(door, action) : onlyFor(door, 'POST')
}

const SCRIPTED = { scripted: true } as const

const withSession = async (
  door: Door,
  page: (session: OpenSession) => Promise<Response>,
): Promise<Response> => {
  const { method } = door.req
  if (method !== 'GET' && method !== 'HEAD') return onlyFor(door, 'GET')
  if (isForeignHost(door)) return refuse(door, 403, foreignName())
  const session = await sessionOf(door)
  if (!session) return askWho(door)
  try {
    return await page(session)
  } catch (caught) {
    return problem(door, caught)
  }
}

const act = async (door: Door, action: Action): Promise<Response> => {
  const [session, form] = [await sessionOf(door), await formOf(door)]
  if (!session) return askWho(door)
  if (!form || !isOwnForm(door, session, form)) return refuse(door, 403, foreignName())
  try {
    const said = await action(door, form)
    const account = accountAsked(door)
    door.header('Cache-Control', 'no-store')
    return door.redirect(`${HOME}?said=${said}${account === 'live' ? '' : `&account=${account}`}`, 303)
  } catch (caught) {
    return problem(door, caught)
  }
}

const problem = (door: Door, caught: unknown): Response => {
  const { kind, message, hint } = faultOf(caught, door.get('request'))
  const status = kind === 'busy' ? 429 : kind === 'unavailable' || kind === 'uncertain' ? 503 : 409
  return show(door, <ProblemPage message={message} hint={hint} />, { status })
}
