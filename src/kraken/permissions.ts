import type { Endpoint, Permission, Permissions } from './endpoint.ts'

// As the settings page of an API key words them.
const LABELS: Readonly<Record<Permission, string>> = {
  'query-funds': 'Funds permissions - Query',
  'add-funds': 'Funds permissions - Deposit',
  'withdraw-funds': 'Funds permissions - Withdraw',
  'earn-funds': 'Funds permissions - Earn',
  'query-open-trades': 'Orders and trades - Query open orders & trades',
  'query-closed-trades': 'Orders and trades - Query closed orders & trades',
  'modify-trades': 'Orders and trades - Create & modify orders',
  'close-trades': 'Orders and trades - Cancel & close orders',
  'query-ledger': 'Data - Query ledger entries',
  'export-data': 'Data - Export data',
  'create-ws-token': 'WebSocket interface - On',
  'add-withdraw-address': 'Add withdrawal addresses',
  'update-withdraw-address': 'Update withdrawal addresses',
}

/**
 * The permissions that a key lacks for a call: all the missing ones where the call needs all, every alternative where it
 * needs any one of several. Empty if the key may make the call.
 */
export const missingPermissions = (
  { permissions }: Pick<Endpoint, 'permissions'>,
  has: readonly Permission[],
): readonly Permission[] => {
  if ('all' in permissions) return permissions.all.filter((permission) => !has.includes(permission))
  return permissions.any.some((permission) => has.includes(permission)) ? [] : permissions.any
}

/** Which permissions a call needs, in one sentence; undefined if none. */
export const permissionsHint = ({ permissions }: Pick<Endpoint, 'permissions'>): string | undefined => {
  const needed = 'all' in permissions ? permissions.all : permissions.any
  if (needed.length === 0) return undefined
  return `The owner gives the key ${inWords(permissions, needed)} in Kraken’s API settings`
}

/** Some of the permissions that a call needs, by code and by label, joined as the call needs them: all, or any one. */
export const inWords = (permissions: Permissions, some: readonly Permission[]): string =>
  some
    .map((permission) => `${permission} (“${LABELS[permission]}”)`)
    .join('all' in permissions ? ' and ' : ' or ')
