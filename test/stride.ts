/** What the suite takes a sample of and the long suite takes whole: the files in which this is used are run by both (vitest.long.config.ts). */

/** From one to the next of many alike: `n` in the suite, so that it stays under a minute, and 1 in the long suite. */
export const strideOf = (n: number): number => (process.env['RUNGS_LONG_SEED'] === undefined ? n : 1)
