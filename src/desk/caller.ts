import type { Principal } from '../auth/principal.ts'
import type { AccountCall } from '../exchange/port.ts'

/** Who calls, as the account object wants to know it: it is the authority for its tokens. */
export const callerOf = ({
  tokenId,
  name,
  scopes,
  credential,
  unchecked,
}: Principal): Pick<AccountCall, 'tokenId' | 'token' | 'unchecked'> =>
  credential
    ? { tokenId, token: { tokenId, name, scopes, ...credential }, unchecked: unchecked === true }
    : { tokenId }
