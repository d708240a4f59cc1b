/** The fixed lines of a record: headings, seals, signatures, the header. Lines → values, one line at a time. */
import type { Place } from '../case/fact.ts'
import { formatTitle, headings } from './format.ts'
import { detached, nothingKnown, remember } from './known.ts'
import { isDigest, isRecordId, isZone, placeProblem } from './problem.ts'

type Fixed = Exclude<Place['kind'], 'rung'>

const fixedPlaces: ReadonlyMap<string, Fixed> = new Map(
  Object.entries(headings).map(([kind, heading]) => [heading, kind as Fixed]),
)

const readRung = (title: string): Place | undefined => {
  const [label = '', id, clause = ''] = title.split('`')
  if (id === undefined) return undefined
  const rung = { id, label: label.slice(0, -2) }
  return { kind: 'rung', rung, clause: clause.slice('), clause '.length) }
}

const readTitle = (title: string): Place | undefined => {
  const kind = fixedPlaces.get(title)
  return kind === undefined ? readRung(title) : { kind }
}

const places = nothingKnown<Place>()

const readTitleExactly = (title: string): Place | undefined => {
  const known = places.get(title)
  if (known !== undefined) return known
  const own = detached(title)
  const place = readTitle(own)
  if (place === undefined || placeProblem(place) !== undefined || formatTitle(place) !== own) return undefined
  return remember(places, own, place)
}

export interface Heading {
  readonly n: number
  readonly place: Place
}

const heading =
  (placeOf: (title: string) => Place | undefined) =>
  (line: string): Heading | undefined => {
    const [, n, title] = /^## ([1-9]\d{0,8}) (.+)$/.exec(line) ?? []
    const place = title === undefined ? undefined : placeOf(title)
    return place && { n: Number(n), place }
  }

/** What a heading seems to say, for a glance; nothing where it has no number or no place. */
export const glanceAtHeading = heading(readTitle)

/** `## 3 Note` → 3 and its place; nothing for any other line. */
export const readHeading = heading(readTitleExactly)

/** By the code of a character. A third of a record is digits of seals and signatures: a pattern takes several times as long. */
const isHexDigit = Array.from({ length: 128 }, (_, code) =>
  '0123456789abcdef'.includes(String.fromCharCode(code)),
)

const isHex = (text: string, from: number, to: number): boolean => {
  for (let at = from; at < to; at++) if (isHexDigit[text.charCodeAt(at)] !== true) return false
  return true
}

/** A line of one word, a number and so many hex digits between backticks → the number; NaN for any other line. */
const numbered = (line: string, start: string, digits: number): number => {
  const hex = line.length - 1 - digits
  if (!line.startsWith(start) || line[hex - 1] !== ' ' || line[line.length - 1] !== '`') return Number.NaN
  const n = line.slice(start.length, hex - 1)
  return /^(?:0|[1-9]\d{0,8})$/.test(n) && isHex(line, hex, hex + digits) ? Number(n) : Number.NaN
}

/** `` `seal 3 …` `` → 3 and its 64 digits. */
export const readSeal = (line: string): { readonly n: number; readonly seal: string } | undefined => {
  const n = numbered(line, '`seal ', 64)
  return n >= 0 ? { n, seal: line.slice(-65, -1) } : undefined
}

/** `` `sign 3 …` `` → 3 and the whole line. */
export const readSignature = (
  line: string,
): { readonly n: number; readonly signature: string } | undefined => {
  const n = numbered(line, '`sign ', 128)
  return n >= 1 ? { n, signature: line } : undefined
}

export interface Header {
  readonly id: string
  readonly zone: string
  readonly salt: string
}

/** How many lines the header has before the empty line and its seal. */
export const headerLines = 6

const after = (
  line: string | undefined,
  start: string,
  good: (text: string) => boolean,
): string | undefined =>
  line?.startsWith(start) && good(line.slice(start.length)) ? line.slice(start.length) : undefined

/** The header and its seal, in order: fixed words, and between them what differs. */
const headerParts: readonly (
  | string
  | { readonly letters: RegExp; readonly good: (text: string) => boolean }
)[] = [
  '# Escalation record ',
  { letters: /([A-Z0-9-]{0,40}).*/s, good: isRecordId },
  '\n\n- Format: rungs-record 1\n- Zone: ',
  { letters: /([A-Za-z0-9_+/-]{0,60}).*/s, good: isZone },
  '\n- Salt:\n> ',
  { letters: /([0-9a-f]{0,64}).*/s, good: isDigest },
  '\n\n`seal 0 ',
  { letters: /([0-9a-f]{0,64}).*/s, good: isDigest },
  '`\n',
]

/** Whether this is how a header and its seal begin, cut off before their end; perhaps before the first letter. */
export const isHeaderStart = (text: string): boolean => {
  let rest = text
  for (const part of headerParts) {
    if (typeof part === 'string') {
      if (!rest.startsWith(part)) return part.startsWith(rest)
      rest = rest.slice(part.length)
    } else {
      const taken = rest.replace(part.letters, '$1')
      rest = rest.slice(taken.length)
      if (rest !== '' && !part.good(taken)) return false
    }
  }
  return false
}

/** The header, or the index of the first line that is not as it must be. */
export const readHeader = (lines: readonly string[]): Header | number => {
  const id = after(lines[0], '# Escalation record ', isRecordId)
  const zone = after(lines[3], '- Zone: ', isZone)
  const salt = after(lines[5], '> ', isDigest)
  if (id === undefined) return 0
  if (lines[1] !== '') return 1
  if (lines[2] !== '- Format: rungs-record 1') return 2
  if (zone === undefined) return 3
  if (lines[4] !== '- Salt:') return 4
  return salt === undefined ? 5 : { id, zone, salt }
}
