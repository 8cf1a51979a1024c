/** Names one request: it stands in its errors, in the journal and in the logs. */
export const newRequestId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return `r_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
