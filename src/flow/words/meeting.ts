/** A meeting that a rung is about, in words. */
import type { Meeting } from '../policy.ts'

/** Who has which part in it: "convened by the Chair", a text each; none without a word of the source. */
export const meetingWords = ({ convenes, chairs, attends, independent }: Meeting): readonly string[] => [
  ...(convenes === undefined ? [] : [`convened by ${convenes}`]),
  ...(chairs === undefined ? [] : [`chaired by ${chairs}`]),
  ...(attends === undefined ? [] : [`attended by ${attends}`]),
  ...(independent === undefined ? [] : [`independence: ${independent}`]),
]
