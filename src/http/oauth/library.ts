import {
  AuthorizationError,
  CimdFetchError,
  OAuthAuthorizationServer,
  OAuthError,
} from '@cloudflare/workers-oauth-provider'

/** Loaded by the first who needs it: named here, the bundle keeps what we use and not the library. */
export const library = {
  AuthorizationError,
  CimdFetchError,
  OAuthAuthorizationServer,
  OAuthError,
}

export type Library = typeof library
