import type { Tool } from '../tool.ts'
import { analyzeMultiTimeframe } from './analyze-multi-timeframe.ts'
import { calculateExitPrices } from './calculate-exit-prices.ts'
import { calculateIndicators } from './calculate-indicators.ts'
import { detectPatterns } from './detect-patterns.ts'
import { generateSignals } from './generate-signals.ts'
import { getCorrelation } from './get-correlation.ts'
import { getMarketOverview } from './get-market-overview.ts'

/** The toolset `analysis`, in the order in which it is listed. */
export const ANALYSIS: readonly Tool[] = [
  calculateIndicators,
  detectPatterns,
  generateSignals,
  analyzeMultiTimeframe,
  getMarketOverview,
  getCorrelation,
  calculateExitPrices,
]
