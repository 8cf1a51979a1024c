import { isAccount } from '../../../auth/principal.ts'
import { type OwnerDesk, openOwnerPage } from '../../../desk/owner.ts'
import { type Door, urlOf } from '../../door.ts'

/** Which account a page is about: `?account=paper:NAME`, else the live one. */
export const accountAsked = (door: Door): string => {
  const asked = urlOf(door).searchParams.get('account')
  return asked !== null && isAccount(asked) ? asked : 'live'
}

/** The owner's desk over that account. */
export const deskOf = (door: Door): OwnerDesk =>
  openOwnerPage(door.env, accountAsked(door), door.get('request'))
