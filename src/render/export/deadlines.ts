/** The deadlines of a case, met and missed: as a picture and in a table. */

import { formatDue } from '../../calendar/deadline.ts'
import { momentWords } from '../../calendar/moment.ts'
import type { Exported } from '../../export/exported.ts'
import type { Standing, TimedDeadline } from '../../verify/time.ts'
import { type Block, cited, heading, paragraph, type Row, strong, type Text } from '../document/document.ts'
import { timelinePictures } from './timeline.ts'
import { factLink, whoHad } from './words.ts'

const standingText = (standing: Standing): Text => {
  switch (standing.kind) {
    case 'met':
      return [`Met on ${momentWords(standing.on)}`]
    case 'late':
      return [
        strong(`LATE by ${standing.by}`),
        `: ${standing.met ? 'done' : 'not done when the case went on'} on ${momentWords(standing.on)}`,
      ]
    case 'overdue':
      return [strong(`OVERDUE by ${standing.by}`), ' when this page was made']
    case 'superseded':
      return [`No longer mattered when the case went on, on ${momentWords(standing.on)}`]
    case 'open':
      return ['Not yet due when this page was made']
    case 'untold':
      return ['The record does not tell whether it was met']
  }
}

const deadlineRow = ({
  whose,
  what,
  clause,
  deadline,
  indicative,
  standing,
  entry,
  fact,
}: TimedDeadline): Row => ({
  cells: [
    [
      `${whoHad[whose]}: ${what}`,
      ...cited(clause),
      ...(indicative === true ? [' (an indication, no limit)'] : []),
    ],
    [formatDue(deadline)],
    standingText(standing),
    factLink(entry, fact),
  ],
  ...(standing.kind === 'late' || standing.kind === 'overdue' ? { mark: 'warning' } : {}),
})

export const deadlineBlocks = (exported: Exported): readonly Block[] => {
  const { time } = exported.verified
  const deadlines = time?.deadlines ?? []
  return [
    heading(2, 'Deadlines met and missed', 'deadlines'),
    ...timelinePictures(exported),
    deadlines.length === 0
      ? paragraph(
          exported.unknownPolicy === undefined
            ? 'No deadline ran, as far as the record tells.'
            : 'What became of the deadlines cannot be told without the policy. Those that were stated are in the entries.',
        )
      : {
          kind: 'table',
          caption: 'Every deadline that ran, as it was last stated in the record',
          head: ['Who had to do what', 'Due', 'What became of it', 'Stated in'],
          widths: [36, 19, 28, 17],
          rows: deadlines.map(deadlineRow),
        },
  ]
}
