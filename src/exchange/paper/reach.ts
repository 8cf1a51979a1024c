import { BreakwaterError } from '../../domain/errors.ts'
import { isPrivate } from '../../kraken/endpoint.ts'
import { endpointOf } from '../../kraken/endpoints/all.ts'

// Why a paper account has nothing to say to these, by the name of the tool.
const WHY: Readonly<Record<string, string>> = {
  get_api_key_info: 'a paper account has no Kraken key',
  get_credit_lines: 'a paper account has no credit line',
  list_wallet_accounts: 'a paper account has one wallet and no other',
  query_l3_order_book: 'the book by order is shown to a Kraken key only, and a paper account has none',
  get_websockets_token: 'Kraken’s sockets show the account of a key, and a paper account has none',
  request_export_report:
    'Kraken exports its own accounts only; get_ledgers and get_trade_history tell everything',
  get_export_status:
    'Kraken exports its own accounts only; get_ledgers and get_trade_history tell everything',
  retrieve_export: 'Kraken exports its own accounts only; get_ledgers and get_trade_history tell everything',
  remove_export: 'Kraken exports its own accounts only; get_ledgers and get_trade_history tell everything',
  create_subaccount: 'a paper account has no subaccounts; the owner makes another paper account instead',
  account_transfer: 'a paper account has no subaccounts; the owner makes another paper account instead',
}

const FUNDING =
  'no money comes to a paper account or leaves it; reset_paper_account gives it its opening balance back'
const EARN = 'Earn is not modelled on paper accounts'

/** Why a paper account cannot use a tool that it would have on a live one; undefined where it can. */
export const whyNotOnPaper = (tool: string): string | undefined => {
  const endpoint = endpointOf(tool)
  if (!endpoint || !isPrivate(endpoint)) return undefined
  if (WHY[tool] !== undefined) return WHY[tool]
  if (/earn/.test(tool)) return EARN
  return /withdraw|deposit|wallet_transfer/.test(tool) ? FUNDING : undefined
}

/** Throws `forbidden` (paper_unsupported) where a paper account cannot use the tool. */
export const mustWorkOnPaper = (tool: string): void => {
  const why = whyNotOnPaper(tool)
  if (why !== undefined) throw unsupported(tool, why)
}

export const unsupported = (tool: string, why: string) =>
  new BreakwaterError('forbidden', 'paper_unsupported', `${tool} does not work on a paper account: ${why}.`, {
    hint: 'It needs a token on the account live, which only the owner can give.',
  })
