const SECRETS = /^(KRAKEN_|OWNER_|BREAKWATER_ADMIN_TOKEN|AUTH_DISABLED|RUNS_LOCALLY|ALERT_WEBHOOK_URL)/

/**
 * Prepares this process for `import('wrangler')`, which reads its switches while it loads. Without them the local
 * server writes every URL, `?apikey=` included, into the state folder, and opens its databases to whoever asks.
 * What is secret leaves the environment, since workerd and esbuild inherit it.
 */
export const quietWrangler = (): void => {
  Object.assign(process.env, QUIET)
  for (const name of ['NO_PROXY', 'no_proxy']) stayHome(name)
  for (const name of Object.keys(process.env)) if (SECRETS.test(name)) delete process.env[name]
}

// Wrangler sends all calls of this process through a proxy where one is set; those to our own server stay at home.
const stayHome = (name: string): void => {
  const hosts = process.env[name]
  if (hosts && !hosts.includes('127.0.0.1')) process.env[name] = `${hosts},127.0.0.1,localhost,::1`
}

/** The environment of a wrangler that runs as a process of its own. */
export const wranglerEnvironment = (): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !SECRETS.test(name))
  return { ...Object.fromEntries(kept), ...QUIET, CI: '1' }
}

const QUIET = {
  X_LOCAL_OBSERVABILITY: 'false',
  X_LOCAL_EXPLORER: 'false',
  CLOUDFLARE_CF_FETCH_ENABLED: 'false',
  CLOUDFLARE_INCLUDE_PROCESS_ENV: 'false',
  WRANGLER_SEND_METRICS: 'false',
  WRANGLER_WRITE_LOGS: 'false',
  WRANGLER_LOG: 'none',
} as const
