/** One thing worth saying about a text that was looked at, with where it is and what to do next. */

export interface Finding {
  /** Stable: `RF001`. The catalogue is in flows/README.md. */
  readonly code: string
  readonly message: string
  readonly hint: string
  /** The file, as the person named it; line and column counted from 1. */
  readonly file: string
  readonly line: number
  readonly column: number
}

/** `file:line:column code message` and the hint on a line of its own. */
export const formatFinding = (finding: Finding): string =>
  `${finding.file}:${finding.line}:${finding.column} ${finding.code} ${finding.message}\n  hint: ${finding.hint}`

/** File, then line, then column. */
export const byPlace = (a: Finding, b: Finding): number =>
  a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column
