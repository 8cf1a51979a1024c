/** Where a client reads which server gives tokens out for this one. */
export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource/mcp'
