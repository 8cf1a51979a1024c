import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { switchState } from './switch-state.ts'

export const armDeadManSwitch = houseTool({
  name: 'arm_dead_man_switch',
  title: 'Arm the dead-man switch',
  description:
    'timeout: Kraken cancels all orders of the account if this server dies. heartbeat_within: the server cancels yours if you fall silent.',
  toolset: 'risk',
  scope: 'trade',
  input: () =>
    z
      .strictObject({
        timeout: z.int().min(60).max(3600).describe('Seconds; 150 if neither is given').optional(),
        heartbeat_within: z.int().min(30).max(3600).describe('Seconds').optional(),
        stops: z.boolean().describe('Cancel protective orders too').optional(),
      })
      .refine(({ heartbeat_within, stops }) => heartbeat_within !== undefined || stops === undefined, {
        error: 'goes together with heartbeat_within',
        path: ['stops'],
      }),
  output: () =>
    switchState().extend({
      confirmed: z.boolean().optional(),
      would_cancel: z.array(z.looseObject({ txid: z.string(), ordertype: z.string() })).nullish(),
    }),
  example: { timeout: 150, heartbeat_within: 300 },
  effect: 'stop',
})
