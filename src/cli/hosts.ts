/** Tells whether a host is this machine itself, as a URL or an option spells it. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)

/** The address under which a client on this machine reaches a server that listens on `host`. */
export const originOf = (host: string, port: number): string => {
  if (host === '0.0.0.0' || host === '::' || host === '*') return `http://127.0.0.1:${port}`
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
