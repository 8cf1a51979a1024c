/**
 * Stands in the Worker in the place of zod's core as its methods see it (`alias` in wrangler.toml): all of it but the forms of text that
 * nobody here asks for, and the reader that writes code, which a Worker may not run. Every text's schema carries the methods of
 * them all, so a bundler cannot leave them out. A test holds what is missing against what is asked for.
 */
// biome-ignore lint/performance/noBarrelFile: the whole of another module is its purpose
export * from 'zod/v4/core'
export { $ZodObject as $ZodObjectJIT } from 'zod/v4/core'

export * as util from './zod-util.mjs'

const missing = () => {
  throw new TypeError('left out of the Worker: src/tools/zod-core.mjs')
}
const Missing = { init: missing }

// A schema's methods of both directions are made as zod loads.
const method = () => missing

export {
  Missing as $ZodBase64,
  Missing as $ZodBase64URL,
  Missing as $ZodCIDRv4,
  Missing as $ZodCIDRv6,
  Missing as $ZodCUID,
  Missing as $ZodCUID2,
  Missing as $ZodE164,
  Missing as $ZodEmail,
  Missing as $ZodEmoji,
  Missing as $ZodGUID,
  Missing as $ZodIPv4,
  Missing as $ZodIPv6,
  Missing as $ZodISODuration,
  Missing as $ZodISOTime,
  Missing as $ZodJWT,
  Missing as $ZodKSUID,
  Missing as $ZodNanoID,
  Missing as $ZodULID,
  Missing as $ZodUUID,
  Missing as $ZodXID,
  method as _decode,
  method as _decodeAsync,
  method as _encode,
  method as _encodeAsync,
  method as _safeDecode,
  method as _safeDecodeAsync,
  method as _safeEncode,
  method as _safeEncodeAsync,
  missing as _base64,
  missing as _base64url,
  missing as _cidrv4,
  missing as _cidrv6,
  missing as _cuid,
  missing as _cuid2,
  missing as _e164,
  missing as _email,
  missing as _emoji,
  missing as _guid,
  missing as _ipv4,
  missing as _ipv6,
  missing as _isoDuration,
  missing as _isoTime,
  missing as _jwt,
  missing as _ksuid,
  missing as _nanoid,
  missing as _ulid,
  missing as _uuid,
  missing as _uuidv4,
  missing as _uuidv6,
  missing as _uuidv7,
  missing as _xid,
  missing as _slugify,
  missing as _multipleOf,
  missing as flattenError,
  missing as formatError,
}
