import { unzipSync } from 'fflate'

/** Loaded by the first who needs it: named here, the bundle keeps this one function and not the library. */
export const unzip: typeof unzipSync = (...archive) => unzipSync(...archive)
