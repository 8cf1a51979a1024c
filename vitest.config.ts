import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import { createEmulator } from './src/emulator/emulator.ts'

// The emulator runs here, in Node; whatever a Worker or a Durable Object under test fetches ends at it.
const emulator = createEmulator({ seed: 'test', now: Date.now })

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.worker.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                TEST_MIGRATIONS: await readD1Migrations('./migrations'),
                KRAKEN_API_KEY: emulator.credentials.key,
                KRAKEN_API_SECRET: emulator.credentials.secret,
                KRAKEN_BASE_URL: 'http://127.0.0.1:1',
                RUNS_LOCALLY: 'true',
                EXCHANGE: 'emulator',
              },
              outboundService: (request: Request) => emulator.answer(request),
            },
          })),
        ],
        test: {
          name: 'workerd',
          include: ['test/**/*.worker.test.ts'],
          setupFiles: ['./test/setup.worker.ts'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
    ],
  },
})
