/**
 * Lines and questions as plain text: ASCII marks, no colour, nothing that a screen reader stumbles over. Pure; letters
 * of names stay as they are.
 */
import { rowText, wrapLines } from '../render/lines.ts'
import { withMarks } from './marks.ts'
import type { KeyHint, Line, Option, Span } from './screen.ts'

const ascii: Readonly<Record<string, string>> = {
  '●': '*',
  '◉': '@',
  '○': 'o',
  '✓': 'x',
  '✔': 'x',
  '✗': 'x',
  '…': '...',
  '·': '-',
  '•': '-',
  '–': '-',
  '—': '-',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '→': '->',
  '←': '<-',
  '↑': '^',
  '↓': 'v',
  '›': '>',
  '‹': '<',
  '≥': '>=',
  '≤': '<=',
  '×': 'x',
  '\u00a0': ' ',
}
const marks = new RegExp(`[${Object.keys(ascii).join('')}]`, 'gu')

/** The text with typographic marks in ASCII. */
export const toAscii = (text: string): string => text.replace(marks, (mark) => ascii[mark] ?? mark)

/** A key while text is typed, as the pages say it for terminals that hear single keys; here it is a line of its own. */
const keyWhileTyping = /\bEsc, then ([a-z])\b/g

const plainSpan = (span: Span): Span => ({
  ...span,
  text: toAscii(span.text).replace(keyWhileTyping, '/$1'),
})

/** What stood at the right margin follows in brackets: there is no margin to read aloud. */
const flat = (line: Line): Line => {
  const { right, ...rest } = withMarks(line)
  const words = right?.map((span) => span.text).join('') ?? ''
  const spans: readonly Span[] = words === '' ? [] : [{ text: '  ' }, { text: `[${words}]`, as: 'clause' }]
  return { ...rest, spans: [...rest.spans, ...spans].map(plainSpan) }
}

/** Lines as text of at most `width` columns, each ended by a line end. */
export const plainLines = (lines: readonly Line[], width: number): string =>
  wrapLines(lines.map(flat), width)
    .map((row) => `${rowText(row).trimEnd()}\n`)
    .join('')

const hintOf = (option: Option): string => (option.hint === undefined ? '' : ` (${option.hint})`)

/** Numbered options, counted from 1. */
export const optionLines = (options: readonly Option[]): readonly Line[] =>
  options.map((option, index) => {
    const number = `${index + 1} `.padStart(options.length > 9 ? 3 : 2)
    return { spans: [{ text: `${number}${option.label}${hintOf(option)}` }], indent: 2, hang: number.length }
  })

/** How each key is typed, one a line. */
export const keyHelp = (keys: readonly KeyHint[]): readonly Line[] =>
  keys.map(({ key, label }) => ({
    spans: [{ text: `${key === '!' ? '!' : `/${key}`}  ${label}`.trimEnd() }],
    indent: 2,
    hang: 4,
  }))

/** The option that a line means: its number or its id. */
export const findOption = (options: readonly Option[], line: string): Option | undefined =>
  /^[0-9]+$/.test(line)
    ? options[Number(line) - 1]
    : options.find(({ id }) => id.toLowerCase() === line.toLowerCase())
