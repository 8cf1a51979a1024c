/** The version that the server tells its clients; a test holds it against package.json. */
export const VERSION = '0.1.0'
