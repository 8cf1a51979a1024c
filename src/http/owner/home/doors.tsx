import { mustBeNamed, overviewOf, waitingOn } from '../../../desk/owner.ts'
import { accountsOf, shownToken, tokensOf } from '../../../desk/owner-tokens.ts'
import type { OpenSession } from '../../../exchange/port.ts'
import { faultOf } from '../../../mcp/failure.ts'
import { type Door, urlOf } from '../../door.ts'
import type { Strangers } from '../../limits/strangers.ts'
import { foreignForm, foreignName } from '../../oauth/faults.ts'
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

type PageDoor = (door: Door) => Promise<Response>

/** `GET /owner`: everything at a glance, for who has signed in. */
export const homeDoor = (strangers: Strangers): PageDoor =>
  withSession(strangers, async (door, { csrf }) => {
    const account = accountAsked(door)
    const [seen, rows, accounts] = await Promise.all([
      overviewOf(door.env, account),
      tokensOf(door.env, door.get('settings').exchange, Date.now()),
      accountsOf(door.env),
    ])
    const tokens = rows
      .filter((row) => row.account === account)
      .map((row) => shownToken(row, seen.mandates[row.id]))
    const said = saidBy(urlOf(door).searchParams.get('said') ?? undefined)
    const page = <HomePage seen={seen} accounts={accounts} tokens={tokens} csrf={csrf} said={said} />
    return show(door, page, { scripted: true })
  })

/** `/owner/approve/<id>`: a GET shows one order that waits, a POST decides it. */
export const approvalDoor = (strangers: Strangers): PageDoor => {
  const page = withSession(strangers, async (door, { csrf }) => {
    const account = accountAsked(door)
    const seen = await waitingOn(door.env, account, intentOf(door))
    return show(door, <ApprovalPage {...seen} one={seen.one} account={account} csrf={csrf} />, {
      scripted: true,
    })
  })
  return async (door) =>
    door.req.method === 'POST' ? act(door, strangers, decide(intentOf(door))) : page(door)
}

/** `POST /owner/<button>`. */
export const actionDoor =
  (strangers: Strangers) =>
  (door: Door): Response | Promise<Response> => {
    const name = door.req.param('action') ?? ''
    const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
    if (!action) return door.notFound()
    return door.req.method === 'POST' ? act(door, strangers, action) : onlyFor(door, 'POST')
  }

const intentOf = (door: Door): string => (door.req.param('intent') ?? '').slice(0, 64)

const withSession =
  (strangers: Strangers, page: (door: Door, session: OpenSession) => Promise<Response>): PageDoor =>
  async (door) => {
    const { method } = door.req
    if (method !== 'GET' && method !== 'HEAD') return onlyFor(door, 'GET')
    if (isForeignHost(door)) return refuse(door, 403, foreignName())
    const session = await sessionOf(door)
    if (!session) return askWho(door, strangers)
    try {
      await mustBeNamed(door.env, accountAsked(door))
      return await page(door, session)
    } catch (caught) {
      return problem(door, caught)
    }
  }

const act = async (door: Door, strangers: Strangers, action: Action): Promise<Response> => {
  const session = await sessionOf(door)
  if (!session) return askWho(door, strangers)
  const form = await formOf(door)
  if (!form || !isOwnForm(door, session, form)) return refuse(door, 403, foreignForm())
  try {
    await mustBeNamed(door.env, accountAsked(door))
    const said = await action(door, form)
    const account = accountAsked(door)
    door.header('Cache-Control', 'no-store')
    return door.redirect(`${HOME}?said=${said}${account === 'live' ? '' : `&account=${account}`}`, 303)
  } catch (caught) {
    return problem(door, caught)
  }
}

const STATUS = { busy: 429, unavailable: 503, uncertain: 503, bug: 500 } as const

const problem = (door: Door, caught: unknown): Response => {
  const { kind, message, hint } = faultOf(caught, door.get('request'))
  const status =
    kind === 'busy' || kind === 'unavailable' || kind === 'uncertain' || kind === 'bug' ? STATUS[kind] : 409
  return show(door, <ProblemPage message={message} hint={hint} account={accountAsked(door)} />, { status })
}
