/** What `verify` came across and did not judge, as lines for people: files that are no records, copies of registers. */
import type { Line, Meaning } from '../terminal/screen.ts'
import { visible } from './visible.ts'

export interface Aside {
  /** Files that hold nothing of a record, and are not named like one. */
  readonly notRecords: readonly string[]
  readonly registerCopies: readonly string[]
}

/** So many are named. */
const most = 10

const line = (text: string, indent: number, as?: Meaning): Line => ({
  spans: [as === undefined ? { text } : { text, as }],
  indent,
  hang: 2,
})

const listed = (heading: string, paths: readonly string[]): readonly Line[] =>
  paths.length === 0
    ? []
    : [
        { spans: [] },
        line(heading, 0),
        ...paths.slice(0, most).map((path) => line(path, 2, 'quiet')),
        ...(paths.length > most ? [line(`and ${paths.length - most} more`, 2, 'quiet')] : []),
      ]

/** Nothing where all was judged. */
export const asideLines = ({ notRecords, registerCopies }: Aside): readonly Line[] => [
  ...listed(
    notRecords.length === 1
      ? '1 file is not a record, and was passed over:'
      : `${notRecords.length} files are not records, and were passed over:`,
    notRecords,
  ),
  ...listed(
    registerCopies.length === 1
      ? '1 file is a copy of a register under another name, and confirms nothing. Name it to see what is in it:'
      : `${registerCopies.length} files are copies of registers under other names, and confirm nothing. Name one to see what is in it:`,
    registerCopies,
  ),
]

/** The same record lies beside a file of it that ends too early: what is missing may be there. `path`: of the other file. */
export const besideLines = (path: string): readonly Line[] => [
  { spans: [] },
  line(`${path} is another file of this record. Verify both together: what is missing here may be there.`, 0),
]

/** Names of files and what was typed come out so that everything in them is seen, and no line breaks but ours. */
export const seen = (one: Line): Line => ({
  ...one,
  spans: one.spans.map((span) => ({ ...span, text: visible(span.text) })),
})

/** Sentences about what could not be looked into; of very many the first. */
export const problemLines = (problems: readonly string[]): readonly string[] => {
  const shown = problems.slice(0, 2 * most).map(visible)
  return problems.length > shown.length ? [...shown, `And ${problems.length - shown.length} more.`] : shown
}
