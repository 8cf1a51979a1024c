/** Kraken's envelope around a result. `now` becomes the Date header, so that simulated time is consistent. */
export const resultOf = (result: unknown, now: number): Response => json({ error: [], result }, now)

/** Kraken's envelope around an error: HTTP 200 all the same. */
export const errorOf = (error: string, now: number): Response => json({ error: [error] }, now)

/** A report leaves as a zip, without any envelope. */
export const zipOf = (bytes: Uint8Array<ArrayBuffer>, now: number): Response =>
  new Response(bytes, { headers: { 'content-type': 'application/zip', date: new Date(now).toUTCString() } })

/** What a proxy before Kraken answers when Kraken itself does not. */
export const htmlOf = (status: number): Response =>
  new Response(
    `<html><head><title>${status}</title></head><body><h1>Error ${status}</h1>cloudflare</body></html>`,
    {
      status,
      headers: { 'content-type': 'text/html; charset=UTF-8' },
    },
  )

const json = (body: object, now: number): Response =>
  Response.json(body, { headers: { date: new Date(now).toUTCString() } })
