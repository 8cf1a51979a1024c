// Stands in the place of the SDK's module of servers (`alias` in wrangler.toml): all of it but `McpServer`, which ours is not and
// which the SDK and agents only ask whether a server is one, and the challenges for scopes that a server of that kind can ask for;
// ours judges a token itself. Named by its path, it is the original and not this file again.
// biome-ignore lint/performance/noBarrelFile: the whole of another module is its purpose
export * from '../../../node_modules/@modelcontextprotocol/server/dist/mcp-oHn3ureC.mjs'

class McpServer {}
const findScopeChallenge = async () => undefined
const createScopeChallengeResponse = () => new Response(null, { status: 403 })
const scopeChallengeResourceMetadataUrl = () => undefined

export {
  createScopeChallengeResponse as s,
  findScopeChallenge as c,
  McpServer as t,
  scopeChallengeResourceMetadataUrl as u,
}
