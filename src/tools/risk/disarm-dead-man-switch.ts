import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { switchState } from './switch-state.ts'

export const disarmDeadManSwitch = houseTool({
  name: 'disarm_dead_man_switch',
  title: 'Disarm the dead-man switch',
  description: 'Takes back what this token armed, timer and heartbeat; what others armed stays.',
  toolset: 'risk',
  scope: 'trade',
  input: () => z.strictObject({}),
  output: () => switchState().extend({ confirmed: z.boolean().optional() }),
  example: {},
  effect: 'stop',
})
