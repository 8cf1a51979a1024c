/** Names one request: it stands in its errors, in the journal and in the logs. */
export const newRequestId = (): string => `r_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
