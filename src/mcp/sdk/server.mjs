// Stands in the place of the SDK's module of servers (`alias` in wrangler.toml): all of it but `McpServer`, which ours is not and
// which the SDK and agents only ask whether a server is one. Named by its path, it is the original and not this file again.
// biome-ignore lint/performance/noBarrelFile: the whole of another module is its purpose
export * from '../../../node_modules/@modelcontextprotocol/server/dist/mcp-oHn3ureC.mjs'

class McpServer {}

export { McpServer as t }
