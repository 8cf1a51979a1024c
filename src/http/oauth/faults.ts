import { BreakwaterError } from '../../domain/errors.ts'

export const bodyTooLarge = (most: number) =>
  new BreakwaterError('invalid', 'body_too_large', `The body is larger than ${most / 1024} KiB`, {
    hint: 'Send less',
  })

export const foreignForm = () =>
  new BreakwaterError('forbidden', 'foreign_origin', 'This form was not sent from this server’s own page.', {
    hint: 'Open the page again under its own address, and send it from there.',
  })

export const foreignName = () =>
  new BreakwaterError('forbidden', 'foreign_origin', 'This server is not called by this name.', {
    hint: 'Call it under its own address.',
  })
