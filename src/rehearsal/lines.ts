/** What a rehearsal adds to a screen, as lines. */
import type { Calendar, Stamp } from '../calendar/time.ts'
import { clauseWords } from '../flow/words/phrase.ts'
import type { Line } from '../terminal/screen.ts'
import type { Point, Push } from '../training/exercise.ts'
import { between } from '../training/passing.ts'
import type { Spoken } from '../training/prompter.ts'
import { pushWords } from '../training/words.ts'

/** What the other side says. */
export const replyLines = ({ words, scripted }: Spoken, push: Push): readonly Line[] => [
  {
    spans: [
      { text: `They say, ${pushWords[push]}: `, as: 'title' },
      { text: `“${words}”`, as: 'say' },
    ],
    hang: 2,
  },
  ...(scripted
    ? []
    : [
        {
          spans: [
            {
              text: 'The case has no more words for this step: somebody in the room may speak for them.',
              as: 'quiet' as const,
            },
          ],
          indent: 2,
        },
      ]),
]

/** What happens before the next step, whether or not anybody asks. */
export const meanwhileLine = (text: string): Line => ({
  spans: [{ text: 'Meanwhile: ', as: 'late' }, { text }],
  hang: 2,
})

export const askedLine = ({ ask }: Point): Line => ({
  spans: [{ text: 'For the room: ', as: 'title' }, { text: ask }],
  hang: 2,
})

const clauseOf = (clause: string): string =>
  clause === 'general' ? 'general guidance, not from your policy' : clauseWords(clause)

export const pointLine = ({ point, clause }: Point): Line => ({
  spans: [{ text: point }],
  right: [{ text: clauseOf(clause), as: 'clause' }],
})

/** How time has passed. */
export const passedLines = (from: Stamp, to: Stamp, calendar: Calendar): readonly Line[] => {
  const { now, workingDays, days } = between(from, to, calendar)
  return [
    { spans: [{ text: 'Time passes. It is now ' }, { text: `${now}.`, as: 'due' }] },
    ...(days === ''
      ? []
      : [
          {
            spans: [
              { text: workingDays === 1 ? 'One working day later. ' : `${workingDays} working days later. ` },
              { text: `${days}.`, as: 'quiet' as const },
            ],
            indent: 2,
            hang: 2,
          },
        ]),
  ]
}
