import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// The longest first, so that no core waits at the end for one that began last.
const LONGEST = [
  'test/chaos/journal.model.test.ts',
  'test/cli/start.test.ts',
  'test/cli/owner.test.ts',
  'test/cli/start-live.test.ts',
  'test/cli/stdio.test.ts',
  'test/cli/local-db.test.ts',
  'test/exchange/risk-check/readings.test.ts',
  'test/emulator/market.test.ts',
  'test/exchange/rails/races.test.ts',
  'test/domain/patterns/laws.test.ts',
  'test/domain/risk/laws.test.ts',
  'test/fuzz/fuzz.test.ts',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files)
    return rest.toSorted((a, b) => placeOf(a) - placeOf(b))
  }
}

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = LONGEST.findIndex((path) => moduleId.endsWith(path))
  return place < 0 ? LONGEST.length : place
}

// Loaded by Node itself, when the workerd project starts: bundled into this file it would be in every project's way.
const openEmulator = async () => {
  const path = new URL('./src/emulator/emulator.ts', import.meta.url).href
  const { createEmulator }: typeof import('./src/emulator/emulator.ts') = await import(path)
  const emulator = createEmulator({ seed: 'test', now: Date.now })
  // A year of days is two million prints a pair. Computed before any test waits for them, and kept over every reset:
  // a read is given up after ten seconds, which a slow machine may need.
  for (const pair of ['XBTUSD', 'ETHUSD', 'SOLUSD'])
    await emulator.answer(new Request(`http://127.0.0.1:1/0/public/OHLC?pair=${pair}&interval=1440`))
  return emulator
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'node',
          // The stories of the command line mostly wait for processes: two cores can tell several at once.
          maxWorkers: 3,
          // What a file loads the next one finds loaded: no test replaces a module or leaves one changed.
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.worker.test.ts'],
          setupFiles: ['./test/setup.seed.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          // Whatever a Worker or a Durable Object under test fetches ends at the emulator, which runs here, in Node.
          cloudflareTest(async () => {
            const emulator = await openEmulator()
            return {
              wrangler: { configPath: './wrangler.toml' },
              miniflare: {
                bindings: {
                  TEST_MIGRATIONS: await readD1Migrations('./migrations'),
                  KRAKEN_API_KEY: emulator.credentials.key,
                  KRAKEN_API_SECRET: emulator.credentials.secret,
                  KRAKEN_BASE_URL: 'http://127.0.0.1:1',
                  RUNS_LOCALLY: 'true',
                  EXCHANGE: 'emulator',
                  LOG_LEVEL: 'error',
                  OWNER_PASSPHRASE: 'correct horse battery',
                },
                outboundService: (request: Request) => emulator.answer(request),
              },
            }
          }),
        ],
        test: {
          name: 'workerd',
          include: ['test/**/*.worker.test.ts'],
          setupFiles: ['./test/setup.seed.ts', './test/setup.worker.ts'],
          // One worker: the files share one runtime and one emulator, which each test finds as it was seeded.
          isolate: false,
          maxWorkers: 1,
          // Different numbers of workers want turns of their own; `npm test` gives each project a vitest of its own.
          sequence: { groupOrder: 1 },
          testTimeout: 30_000,
        },
      },
    ],
  },
})
