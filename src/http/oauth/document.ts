const PATIENCE_MS = 10_000

/**
 * Whether the document behind a client's id stands at that very address; true for an id that is no address. The library
 * follows redirects, so that whoever finds an open one at a host of good name could speak in its name: the draft on such
 * documents allows none, and no status but 200 (draft-ietf-oauth-client-id-metadata-document-02, 5). Never throws.
 */
export const standsThere = async (clientId: string): Promise<boolean> => {
  if (!/^\s*https:/i.test(clientId)) return true
  if (!/^[!-~]+$/.test(clientId)) return false
  try {
    const headers = { accept: 'application/json' }
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(clientId, { headers, redirect: 'manual', cache: 'no-store', signal })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
