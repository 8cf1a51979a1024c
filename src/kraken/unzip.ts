import { unzipSync } from 'fflate'

/** The library's own, named here so that a bundle which loads it late holds no more of it than this. */
export const unzip: typeof unzipSync = (bytes, options) => unzipSync(bytes, options)
