import { BreakwaterError, extrasOf, isBreakwaterError } from '../domain/errors.ts'
import { endpointOf } from '../kraken/endpoints/all.ts'
import type { AccountCall, Failure } from './port.ts'

/** Any thrown value as plain data. What is not ours says nothing of itself; of an acting call it leaves a doubt. */
export const toFailure = (caught: unknown, call: Pick<AccountCall, 'tool'>): Failure => {
  const error = isBreakwaterError(caught) ? caught : unexpected(call.tool)
  return { kind: error.kind, code: error.code, message: error.message, ...extrasOf(error) }
}

/** The error that a `Failure` stands for, on the other side of the RPC. */
export const fromFailure = ({ kind, code, message, ...extras }: Failure): BreakwaterError =>
  new BreakwaterError(kind, code, message, extras)

// Tools of the house that only look are named so.
const changesNothing = (tool: string): boolean => {
  const endpoint = endpointOf(tool)
  return endpoint
    ? endpoint.effect === 'read' && !endpoint.once
    : /^(get|list|check|calculate|explain)_/.test(tool)
}

/** What is answered when something broke in a way that we did not foresee. Nothing of the cause is told. */
export const unexpected = (tool: string): BreakwaterError =>
  changesNothing(tool)
    ? new BreakwaterError('bug', 'internal', 'Something broke on our side; the call changed nothing.', {
        hint: 'Try again; if it comes back, report the request id.',
      })
    : new BreakwaterError(
        'uncertain',
        'order_uncertain',
        'Something broke on our side while this call was on its way: whether Kraken carried it out is uncertain.',
        {
          hint: 'Look with get_open_orders and get_closed_orders (or the status tools) before trying again.',
        },
      )
