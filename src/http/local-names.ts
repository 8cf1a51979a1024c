const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/**
 * Under which names a server on the owner's machine may be addressed. A page in the owner's browser could otherwise reach
 * it under a name of the page's own (DNS rebinding); a bare address, as `--host` may open one, is no such name.
 */
export const localNames = (hostname: string): readonly string[] =>
  isAddress(hostname) ? [...LOOPBACK, hostname] : LOOPBACK

const isAddress = (hostname: string) => /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])$/.test(hostname)
