import { hasScope, type Principal, type Scope } from '../../auth/principal.ts'
import { toolNamed } from '../../tools/catalogue.ts'
import { calledTool } from '../mcp-message.ts'

/** What a sign-in may grant; `raw` and `admin` are minted in a terminal alone. */
const GRANTABLE: ReadonlySet<Scope> = new Set(['read', 'trade', 'funds'])

/**
 * The scopes with which a client that signed in should do so again, since it calls a tool that its token is too weak for;
 * undefined where that would not help. Who holds a minted token cannot sign in for more, and is told by the tool itself.
 */
export const scopesToAsk = (
  { signedIn, scopes }: Pick<Principal, 'signedIn' | 'scopes'>,
  message: unknown,
): readonly Scope[] | undefined => {
  const tool = signedIn ? toolNamed(calledTool(message) ?? '') : undefined
  if (!tool || hasScope({ scopes }, tool.scope) || !GRANTABLE.has(tool.scope)) return undefined
  return [...new Set([...scopes, tool.scope])]
}
