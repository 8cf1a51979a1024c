/** Where the owner's page is, and where an approval opens. */
export const HOME = '/owner'
export const approvalPath = (intent: string): string => `${HOME}/approve/${intent}`

/** A place that is about one account; the live one needs no name. */
export const inAccount = (path: string, account: string): string =>
  account === 'live' ? path : `${path}?account=${account}`

const PLACE =
  /^\/owner(?:\/approve\/i_[0-9a-f]{1,40})?(?:\?account=(?:live|paper:[a-z0-9][a-z0-9_-]{0,31}))?$/

/** Where a sign-in leads on to: a place of the owner's own, and nowhere else. */
export const placeOf = (text: string | null | undefined): string =>
  text !== null && text !== undefined && PLACE.test(text) ? text : HOME
