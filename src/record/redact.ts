/**
 * A record, or a copy of one, → a redacted copy: chosen texts and the record's salt are left out, and every seal and
 * signature can still be checked. Chooses nothing; see redacted.ts for reading one.
 */
import type { Field, Place } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import type { Finding } from './finding.ts'
import { originalTitle } from './format.ts'
import { readSeal, readSignature } from './heading.ts'
import { labels } from './labels.ts'
import type { LeftOut, ParsedRecord } from './parse.ts'
import { copyTitle, formatLeftOut, formatSalt, saltsAfter, segmentsAt } from './redacted.ts'
import { segmentHash, segmentSalt } from './seal.ts'
import { dividedText } from './text.ts'

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

/** Whether a text is among some; for each of many. */
export const isAmong = (texts: readonly LeftOut[]): ((text: LeftOut) => boolean) => {
  const keys = new Set(texts.map(({ entry, fact }) => `${entry}.${fact}`))
  return ({ entry, fact }) => keys.has(`${entry}.${fact}`)
}

/** The texts of a record in its sealed entries: those that a copy has, or has a hash of. */
export const typedTexts = ({ entries, leftOut }: ParsedRecord): readonly TypedText[] => {
  const wasLeftOut = isAmong(leftOut)
  return entries
    .filter(({ sealed }) => sealed)
    .flatMap(({ n, place, facts }) =>
      facts.flatMap((fact, i): readonly TypedText[] => {
        const at = { entry: n, fact: i + 1, place }
        const isLeftOut = wasLeftOut(at)
        if (fact.kind === 'recovered' || fact.kind === 'taken-over')
          return [{ ...at, name: fact.kind, label: labels[fact.kind], text: fact.text, isLeftOut }]
        if (fact.kind !== 'answer' || fact.value.kind !== 'text') return []
        const { field, subject, value } = fact
        const label = subject === undefined ? fields[field].label : `${fields[field].label}: ${subject.label}`
        return [{ ...at, name: field, label, text: value.text, isLeftOut }]
      }),
    )
}

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

/** Of lines in which nothing is wrong but the last write, which may have been cut off in a seal or a signature. */
const groupsOf = (lines: readonly string[]): readonly Group[] => {
  const groups: Group[] = []
  let from = 0
  for (const [line, text] of lines.entries()) {
    if (text.startsWith('## ')) from = line
    if (readSeal(text) !== undefined) groups.push({ n: groups.length, from, end: line - 1, seal: line })
  }
  return groups
}

const countFacts = (text: string): number => text.match(/^- /gm)?.length ?? 0

/** The lines of a seal and of its signature. */
const sealLines = (lines: readonly string[], seal: number): readonly string[] => {
  const isSigned = readSignature(lines[seal + 1] ?? '') !== undefined
  return lines.slice(seal, isSigned ? seal + 2 : seal + 1)
}

const copyGroup = (
  lines: readonly string[],
  { n, from, end, seal }: Group,
  salt: string,
  leaveOut: (text: LeftOut) => boolean,
): string => {
  // Only a copy prints salts: what looks like one in a record is part of a write that was cut off.
  const salted = salt === '' ? saltsAfter(lines, seal).lines : []
  const printed = new Map(salted.map((one) => [one.segment, one.salt]))
  const salts: string[] = []
  let fact = 0
  const parts = segmentsAt(lines, from, end).map(({ text, hash }, segment) => {
    const isQuotation = text.startsWith('>')
    if (!isQuotation) fact += countFacts(text)
    if (hash !== undefined) return text
    const own = printed.get(segment) ?? segmentSalt(salt, n, segment)
    if (isQuotation && (n === 0 || leaveOut({ entry: n, fact })))
      return `${formatLeftOut(segmentHash(own, text))}\n`
    salts.push(formatSalt({ n, segment, salt: own }))
    return text
  })
  return `${parts.join('')}\n${[...sealLines(lines, seal), ...salts].join('\n')}\n`
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
  // What follows the last LF is no whole line.
  const lines = dividedText(source).lines.slice(0, -1)
  const text = groupsOf(lines)
    .map((group) => copyGroup(lines, group, salt, leaveOut))
    .join('\n')
  return copyTitle + text.slice(originalTitle.length)
}
