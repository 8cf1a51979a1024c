import about from '../../package.json' with { type: 'json' }

/** The version that the server tells its clients. */
export const VERSION: string = about.version
