/**
 * The few Markdown blocks of a proof-reading document: folded at 80 columns, so that they read well in plain text too.
 * Knows no flow; a text never becomes markup.
 */
import { columns } from './columns.ts'
import { visible } from './visible.ts'

const width = 80

const startsBlock = /^(?:[-+*=]+|#+|\d+[.)])$/

/** A text on one line, visible, with a backslash before what Markdown would take for markup. */
export const plain = (text: string): string =>
  visible(text.replace(/\s+/g, ' ').trim())
    .replace(/[\\`*[\]<>~|]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&(?=#?[0-9A-Za-z]+;)/g, '\\$&')
    .replace(/^(?:[-+#=](?=[-+#= ]|$)|\d+(?=[.)](?: |$)))/, (start) =>
      /\d/.test(start) ? `${start}\\` : `\\${start}`,
    )

/** As `plain`, but never broken across two rows: a number that is read out. */
export const whole = (text: string): string => plain(text).replaceAll(' ', '\u00a0')

/** Breaks at spaces only, and never so that a row would begin like a list or a heading. */
const fold = (text: string, first: string, rest: string): string => {
  const rows: string[] = []
  let row = first
  let used = columns(first)
  let empty = true
  for (const word of text.split(' ')) {
    const more = columns(word) + (empty ? 0 : 1)
    if (!empty && used + more > width && !startsBlock.test(word)) {
      rows.push(row)
      row = rest + word
      used = columns(row)
    } else {
      row += empty ? word : ` ${word}`
      used += more
    }
    empty = false
  }
  return [...rows, row].join('\n').replaceAll('\u00a0', ' ')
}

/** One item of a list. `text` is Markdown already; `under` are the items below it. */
export interface Item {
  readonly text: string
  readonly under?: readonly Item[]
}

/** `text` is a text, not Markdown. */
export const heading = (level: 1 | 2 | 3 | 4, text: string): string => `${'#'.repeat(level)} ${plain(text)}`

/** `text` is Markdown already. */
export const paragraph = (text: string): string => fold(text, '', '')

const bullets = (items: readonly Item[], indent: string): readonly string[] =>
  items.flatMap((item) => [
    fold(item.text, `${indent}- `, `${indent}  `),
    ...bullets(item.under ?? [], `${indent}  `),
  ])

/** Nothing where there is no item. */
export const list = (items: readonly Item[]): readonly string[] =>
  items.length === 0 ? [] : [bullets(items, '').join('\n')]

export const numbered = (texts: readonly string[]): readonly string[] =>
  texts.length === 0
    ? []
    : [texts.map((text, i) => fold(text, `${i + 1}. `, ' '.repeat(String(i + 1).length + 2))).join('\n')]

/** ` (clause 2.4c)`, ` (Key contacts)`; to stand behind what the clause says. */
export const cited = (clause: string | undefined): string =>
  clause === undefined ? '' : ` (${/^\d/.test(clause) ? 'clause ' : ''}${plain(clause)})`

/** A sentence with its clause, as an item. */
export const passage = (one: { readonly text: string; readonly clause: string }): Item => ({
  text: plain(one.text) + cited(one.clause),
})

/** A label in bold before some items, or nothing where there is none. */
export const labelled = (label: string, items: readonly Item[]): readonly string[] =>
  items.length === 0 ? [] : [`**${label}**`, ...list(items)]

/** "a", "a or b", "a, b or c". */
export const either = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
