import type { Reply } from './reply.ts'

/** Replaces in Kraken's strings what belongs to the credentials, should an answer ever repeat them. */
export const withoutSecrets = (reply: Reply, secrets: readonly (string | undefined)[]): Reply => {
  // Short ones (a one-time code) would tear holes into ordinary words.
  const hidden = secrets.filter((secret) => secret !== undefined && secret.length >= 6)
  const scrub = (text: string) =>
    hidden.reduce<string>((rest, secret) => (secret ? rest.replaceAll(secret, '[hidden]') : rest), text)
  if (reply.kind === 'errors') return { ...reply, errors: reply.errors.map(scrub) }
  return reply.kind === 'result' ? { ...reply, warnings: reply.warnings.map(scrub) } : reply
}
