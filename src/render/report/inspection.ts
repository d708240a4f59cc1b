/** The list that an inspector asks for on the day: every case with what became of it, and which records are not as they were written. */
import { formatDate } from '../../calendar/date.ts'
import type { PlainDate } from '../../calendar/time.ts'
import type { CaseFigures } from '../../report/figures.ts'
import type { Period } from '../../report/period.ts'
import { endings } from '../../report/spot.ts'
import { type Block, type Document, heading, paragraph, type Row, type Text } from '../document/document.ts'
import { periodWords } from './document.ts'

export interface InspectedCase {
  readonly figures: CaseFigures
  /** The verdict on integrity, in words. */
  readonly integrity: string
}

const counted = (count: number, words: string): string => (count === 0 ? '' : `${count} ${words}`)

const missed = ({ deadlines }: CaseFigures, whose: 'ours' | 'theirs' | 'both'): number =>
  deadlines.filter((one) => one.whose === whose && (one.standing === 'late' || one.standing === 'overdue'))
    .length

const stands = (figures: CaseFigures): Text => {
  const { ending, ended, visits } = figures
  if (ending !== 'open')
    return [`${endings[ending]}${ended === undefined ? '' : `, closed ${formatDate(ended)}`}`]
  const overdue = figures.deadlines.filter(({ standing }) => standing === 'overdue').length
  return [
    [`open at: ${visits.at(-1)?.rung.title ?? 'no step yet'}`, counted(overdue, 'overdue')]
      .filter(Boolean)
      .join('; '),
  ]
}

const lateWords = (figures: CaseFigures): Text => [
  [
    counted(missed(figures, 'ours'), 'of the school'),
    counted(missed(figures, 'theirs'), 'of the other side'),
    counted(missed(figures, 'both'), 'of both sides'),
  ]
    .filter(Boolean)
    .join(', ') || 'none',
]

const rowOf = ({ figures, integrity }: InspectedCase): Row => ({
  cells: [
    [figures.id],
    [formatDate(figures.opened)],
    [
      [figures.policy?.title, figures.scenario?.title].filter(Boolean).join(': ') ||
        'its policy is not there',
    ],
    stands(figures),
    lateWords(figures),
    [figures.missing.length === 0 ? 'nothing' : `${figures.missing.length}`],
    [integrity],
  ],
})

const head = [
  'Case',
  'Opened',
  'About',
  'How it stands',
  'Deadlines missed',
  'What a reader would miss',
  'Integrity of the record',
] as const

const totals = (cases: readonly InspectedCase[]): string => {
  const open = cases.filter(({ figures }) => figures.ending === 'open').length
  const overdue = cases.filter(({ figures }) =>
    figures.deadlines.some(({ standing }) => standing === 'overdue'),
  ).length
  return `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}: ${open} open, of which ${overdue} with something overdue.`
}

/** A file that is on no list, and why. */
export interface UncountedFile {
  readonly name: string
  readonly why: string
}

export interface Inspection {
  readonly period: Period
  readonly cases: readonly InspectedCase[]
  /** What is not as it was written, or no record that can be read. */
  readonly uncounted: readonly UncountedFile[]
  /** The day as of which deadlines are judged. */
  readonly asOf: PlainDate
}

const uncountedBlocks = (files: readonly UncountedFile[]): readonly Block[] =>
  files.length === 0
    ? []
    : [
        heading(2, 'Not on the list'),
        {
          kind: 'table',
          caption: 'Files that are not as they were written, or cannot be read as records',
          head: ['File', 'What is wrong with it'],
          widths: [30, 70],
          rows: files.map(({ name, why }) => ({ cells: [[name], [why]] })),
        },
      ]

/** The oldest first. */
export const inspectionDocument = ({ period, cases, uncounted, asOf }: Inspection): Document => ({
  title: 'Escalations, for inspection',
  foot: `Escalations, as they stood on ${formatDate(asOf)}`,
  blocks: [
    heading(1, 'Escalations, for inspection'),
    paragraph(`${periodWords(period)}, as they stood on ${formatDate(asOf)}. ${totals(cases)}`),
    ...uncountedBlocks(uncounted),
    ...(cases.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: 'Every case, the oldest first',
            head: [...head],
            widths: [13, 11, 22, 19, 12, 10, 13],
            rows: cases.toSorted((a, b) => (a.figures.opened < b.figures.opened ? -1 : 1)).map(rowOf),
          } satisfies Block,
        ]),
    paragraph(
      'Nothing that anybody typed is on this list. Each case is in a file of its own, named as it is here, with everything that was said and done.',
    ),
  ],
})
