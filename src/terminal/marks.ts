/**
 * What carries a meaning besides colour, on every terminal: a mark before the text. Says nothing of colour; see
 * style.ts.
 */
import { columns } from '../columns.ts'
import type { KeyHint, Line, Span } from './screen.ts'

const marked = (span: Span): Span =>
  span.as === 'danger' && span.text !== '' && !span.text.includes('!')
    ? { ...span, text: `! ${span.text}` }
    : span

/** The line with a mark before each danger that does not carry its own. */
export const withMarks = (line: Line): Line => ({
  ...line,
  spans: line.spans.map(marked),
  ...(line.right === undefined ? {} : { right: line.right.map(marked) }),
})

/** Whether a danger mark is already on the page, so that the keys need not repeat it. */
export const showsDanger = (lines: readonly Line[]): boolean =>
  lines.some((line) =>
    [...line.spans, ...(line.right ?? [])].some((span) => span.as === 'danger' && span.text.includes('!')),
  )

const keySpans = ({ key, label }: KeyHint): readonly Span[] => [
  { text: key, as: key === '!' ? 'danger' : 'mark' },
  { text: label === '' ? '' : ` ${label}`, as: 'quiet' },
]

/** The keys as lines of at most `width` columns: `n note  c contacts`; a key never parts from its label. */
export const keyLines = (keys: readonly KeyHint[], width: number): readonly Line[] => {
  const lines: Span[][] = [[]]
  let used = 0
  for (const hint of keys) {
    const needed = columns(`${hint.key} ${hint.label}`)
    if (used > 0 && used + 2 + needed > width) {
      lines.push([])
      used = 0
    }
    lines.at(-1)?.push({ text: used === 0 ? '' : '  ' }, ...keySpans(hint))
    used += needed + (used === 0 ? 0 : 2)
  }
  return keys.length === 0 ? [] : lines.map((spans) => ({ spans }))
}
