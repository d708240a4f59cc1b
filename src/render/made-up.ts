/** What stands before anything else that is told of a training record. */
import type { MadeUp } from '../record/made-up.ts'

/** One sentence, for a page, a printed story, a list. */
export const madeUpWords = ({ exercise }: MadeUp): string =>
  exercise === undefined
    ? 'TRAINING: a made-up case, by its number. Nothing in it happened.'
    : `TRAINING: made-up case “${exercise.label}”. Nothing in it happened.`
