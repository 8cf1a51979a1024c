import { TOOLSETS } from '../kraken/endpoints/all.ts'
import { keyInfo } from './account/key-info.ts'
import { ANALYSIS } from './analysis/all.ts'
import { mirror } from './mirror.ts'
import { explainFill } from './paper/explain-fill.ts'
import { getPaperAccount } from './paper/get-paper-account.ts'
import { resetPaperAccount } from './paper/reset-paper-account.ts'
import { activateKillSwitch } from './risk/activate-kill-switch.ts'
import { armDeadManSwitch } from './risk/arm-dead-man-switch.ts'
import { calculatePositionSize } from './risk/calculate-position-size.ts'
import { checkOrder } from './risk/check-order.ts'
import { disarmDeadManSwitch } from './risk/disarm-dead-man-switch.ts'
import { getExposure } from './risk/get-exposure.ts'
import { getIntent } from './risk/get-intent.ts'
import { getMandate } from './risk/get-mandate.ts'
import { getRiskLimits } from './risk/get-risk-limits.ts'
import { getRiskState } from './risk/get-risk-state.ts'
import { heartbeat } from './risk/heartbeat.ts'
import { listAudit } from './risk/list-audit.ts'
import { listIntents } from './risk/list-intents.ts'
import type { Tool } from './tool.ts'
import { TOOLSET_NAMES, type ToolsetName } from './toolsets.ts'

// A house tool is one file with one definition, in the folder of its toolset, and one entry here; it stands in for a mirror of its name.
const HOUSE: readonly Tool[] = [
  keyInfo,
  checkOrder,
  getRiskState,
  getRiskLimits,
  getExposure,
  calculatePositionSize,
  getIntent,
  getMandate,
  listIntents,
  listAudit,
  activateKillSwitch,
  armDeadManSwitch,
  disarmDeadManSwitch,
  heartbeat,
  ...ANALYSIS,
  getPaperAccount,
  resetPaperAccount,
  explainFill,
]

const house = new Map(HOUSE.map((tool) => [tool.name, tool]))

// Toolsets without a row of Kraken's.
const isOurs = (toolset: ToolsetName) => toolset === 'risk' || toolset === 'analysis' || toolset === 'paper'

/** Every tool, in the order in which it is listed. */
export const TOOLS: readonly Tool[] = TOOLSET_NAMES.flatMap((toolset) => {
  const rows = isOurs(toolset) ? [] : TOOLSETS[toolset]
  const mirrors = rows.map((row) => house.get(row.tool) ?? mirror(row, toolset))
  const others = HOUSE.filter((tool) => tool.toolset === toolset && !mirrors.includes(tool))
  return [...mirrors, ...others]
})

const byName = new Map(TOOLS.map((tool) => [tool.name, tool]))

/** Finds a tool by its name. */
export const toolNamed = (name: string): Tool | undefined => byName.get(name)
