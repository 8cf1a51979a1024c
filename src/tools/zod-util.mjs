// The helpers that zod's methods call by the name `util`. As zod's own has it, that name stands for all helpers, and brings them all.
// biome-ignore lint/performance/noBarrelFile: a part of another module is its purpose
export {
  constantCatch,
  derived,
  extend,
  hide,
  installLazyProp,
  issue,
  merge,
  mergeDefs,
  normalizeParams,
  omit,
  own,
  partial,
  pick,
  required,
  safeExtend,
  shallowClone,
} from '../../node_modules/zod/v4/core/util.js'
