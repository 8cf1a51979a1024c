import type { OAuthAuthorizationServer } from '@cloudflare/workers-oauth-provider'
import type { Bindings } from '../../desk/bindings.ts'
import type { Settings } from '../../exchange/settings.ts'
import { createOAuthStore, type OAuthStore } from '../../store/oauth-store.ts'
import { type Door, urlOf } from '../door.ts'
import { ACCESS_TOKEN_SECONDS, exchanged } from './exchange.ts'
import type { Library } from './library.ts'
import { mayReturnTo } from './redirects.ts'
import { SCOPES_OFFERED } from './scopes.ts'

/** The bindings with the store that the library looks for among them. */
export interface OAuthBindings extends Bindings {
  readonly OAUTH_KV: OAuthStore
}

interface Answering {
  fetch(request: Request, bindings: OAuthBindings, context: Door['executionCtx']): Promise<Response>
}

type Issuing = Pick<OAuthAuthorizationServer<OAuthBindings>, 'getOAuthApi' | 'validateToken'> & Answering

/** Who gives tokens out at one origin, and for which resource. */
export interface Roles {
  readonly library: Library
  readonly resource: string
  readonly issuing: Issuing
  readonly bindings: OAuthBindings
}

const MOST_ORIGINS = 8
const REGISTRATION_SECONDS = 90 * 86_400

const known = new WeakMap<Settings, Map<string, Roles>>()

/**
 * The sign-in of clients at the origin that was called. The library is loaded by the first who needs it: most requests
 * carry a token of ours, and starting up must stay cheap.
 */
export const rolesOf = async (door: Door): Promise<Roles> => {
  const settings = door.get('settings')
  const { origin } = urlOf(door)
  const origins = known.get(settings) ?? new Map<string, Roles>()
  known.set(settings, origins)
  const earlier = origins.get(origin)
  if (earlier) return earlier
  const { library } = await import('./library.ts')
  const roles = createRoles(library, origin, settings, door.env)
  if (origins.size >= MOST_ORIGINS) origins.clear()
  origins.set(origin, roles)
  return roles
}

const createRoles = (library: Library, origin: string, settings: Settings, env: Bindings): Roles => {
  const resource = `${origin}/mcp`
  const bindings = { ...env, OAUTH_KV: createOAuthStore(env.DB, Date.now) }
  return {
    library,
    resource,
    bindings,
    issuing: createIssuing(library, origin, settings),
  }
}

const createIssuing = (library: Library, origin: string, settings: Settings): Issuing =>
  new library.OAuthAuthorizationServer<OAuthBindings>({
    issuer: origin,
    resources: [`${origin}/mcp`],
    defaultResource: `${origin}/mcp`,
    scopesSupported: SCOPES_OFFERED,
    clientIdMetadataDocumentEnabled: true,
    clientRegistrationEndpoint: `${origin}/oauth/register`,
    clientRegistrationTTL: REGISTRATION_SECONDS,
    accessTokenTTL: ACCESS_TOKEN_SECONDS,
    clientRegistrationCallback: ({ clientMetadata }) => {
      const uris = clientMetadata.redirect_uris
      if (!Array.isArray(uris) || uris.some((uri) => mayReturnTo(uri, settings))) return undefined
      return { code: 'invalid_redirect_uri', description: 'The owner lets no client return to this host.' }
    },
    tokenExchangeCallback: async (options) => {
      const result = await exchanged(options, Date.now())
      if (result) return result
      throw new library.OAuthError('invalid_grant', { description: 'The owner’s grant has ended' })
    },
    // The library's own answer stands; without this it would also write to the console.
    onError: () => undefined,
  })
