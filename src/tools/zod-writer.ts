/**
 * Stands in the Worker in the place of zod's writer of JSON Schema (`alias` in wrangler.toml); ours is `json-schema.ts`. Every schema
 * of zod carries the writer's methods, so a bundler cannot leave it out. A test holds these names against zod's.
 */
const missing = (): never => {
  throw new TypeError('zod writes no JSON Schema in the Worker: src/tools/json-schema.ts does')
}

// A schema makes its methods before anybody calls one.
const method = () => missing

export {
  method as createToJSONSchemaMethod,
  method as createStandardJSONSchemaMethod,
  missing as aggregateChecks,
  missing as allProcessors,
  missing as anyProcessor,
  missing as arrayProcessor,
  missing as bigintProcessor,
  missing as booleanProcessor,
  missing as catchProcessor,
  missing as customProcessor,
  missing as dateProcessor,
  missing as defaultProcessor,
  missing as enumProcessor,
  missing as extractDefs,
  missing as fileProcessor,
  missing as finalize,
  missing as functionProcessor,
  missing as handleUnrepresentable,
  missing as initializeContext,
  missing as intersectionProcessor,
  missing as lazyProcessor,
  missing as literalProcessor,
  missing as mapProcessor,
  missing as nanProcessor,
  missing as neverProcessor,
  missing as nonoptionalProcessor,
  missing as nullProcessor,
  missing as nullableProcessor,
  missing as numberProcessor,
  missing as objectProcessor,
  missing as optionalProcessor,
  missing as pipeProcessor,
  missing as prefaultProcessor,
  missing as process,
  missing as processSchema,
  missing as promiseProcessor,
  missing as readonlyProcessor,
  missing as recordProcessor,
  missing as setProcessor,
  missing as stringProcessor,
  missing as successProcessor,
  missing as symbolProcessor,
  missing as templateLiteralProcessor,
  missing as toJSONSchema,
  missing as transformProcessor,
  missing as tupleProcessor,
  missing as undefinedProcessor,
  missing as unionProcessor,
  missing as unknownProcessor,
  missing as voidProcessor,
}
