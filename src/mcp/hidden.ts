import { type Account, hasScope, type Principal } from '../auth/principal.ts'
import { BreakwaterError } from '../domain/errors.ts'
import { unsupported, whyNotOnPaper } from '../exchange/paper/reach.ts'
import type { AccountStatus } from '../exchange/port.ts'
import { inWords, missingPermissions } from '../kraken/permissions.ts'
import type { Tool } from '../tools/tool.ts'
import type { View } from './view.ts'

/** Who looks at the catalogue, through which URL, with which key. */
export interface Onlooker {
  readonly principal: Pick<Principal, 'scopes' | 'account'>
  readonly view: View
  /** Undefined where it could not be learnt: then the exchange decides. */
  readonly status: AccountStatus | undefined
}

/**
 * Why a tool is not for this caller, or undefined where it is. What it names is what the caller, or the owner, would
 * have to change: the token, the URL, the deployment or the key.
 */
export const whyHidden = (tool: Tool, onlooker: Onlooker): BreakwaterError | undefined =>
  notOnAccount(tool, onlooker.principal.account) ??
  scopeMissing(tool, onlooker) ??
  outOfView(tool, onlooker.view) ??
  keyLacks(tool, onlooker)

const scopeMissing = (tool: Tool, { principal }: Onlooker) =>
  hasScope(principal, tool.scope)
    ? undefined
    : new BreakwaterError(
        'forbidden',
        'missing_scope',
        `${tool.name} needs the scope "${tool.scope}", which this token does not have`,
        { hint: 'Ask the owner for a token with this scope', details: { scope: tool.scope } },
      )

const outOfView = (tool: Tool, view: View) => {
  if (view.readonly && !tool.annotations.readOnlyHint) {
    return new BreakwaterError('forbidden', 'readonly_url', `${tool.name} acts, and this URL is read-only`, {
      hint: `Connect without /readonly, for instance to /mcp/x/${tool.toolset}`,
    })
  }
  const isInView = view.toolsets ? view.toolsets.has(tool.toolset) : tool.core
  if (isInView) return undefined
  return new BreakwaterError(
    'forbidden',
    'outside_toolsets',
    `${tool.name} is not among the tools of this URL`,
    {
      hint: `Connect to /mcp/x/${tool.toolset}, or to /mcp/x/all for every tool`,
      details: { toolset: tool.toolset },
    },
  )
}

// A paper account cannot do all that a key could, and has tools of its own.
const notOnAccount = (tool: Tool, account: Account) => {
  if (account === 'live') return tool.toolset === 'paper' ? paperOnly(tool.name) : undefined
  const why = whyNotOnPaper(tool.name)
  return why === undefined ? undefined : unsupported(tool.name, why)
}

const paperOnly = (name: string) =>
  new BreakwaterError('forbidden', 'paper_only', `${name} exists on paper accounts only`, {
    hint: 'This token is bound to the account live; the owner makes tokens for paper accounts',
  })

const keyLacks = (tool: Tool, { principal, status }: Onlooker) => {
  if (!tool.permissions || !status || principal.account !== 'live') return undefined
  if (!status.hasKey) {
    return new BreakwaterError(
      'forbidden',
      'no_key',
      `${tool.name} needs a Kraken key, and none is configured`,
      {
        hint: 'The owner sets the secrets KRAKEN_API_KEY and KRAKEN_API_SECRET; market tools work without',
      },
    )
  }
  const { permissions } = tool
  const missing = status.key ? missingPermissions({ permissions }, status.key.permissions) : []
  if (missing.length === 0) return undefined
  return new BreakwaterError(
    'forbidden',
    'missing_permission',
    `${tool.name} needs a permission that the Kraken key lacks: ${inWords(permissions, missing)}`,
    {
      hint: 'The owner can add it to the key in Kraken’s API settings; a new key is not needed',
      details: { permissions: missing },
    },
  )
}
