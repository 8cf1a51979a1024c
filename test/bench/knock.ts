import { Agent, request } from 'node:http'

/** One request, ready to be sent again and again. */
export interface Knock {
  readonly path: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export const CONNECTIONS = 32

/** The connections of one load; they stay open until it is over. */
export const openAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: CONNECTIONS })

/** Sends one request and reads the answer whole; throws where it is not a 200. */
export const send = (origin: string, agent: Agent, { path, method, headers, body }: Knock): Promise<string> =>
  new Promise((resolve, reject) => {
    const outgoing = request(origin + path, { agent, method, headers: { ...headers } }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
      incoming.on('error', reject)
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        if (incoming.statusCode === 200) resolve(text)
        else reject(new Error(`${path} answered ${incoming.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

/** Sends one request many times, over all connections at once. */
export const sendMany = async (origin: string, agent: Agent, knock: Knock, times: number): Promise<void> => {
  let left = times
  const connection = async () => {
    while (left-- > 0) await send(origin, agent, knock)
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, connection))
}
