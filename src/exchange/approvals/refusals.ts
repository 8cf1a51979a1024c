import { BreakwaterError } from '../../domain/errors.ts'

export const isOver = (why: string) =>
  new BreakwaterError('refused', 'approval_over', `${why} Nothing was sent.`, {
    hint: '`pending` shows what waits.',
  })

export const ownApproval = () =>
  new BreakwaterError('forbidden', 'own_approval', 'A token does not approve what it asked for itself.', {
    hint: 'The owner approves with another one: npm run token -- pending.',
  })

export const tooMany = (most: number) =>
  new BreakwaterError(
    'refused',
    'approvals_full',
    `${most} calls of this token wait for its owner already; this one was not written down.`,
    { hint: 'Wait for the owner, or take orders back: cancel_order by their cl_ord_id.' },
  )

export const tooOften = (most: number) =>
  new BreakwaterError(
    'refused',
    'approvals_full',
    `This token has asked its owner for ${most} calls in ten minutes that came to nothing; this one was not written down.`,
    { hint: 'Wait ten minutes, and ask for what is meant.' },
  )
