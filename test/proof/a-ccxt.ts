// The package's front door loads a hundred exchanges; this is its one file for Kraken, as published.
import CcxtKraken from '../../node_modules/ccxt/js/src/kraken.js'
import { createEmulator } from '../../src/emulator/emulator.ts'
import { serveEmulator } from '../../src/emulator/serve.ts'

// Time stands still until a test moves it: what is asked twice is answered twice alike, and nothing fills but what crosses.
const NOW = Date.UTC(2026, 8, 1, 12)

type Credentials = { readonly apiKey: string; readonly secret: string }

/** The emulator behind HTTP, and ccxt pointed at it by configuration alone. */
export const aCcxt = async () => {
  const emulator = createEmulator({ seed: 'ccxt', now: () => NOW, tier: 'unlimited' })
  const served = await serveEmulator(emulator, { host: '127.0.0.1', port: 0 })
  const { key, secret } = emulator.credentials
  const connect = (credentials: Credentials = { apiKey: key, secret }) => {
    const kraken = new CcxtKraken({ ...credentials, enableRateLimit: false })
    kraken.urls.api = { public: served.url, private: served.url }
    return kraken
  }
  // The emulator's own doors: simulated time, and fills of resting orders.
  const turn = (door: 'clock' | 'fill', body: object) =>
    emulator.answer(
      new Request(`${served.url}/__emulator/${door}`, { method: 'POST', body: JSON.stringify(body) }),
    )
  return {
    kraken: connect(),
    connect,
    key,
    pass: (seconds: number) => turn('clock', { advance: seconds }),
    fill: (txid: string, volume: string) => turn('fill', { txid, volume }),
    close: () => served.close(),
  }
}
