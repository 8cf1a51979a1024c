/** What a client may be granted; `offline_access` stands for a refresh token, which every client gets. */
export const SCOPES_OFFERED = ['read', 'trade', 'funds', 'offline_access']

/** What a client asks for first. The owner decides on the page. */
export const SCOPES_WANTED = ['read']
