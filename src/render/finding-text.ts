/** A finding for people: place, code and message, the line of the source with a caret, and the hint. Everything visible. */

import { columns } from '../columns.ts'
import type { Finding } from '../flow/finding.ts'
import { visible } from './visible.ts'

/** Columns of the source line that are shown, beside its indentation here and two marks of what is left out. */
const shown = 74
/** Of them, those before the caret at most. */
const before = 50
/** Characters of a message or a hint: a name in it may be as long as the file. */
const longest = 400

/** Of a row of characters, as many as fit, made visible. */
const fitting = (characters: readonly string[], most: number): string[] => {
  const taken: string[] = []
  let width = 0
  for (const character of characters) {
    const text = visible(character)
    width += columns(text)
    if (width > most) break
    taken.push(text)
  }
  return taken
}

/** How far a line is looked at to either side: most characters take a column, and a pair of units takes two. */
const reach = shown * 3

const excerpt = (line: string, column: number): readonly string[] => {
  const at = column - 1
  const left = [...line.slice(Math.max(0, at - reach), at)]
  const right = [...line.slice(at, at + reach)]
  const whole = line.length <= reach && columns(visible(line)) <= shown
  const start = fitting([...left].reverse(), whole ? shown : before).reverse()
  const used = columns(start.join(''))
  const end = fitting(right, shown - used)
  const head = start.length < left.length || at > reach ? '…' : ''
  const tail = end.length < right.length || at + reach < line.length ? '…' : ''
  return [`  ${head}${start.join('')}${end.join('')}${tail}`, `  ${' '.repeat(columns(head) + used)}^`]
}

/** The line of a text, counted from 1, without its break; undefined where there is none. */
const lineOf = (text: string, line: number): string | undefined => {
  let start = 0
  for (let i = 1; i < line; i += 1) {
    const end = text.indexOf('\n', start)
    if (end < 0) return undefined
    start = end + 1
  }
  const end = text.indexOf('\n', start)
  return text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '')
}

const cut = (text: string): string =>
  text.length <= longest ? text : `${[...text.slice(0, longest)].slice(0, -1).join('')}…`

/** `source` is the text of the finding's file, where it could be read. No line break at the end. */
export const renderFinding = (finding: Finding, source: string | undefined): string => {
  const { file, line, column, code, message, hint } = finding
  const text = source === undefined ? undefined : lineOf(source, line)
  return [
    visible(`${file}:${line}:${column} ${code} ${cut(message)}`),
    ...(text === undefined || text.trim() === '' ? [] : excerpt(text, Math.min(column, text.length + 1))),
    visible(`  hint: ${cut(hint)}`),
  ].join('\n')
}
