import type { ExchangeName } from '../auth/principal.ts'

export interface BannerFacts {
  readonly exchange: ExchangeName
  readonly baseUrl: string
  readonly url: string
  readonly token: string
  /** For a paper account on the same exchange. */
  readonly paperToken?: string | undefined
  readonly scopes: readonly string[]
  readonly hasKey: boolean
  /** What opens the owner's pages; undefined where the owner set one of their own, or none. */
  readonly passphrase: string | undefined
  /** Where this project lies, and the state folder where it is not the usual one. */
  readonly project: string
  readonly state: string | undefined
}

/** What a person reads when the server is ready: whose money it moves, and how each client connects. */
export const banner = (facts: BannerFacts): string => {
  const { url, token, scopes, passphrase } = facts
  const header = `--header "Authorization: Bearer ${token}"`
  return `
Breakwater is running. ${whoseMoney(facts)}

  MCP URL  ${url}
  Token    ${token}   (${scopes.join(', ')})${paperLine(facts)}
${passphrase === undefined ? '' : `  Owner    ${passphrase}   (the passphrase: for your page, /owner, and where a client signs in)\n`}
Claude Code
  claude mcp add --transport http breakwater ${url} ${header}

MCP Inspector
  npx @modelcontextprotocol/inspector@2.12.0 --cli ${url} --transport http ${header} --method tools/list

Claude Desktop (claude_desktop_config.json)
${indented(JSON.stringify(desktopConfig(facts), null, 2))}

claude.ai (web and mobile) cannot reach this machine: deploy first (npm run deploy), set a passphrase
(npx wrangler secret put OWNER_PASSPHRASE), then add the deployed URL as a connector and sign in.

Stop with Ctrl-C.
`
}

const paperLine = ({ paperToken }: BannerFacts): string =>
  paperToken === undefined
    ? ''
    : `\n  Paper    ${paperToken}   (read, trade; paper:demo, 10,000 USD in a book of our own at this exchange's prices)`

/** Says in plain words which exchange the orders of this server go to. */
export const whoseMoney = ({
  exchange,
  baseUrl,
  hasKey,
}: Pick<BannerFacts, 'exchange' | 'baseUrl' | 'hasKey'>): string => {
  if (exchange === 'emulator') return 'This is a SIMULATED exchange: no real money, no Kraken account.'
  const key = hasKey ? 'with your API key' : 'without an API key: market data only'
  if (exchange === 'loopback') return `It talks to the Kraken on this machine, ${baseUrl}, ${key}.`
  return `It talks to the REAL KRAKEN, ${baseUrl}, ${key}.${hasKey ? ' Real money.' : ''}`
}

const desktopConfig = ({ project, state }: BannerFacts) => {
  const args = ['run', '--silent', '--prefix', project, 'stdio']
  const rest = state === undefined ? [] : ['--', '--state', state]
  return { mcpServers: { breakwater: { command: 'npm', args: [...args, ...rest] } } }
}

const indented = (text: string): string => text.replaceAll(/^/gm, '  ')
