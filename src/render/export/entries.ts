/** The entries of a record with every fact, each under its heading. */
import { formatDate } from '../../calendar/date.ts'
import { civil } from '../../calendar/zone.ts'
import type { Exported, ExportedEntry, ExportedFact } from '../../export/exported.ts'
import { clauseWords } from '../../flow/words/phrase.ts'
import {
  type Block,
  heading,
  note,
  paragraph,
  quiet,
  type Row,
  strong,
  type Text,
} from '../document/document.ts'
import { counted, factAnchor, linksAmong, stampWords, timeOfDay, toldText } from './words.ts'

/** "You" is whoever writes a record; on a page it would be whoever reads it. */
const labels: Readonly<Record<string, string>> = {
  'Due (you)': 'Due (whoever writes this record)',
  'Due (them)': 'Due (the other side)',
  'Due (both)': 'Due (both sides)',
}

/** A question needs no colon. */
const asked = (subject: string): string => (subject.endsWith('?') ? `${subject} ` : `${subject}: `)

type Linked = ReturnType<typeof linksAmong>

const notesOf = ({ later, tried, replaces, replacedBy, off }: ExportedFact, linked: Linked): Text => [
  ...(tried === true ? [note('tried before the record began')] : []),
  ...(later === undefined ? [] : [note(`LATE ENTRY: written ${counted(later, 'day')} after it happened`)]),
  ...(replaces === undefined ? [] : [note('CORRECTION'), ' of ', ...linked(replaces.entry, replaces.fact)]),
  ...(replacedBy === undefined
    ? []
    : [note('CORRECTED'), ' by ', ...linked(replacedBy.entry, replacedBy.fact)]),
  ...(off === true ? [note('off the path since a correction')] : []),
]

const factRow = (
  entry: number,
  fact: ExportedFact,
  when: string,
  anchor: string | undefined,
  linked: Linked,
): Row => ({
  cells: [
    [`${entry}.${fact.fact} `, when],
    [
      strong(`${labels[fact.label] ?? fact.label}: `),
      ...(fact.subject === undefined ? [] : [asked(fact.subject.label)]),
      ...toldText(fact.told, linked),
      ...notesOf(fact, linked),
    ],
  ],
  ...(anchor === undefined ? {} : { anchor }),
  ...(fact.later === undefined && fact.replacedBy === undefined ? {} : { mark: 'warning' }),
})

const sealWords = ({ sealed, signed }: ExportedEntry): string => {
  if (!sealed) return 'not yet sealed'
  return signed ? 'sealed and signed' : 'sealed, not signed'
}

/** What can be linked to is named once: a damaged record may have two entries of one number. */
const anchorsIn = (): ((entry: number, fact: number) => string | undefined) => {
  const taken = new Set<string>()
  return (entry, fact) => {
    const anchor = factAnchor(entry, fact)
    if (taken.has(anchor)) return undefined
    taken.add(anchor)
    return anchor
  }
}

const entryBlocks = (
  entry: ExportedEntry,
  anchorOf: ReturnType<typeof anchorsIn>,
  linked: Linked,
): readonly Block[] => {
  const days = new Set(entry.facts.map(({ at }) => civil(at).date))
  const [day] = days
  const isOneDay = days.size === 1 && day !== undefined
  const clause = entry.clause === undefined ? '' : `, ${clauseWords(entry.clause)}`
  const title = `Entry ${entry.entry}: ${entry.heading}${clause}`
  return [
    heading(3, title),
    quiet(`${isOneDay ? `${formatDate(day)}, ` : ''}${sealWords(entry)}`),
    entry.facts.length === 0
      ? paragraph('No fact of it can be read.')
      : {
          kind: 'table',
          caption: title,
          unseen: true,
          head: ['Fact, written at', 'What it says'],
          widths: [20, 80],
          rows: entry.facts.map((fact) =>
            factRow(
              entry.entry,
              fact,
              isOneDay ? timeOfDay(fact.at) : stampWords(fact.at),
              anchorOf(entry.entry, fact.fact),
              linked,
            ),
          ),
        },
  ]
}

export const entriesBlocks = ({ entries, zone }: Exported): readonly Block[] => {
  if (entries.length === 0) return []
  const anchorOf = anchorsIn()
  const linked = linksAmong(entries)
  return [
    heading(2, 'The entries', 'entries'),
    paragraph(
      `Everything that is in the record, in its order. Times are those at which the program wrote, in the zone ${zone === '' ? 'of the record' : zone}; what was typed stands beside a line.`,
    ),
    ...entries.flatMap((entry) => entryBlocks(entry, anchorOf, linked)),
  ]
}
