/**
 * A record, or a copy of one, → a redacted copy: chosen texts and the record's salt are left out, and every seal and
 * signature can still be checked. Chooses nothing; see redacted.ts for reading one.
 */
import type { Field, Place } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import type { Finding } from './finding.ts'
import { originalTitle } from './format.ts'
import { labels } from './labels.ts'
import type { LeftOut, ParsedRecord } from './parse.ts'
import { copyTitle, formatLeftOut, formatSalt, readSalt, type Segment, segmentsAt } from './redacted.ts'
import { segmentHash, segmentSalt } from './seal.ts'
import { readText } from './text.ts'

/** What texts are chosen by: the field of an answer, or the kind of a statement. */
export type TextName = Field | 'recovered' | 'taken-over'

/** Every name that texts can have. */
export const textNames: readonly TextName[] = [
  ...(Object.keys(fields) as Field[]).filter((field) => fields[field].value === 'text'),
  'recovered',
  'taken-over',
]

/** A text that somebody typed, or what is left of it. */
export interface TypedText extends LeftOut {
  readonly place: Place
  readonly name: TextName
  /** As it stands before the colon, with what it is about. */
  readonly label: string
  readonly text: string
  readonly isLeftOut: boolean
}

const isSame = (a: LeftOut, b: LeftOut): boolean => a.entry === b.entry && a.fact === b.fact

/** The texts of a record in its sealed entries: those that a copy has, or has a hash of. */
export const typedTexts = ({ entries, leftOut }: ParsedRecord): readonly TypedText[] =>
  entries
    .filter(({ sealed }) => sealed)
    .flatMap(({ n, place, facts }) =>
      facts.flatMap((fact, i): readonly TypedText[] => {
        const at = { entry: n, fact: i + 1, place }
        const isLeftOut = leftOut.some((one) => isSame(one, at))
        if (fact.kind === 'recovered' || fact.kind === 'taken-over')
          return [{ ...at, name: fact.kind, label: labels[fact.kind], text: fact.text, isLeftOut }]
        if (fact.kind !== 'answer' || fact.value.kind !== 'text') return []
        const { field, subject, value } = fact
        const label = subject === undefined ? fields[field].label : `${fields[field].label}: ${subject.label}`
        return [{ ...at, name: field, label, text: value.text, isLeftOut }]
      }),
    )

/**
 * What keeps a record from being copied: any damage at all. A torn tail does not, as only what is sealed is copied, nor do
 * converted line ends: the copy has its own. `problems`: with those of the signatures, see signatures.ts.
 */
export const damageOf = (problems: readonly Finding[]): Finding | undefined =>
  problems.find(({ code }) => code !== 'torn' && code !== 'converted')

/** The lines of an entry, or of the header: indices of its first line, of the one after its last, and of its seal. */
interface Group {
  readonly n: number
  readonly from: number
  readonly end: number
  readonly seal: number
}

/** Of lines in which nothing is wrong: what is typed never begins one, so the first letters tell what each is. */
const groupsOf = (lines: readonly string[]): readonly Group[] => {
  const groups: Group[] = []
  let from = 0
  for (const [line, text] of lines.entries()) {
    if (text.startsWith('## ')) from = line
    if (text.startsWith('`seal ')) groups.push({ n: groups.length, from, end: line - 1, seal: line })
  }
  return groups
}

/** A segment with what discloses it; `salt` is not there where it is left out already. */
interface Held extends Segment {
  readonly fact: number
  readonly salt?: string
}

const countFacts = (text: string): number => text.match(/^- /gm)?.length ?? 0

/** The segments of a group, each with the fact that it belongs to or ends with, and its salt. */
const heldIn = (lines: readonly string[], { n, from, end, seal }: Group, salt: string): readonly Held[] => {
  const printed = new Map<number, string>()
  for (let line = seal + 1; lines[line] !== '' && line < lines.length; line++) {
    const found = readSalt(lines[line] ?? '')
    if (found !== undefined) printed.set(found.segment, found.salt)
  }
  let fact = 0
  return segmentsAt(lines, from, end).map((segment, i) => {
    if (!segment.text.startsWith('>')) fact += countFacts(segment.text)
    if (segment.hash !== undefined) return { ...segment, fact }
    return { ...segment, fact, salt: printed.get(i) ?? segmentSalt(salt, n, i) }
  })
}

/** Its own text, or the line with its hash. */
const shown = ({ text, salt }: Held, leaveOut: boolean): string =>
  leaveOut && salt !== undefined ? `${formatLeftOut(segmentHash(salt, text))}\n` : text

const isQuotation = ({ text }: Held): boolean => text.startsWith('>')

const copyGroup = (
  lines: readonly string[],
  group: Group,
  salt: string,
  leaveOut: (text: LeftOut) => boolean,
): string => {
  const { n, seal } = group
  const held = heldIn(lines, group, salt)
  const hides = held.map((one) => isQuotation(one) && (n === 0 || leaveOut({ entry: n, fact: one.fact })))
  const text = held.map((one, i) => shown(one, hides[i] === true)).join('')
  const body = n === 0 ? copyTitle + text.slice(originalTitle.length) : text
  const salts = held.flatMap((one, i) =>
    hides[i] === true || one.salt === undefined ? [] : [formatSalt({ n, segment: i, salt: one.salt })],
  )
  const after = lines[seal + 1]?.startsWith('`sign ')
    ? lines.slice(seal, seal + 2)
    : lines.slice(seal, seal + 1)
  return `${body}\n${[...after, ...salts].join('\n')}\n`
}

/**
 * The text of a redacted copy of a record, or of a copy, in which nothing is wrong but what `damageOf` lets through. The texts that
 * `leaveOut` picks are left out, those of the source stay so; what is not sealed is not copied.
 */
export const redact = (
  source: Uint8Array | string,
  { salt }: Pick<ParsedRecord, 'salt'>,
  leaveOut: (text: LeftOut) => boolean,
): string => {
  const lines = readText(source)?.lines ?? []
  return groupsOf(lines)
    .map((group) => copyGroup(lines, group, salt, leaveOut))
    .join('\n')
}
