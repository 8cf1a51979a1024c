import type { Tool } from '../tool.ts'
import { detectPatterns } from './detect-patterns.ts'
import { getCorrelation } from './get-correlation.ts'
import { getMarketOverview } from './get-market-overview.ts'

/** The toolset `analysis`, in the order in which it is listed. */
export const ANALYSIS: readonly Tool[] = [detectPatterns, getMarketOverview, getCorrelation]
