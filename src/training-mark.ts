/** What marks the records of made-up cases: it stands where the mark of a computer stands in the id of a real one. */

export const trainingMark = 'TRAINING'

/** Whether this is the id of a record of a made-up case: `TRAINING-2026-0001`. */
export const isTrainingId = (id: string): boolean => id.startsWith(`${trainingMark}-`)
