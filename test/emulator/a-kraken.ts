import { createHash, createHmac } from 'node:crypto'
import { createEmulator, type EmulatorOptions } from '../../src/emulator/emulator.ts'

export interface Reply {
  readonly error: readonly string[]
  readonly result?: unknown
}

export interface Credentials {
  readonly key: string
  readonly secret: string
}

export const NOON = Date.UTC(2026, 10, 20, 12, 0, 30)

/** Signs as Kraken's authentication page says, with Node's own crypto and nothing of ours. */
export const sign = (secret: string, path: string, nonce: string, body: string): string =>
  createHmac('sha512', Buffer.from(secret, 'base64'))
    .update(path)
    .update(
      createHash('sha256')
        .update(nonce + body)
        .digest(),
    )
    .digest('base64')

/** An emulator whose clock stands at noon, and a client that talks to it over web-standard requests. */
export const aKraken = (options: Partial<EmulatorOptions> = {}) => {
  const emulator = createEmulator({ seed: 'test', now: () => NOON, tier: 'unlimited', ...options })
  let nonce = NOON
  const nextNonce = () => String(++nonce)

  const send = (path: string, init: RequestInit = {}) =>
    emulator.answer(new Request(`http://kraken.test${path}`, init))
  const json = async (answer: Promise<Response>): Promise<Reply> => (await answer).json() as Promise<Reply>

  const signed = (path: string, body: string, used: string, credentials: Credentials, type: string) =>
    send(path, {
      method: 'POST',
      body,
      headers: {
        'API-Key': credentials.key,
        'API-Sign': sign(credentials.secret, path, used, body),
        'content-type': type,
      },
    })

  const post = (
    name: string,
    params: Record<string, string> = {},
    credentials: Credentials = emulator.credentials,
  ) => {
    const used = nextNonce()
    const body = new URLSearchParams({ nonce: used, ...params }).toString()
    return signed(`/0/private/${name}`, body, used, credentials, 'application/x-www-form-urlencoded')
  }
  const control = async (name: string, body?: object, method = body ? 'POST' : 'GET'): Promise<unknown> => {
    const answer = await send(
      `/__emulator/${name}`,
      body ? { method, body: JSON.stringify(body) } : { method },
    )
    return answer.json()
  }

  return {
    emulator,
    nextNonce,
    send,
    signed,
    post,
    control,
    public: (path: string) => json(send(`/0/public/${path}`)),
    private: (
      name: string,
      params: Record<string, string> = {},
      credentials: Credentials = emulator.credentials,
    ) => json(post(name, params, credentials)),
    log: async () => (await control('log')) as readonly Record<string, unknown>[],
    mint: async (permissions: readonly string[]) => (await control('keys', { permissions })) as Credentials,
  }
}

export type Kraken = ReturnType<typeof aKraken>
