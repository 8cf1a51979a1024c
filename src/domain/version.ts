/** The version that clients and Kraken are told; a Worker cannot read package.json, so a test holds the two together. */
export const VERSION = '0.1.0'
