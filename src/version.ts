/** The program's version; put in by the build. */
declare const RUNGS_VERSION: string | undefined

export const version: string = typeof RUNGS_VERSION === 'string' ? RUNGS_VERSION : '0.0.0-source'
