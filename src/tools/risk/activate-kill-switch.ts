import * as z from 'zod'
import { houseTool } from '../house-tool.ts'

const order = () => z.looseObject({ txid: z.string(), pair: z.string(), ordertype: z.string() })
const position = () => z.looseObject({ id: z.string(), pair: z.string(), volume: z.string() })

export const activateKillSwitch = houseTool({
  name: 'activate_kill_switch',
  title: 'Kill switch',
  description:
    'Stops this account: refuses new orders, cancels all open ones, stop-losses too, and reads that none is left. Only the owner releases it.',
  toolset: 'risk',
  scope: 'trade',
  input: () => z.strictObject({ reason: z.string().min(1).max(200).describe('For the owner and the audit') }),
  output: () =>
    z.looseObject({
      kill_switch: z.literal('on'),
      cancelled: z.number(),
      verified: z.boolean(),
      open_orders: z.number().nullable(),
      protective_removed: z.array(order()),
      bare_positions: z.array(position()),
    }),
  example: { reason: 'The strategy places orders in a loop' },
  effect: 'stop',
})
