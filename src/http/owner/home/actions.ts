import { revokeEverywhere } from '../../../desk/owner-tokens.ts'
import { BreakwaterError } from '../../../domain/errors.ts'
import { isRecord } from '../../../domain/record.ts'
import type { Door } from '../../door.ts'
import { signOut } from '../session/session.ts'
import { deskOf } from './account.ts'
import type { Said } from './said.ts'
import { RELEASE_WORD } from './words.ts'

/** Carries one button out, through the same commands as the cli; answers the word for what it came to. */
export type Action = (door: Door, form: URLSearchParams) => Promise<Said>

const kill: Action = async (door) => {
  const { result } = await deskOf(door).run('kill', { reason: 'the button on the owner’s page' })
  return isRecord(result) && result.verified === true ? 'killed' : 'stopping'
}

const release: Action = async (door, form) => {
  if (form.get('word')?.trim().toUpperCase() !== RELEASE_WORD) throw notTyped()
  await deskOf(door).run('release', {})
  return 'released'
}

const resume: Action = async (door, form) => {
  const token = form.get('token')
  await deskOf(door).run('resume', token === null ? {} : { token })
  return 'resumed'
}

const revoke: Action = async (door, form) => {
  const id = form.get('id') ?? ''
  const keepOrders = form.get('keep_orders') === 'yes'
  await revokeEverywhere(door.env, { id, keepOrders, request: door.get('request'), now: Date.now() })
  return 'revoked'
}

const leave: Action = async (door) => {
  await signOut(door)
  return 'signed-out'
}

/** The buttons of the page, by the last part of their path. */
export const ACTIONS: Readonly<Record<string, Action>> = { kill, release, resume, revoke, 'sign-out': leave }

/** One order that waits: approved or denied, by its id. */
export const decide =
  (intent: string): Action =>
  async (door, form) => {
    const isYes = form.get('decision') === 'approve'
    await deskOf(door).run(isYes ? 'approve' : 'deny', { id: intent })
    return isYes ? 'approved' : 'denied'
  }

const notTyped = () =>
  new BreakwaterError('invalid', 'invalid_argument', `Type ${RELEASE_WORD} to let orders through again.`)
