import type { Tool } from '../tool.ts'

/** The toolset `analysis`, in the order in which it is listed. */
export const ANALYSIS: readonly Tool[] = []
