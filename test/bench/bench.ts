import { buildBundle } from './bundle.ts'
import { burstFigures } from './burst.ts'
import type { Figure } from './figure.ts'
import { kernelFigures } from './kernels.ts'
import { laneFigure } from './lane.ts'
import { matchingFigures } from './matching.ts'
import { overviewFigure } from './overview.ts'
import { railsFigure } from './rails.ts'
import { mint, requestFigures } from './requests.ts'
import { startRuntime } from './runtime.ts'
import { startupFigure } from './startup.ts'
import { timeframesFigure } from './timeframes.ts'

const MOST_KIB = 300

/** Measures everything, one thing after the other. */
export const bench = async (tell: (step: string) => void): Promise<readonly Figure[]> => {
  tell('bench: building the bundle')
  const { code, gzipBytes } = await buildBundle()
  tell('bench: starting it')
  const startup = await startupFigure(code)
  tell('bench: sending requests')
  const served = await servedFigures(code)
  tell('bench: analysing markets')
  const analysis = [await overviewFigure(), await timeframesFigure(), ...kernelFigures()]
  return [
    ...served,
    startup,
    await laneFigure(),
    railsFigure(),
    ...matchingFigures(),
    ...analysis,
    sizeFigure(gzipBytes),
  ]
}

const servedFigures = async (code: string): Promise<readonly Figure[]> => {
  const runtime = await startRuntime(code)
  try {
    const token = await mint(runtime)
    return [...(await requestFigures(runtime, token)), ...(await burstFigures(runtime, token))]
  } finally {
    await runtime.close()
  }
}

const sizeFigure = (bytes: number): Figure => ({
  name: 'bundle, minified, gzip',
  value: bytes / 1024,
  floor: MOST_KIB,
  shown: `${(bytes / 1024).toFixed(1)} KiB`,
  floorShown: `≤ ${MOST_KIB} KiB`,
})
