import * as z from 'zod'
import { houseTool } from '../house-tool.ts'
import { switchState } from './switch-state.ts'

export const heartbeat = houseTool({
  name: 'heartbeat',
  title: 'Heartbeat',
  description: 'Says that you are alive. After a lapse it lets your orders through again.',
  toolset: 'risk',
  scope: 'trade',
  input: () => z.strictObject({}),
  output: () => switchState().extend({ alive: z.literal(true) }),
  example: {},
  effect: 'stop',
})
