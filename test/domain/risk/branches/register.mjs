import { registerHooks } from 'node:module'

const shim = new URL('./as-vitest.ts', import.meta.url).href

registerHooks({
  resolve: (name, context, next) =>
    name === 'vitest' ? { url: shim, shortCircuit: true } : next(name, context),
})
