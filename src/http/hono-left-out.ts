const missing = (): never => {
  throw new TypeError('left out of the Worker: src/http/hono-left-out.ts')
}

/**
 * Stands in the Worker in the place of hono's reader of forms and of its guests' requests (`alias` in wrangler.toml): a form is
 * read by `body.ts`, which counts its bytes first, and no other application is mounted.
 */
export { missing as createMountedRequest, missing as parseBody }
