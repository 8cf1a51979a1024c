import type { Arrivals } from '../arrivals.ts'
import type { Approvals } from './approvals.ts'

/** What a cancel finds before anything has left: the calls that wait here, and those that wait for their owner's word. */
export const withApprovals = (arrivals: Arrivals, approvals: Pick<Approvals, 'withdraw'>): Arrivals => ({
  ...arrivals,
  withdraw: (matches) => [...arrivals.withdraw(matches), ...approvals.withdraw(matches)],
})
