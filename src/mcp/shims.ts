/**
 * Stands in the SDK's place for what it asks of a runtime (`alias` in wrangler.toml). Its own for Workers builds all schemas
 * of the protocol as the module starts. It would judge by JSON Schema what is filled into a form, and ours have no fields.
 */
export class DefaultJsonSchemaValidator {
  getValidator(): never {
    throw new TypeError('no form has fields')
  }
}
