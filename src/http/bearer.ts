/** A token as it was presented; `url` tokens stand in `?apikey=`. */
export interface Bearer {
  readonly token: string
  readonly via: 'header' | 'url'
}

/**
 * Finds the bearer token of a request; undefined where none was presented. A header that is no bearer counts as an empty
 * token, so that it is refused rather than overlooked.
 */
export const bearerOf = (headers: Headers, url: URL): Bearer | undefined => {
  const header = headers.get('authorization')
  if (header !== null) return { token: /^bearer +(\S+)$/i.exec(header.trim())?.[1] ?? '', via: 'header' }
  const inUrl = url.searchParams.get('apikey')
  return inUrl === null ? undefined : { token: inUrl, via: 'url' }
}
