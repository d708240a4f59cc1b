/** What `rungs redact` says: what was left out, and where names still stand. Plain lines; everything visible. */
import type { TypedText } from '../record/redact.ts'
import type { Mention } from '../record/still-named.ts'
import { visible } from './visible.ts'

/** Mentions that are listed. */
const most = 100

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const placeOf = ({ entry, fact, label }: TypedText): string => `entry ${entry}, fact ${fact}: ${label}`

/** `leftOut`: in the copy; `before`: those of them that the source had left out already. */
export interface Redaction {
  readonly path: string
  readonly leftOut: readonly TypedText[]
  readonly sha256: string
}

/** For standard output: the path, what was left out, the digest of the copy. */
export const redactionText = ({ path, leftOut, sha256 }: Redaction): string => {
  const rows = leftOut.map((one) => `  ${placeOf(one)}${one.isLeftOut ? ' (before)' : ''}`)
  const lines = [
    `Written: ${path}`,
    `Left out: the record's salt, and ${counted(leftOut.length, 'text')}`,
    ...rows,
    `SHA-256: ${sha256}`,
  ]
  return `${lines.map(visible).join('\n')}\n`
}

/** A name that still stands in a text of the copy, or in the name of its file. */
export interface Remaining {
  readonly text?: TypedText
  readonly mention: Mention
}

const remainingLine = ({ text, mention }: Remaining, i: number): string =>
  `  ${i + 1} ${text === undefined ? 'the name of the file' : placeOf(text)}: “${mention.words}” in “${mention.around}”`

/** Numbered lines under a heading; none where nothing remains. */
export const remainingLines = (remaining: readonly Remaining[]): readonly string[] => {
  if (remaining.length === 0) return []
  const listed = remaining.slice(0, most)
  const more = remaining.length - listed.length
  return [
    'Names that were left out may still stand in the copy. Look at each:',
    ...listed.map(remainingLine),
    ...(more === 0 ? [] : [`  and ${more} more`]),
  ].map(visible)
}
