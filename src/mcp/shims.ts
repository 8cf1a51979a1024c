/**
 * Stands in the SDK's place for what it asks of a runtime (`alias` in wrangler.toml). Its own for Workers builds all schemas
 * of the protocol as the module starts. Nobody is asked for a form here, which is all that it would judge by JSON Schema.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new TypeError('no form is asked for')
  }
}
