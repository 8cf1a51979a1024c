// Stands in the place of what the SDK's modules share (`alias` in wrangler.toml): all of it but two functions that look for headers
// of a tool of `McpServer`, which ours are not. Named by its path, it is the original and not this file again.
// biome-ignore lint/performance/noBarrelFile: the whole of another module is its purpose
export * from '../../../node_modules/@modelcontextprotocol/server/dist/src-DdvbAHrR.mjs'

const scanXMcpHeaderDeclarations = () => ({ valid: true, declarations: [] })
const validateMcpParamHeaders = () => undefined

export { scanXMcpHeaderDeclarations as B, validateMcpParamHeaders as V }
