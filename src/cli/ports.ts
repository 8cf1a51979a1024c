import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { CliError } from './failure.ts'
import { isErrno } from './files.ts'

/** Binds the port for a moment, and returns its number: the runtime's own words on a taken port are hard to read. */
export const checkPort = (host: string, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(wordsFor(error, host, port)))
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })

const FREED_WITHIN_MS = 5_000

/** The same, for a port whose holder has just been ended: it may take a moment until it is free. */
export const checkPortSoon = async (host: string, port: number): Promise<number> => {
  for (let waited = 0; waited < FREED_WITHIN_MS; waited += 100) {
    const free = await checkPort(host, port).catch(() => undefined)
    if (free !== undefined) return free
    await sleep(100)
  }
  return checkPort(host, port)
}

const wordsFor = (error: Error, host: string, port: number): Error => {
  if (isErrno(error, 'EADDRINUSE'))
    return new CliError(
      `Port ${port} is taken by another program, perhaps by the workerd of a server that was killed.\n` +
        'Choose one with --port N (0: any free one).',
    )
  if (isErrno(error, 'EACCES'))
    return new CliError(`Port ${port} may not be opened by this user. Choose one above 1023.`)
  if (isErrno(error, 'EADDRNOTAVAIL') || isErrno(error, 'ENOTFOUND'))
    return new CliError(`This machine has no address "${host}". Leave --host out for 127.0.0.1.`)
  return error
}
