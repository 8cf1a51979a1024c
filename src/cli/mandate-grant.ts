import { grantedTo as judged, type Wanted } from '../desk/mandate-grant.ts'
import { CliError } from './failure.ts'

/** What is written beside a token that is to be. Throws in words what cannot be. */
export const grantedTo = (wanted: Wanted, now: number): Pick<Wanted, 'mandate' | 'expiresAt'> => {
  const granting = judged(wanted, now)
  if (!granting.ok) throw new CliError(granting.problem)
  return { mandate: granting.mandate, expiresAt: granting.expiresAt }
}
