import { BreakwaterError } from '../../domain/errors.ts'

export const bodyTooLarge = (most: number) =>
  new BreakwaterError('invalid', 'body_too_large', `The body is larger than ${most / 1024} KiB`, {
    hint: 'Send less',
  })

export const foreignName = () =>
  new BreakwaterError('forbidden', 'foreign_origin', 'This server is not called by this name.', {
    hint: 'Call it under its own address.',
  })
