/** A finding for people: place, code and message, the line of the source with a caret, and the hint. Everything visible. */
import type { Finding } from '../flow/finding.ts'
import { columns } from './columns.ts'
import { visible } from './visible.ts'

/** UTF-16 units of a source line that are shown, around the column. */
const shown = 100

const excerpt = (line: string, column: number): readonly string[] => {
  const start = column - 1 > shown - 20 ? column - 1 - shown / 2 : 0
  const before = `${start > 0 ? '…' : ''}${visible(line.slice(start, column - 1))}`
  const after = `${visible(line.slice(column - 1, start + shown))}${line.length > start + shown ? '…' : ''}`
  return [`  ${before}${after}`, `  ${' '.repeat(columns(before))}^`]
}

/** `source` is the text of the finding's file, where it could be read. No line break at the end. */
export const renderFinding = (finding: Finding, source: string | undefined): string => {
  const { file, line, column, code, message, hint } = finding
  const text = source?.split('\n')[line - 1]?.replace(/\r$/, '')
  return [
    visible(`${file}:${line}:${column} ${code} ${message}`),
    ...(text === undefined || text.trim() === '' ? [] : excerpt(text, Math.min(column, text.length + 1))),
    visible(`  hint: ${hint}`),
  ].join('\n')
}
