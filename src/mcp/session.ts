import type { Desk } from '../desk/desk.ts'
import type { ErrorCode, ErrorKind } from '../domain/codes.ts'
import type { View } from './view.ts'

/** One call as the log tells it: no arguments, no answers, no names that a caller made up. */
export interface CallLine {
  readonly request: string
  readonly token: string
  readonly tool: string
  readonly outcome: 'ok' | ErrorKind
  readonly code?: ErrorCode
  readonly ms: number
}

/** One request of one caller, until it is answered. */
export interface Session {
  readonly desk: Desk
  readonly view: View
  /** The request's id: in errors, in the journal, in the logs. */
  readonly request: string
  log(line: CallLine): void
}
