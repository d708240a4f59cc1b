/** A register → lines for people, and the value that `--json` prints. Everything comes out visible; the seals are for `--json`. */
import type { RegisterFinding } from '../register/finding.ts'
import type { MissingNumbers, RegisterHeads } from '../register/heads.ts'
import type { RegisterLine } from '../register/line.ts'
import type { ParsedRegister } from '../register/parse.ts'
import type { RegisterRun } from '../register/signatures.ts'
import { visible } from './visible.ts'

export interface ShownRegister {
  readonly path: string
  readonly register: ParsedRegister
  readonly heads: RegisterHeads
  readonly runs: readonly RegisterRun[]
  readonly findings: readonly RegisterFinding[]
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Enough of a key to tell it from another on paper. */
const short = (hex: string): string => `${hex.slice(0, 16)}…`

/** What a line says, in words. */
const words = (line: RegisterLine): string => {
  switch (line.kind) {
    case 'key-new':
      return `the first key of this computer, ${short(line.key)}`
    case 'key-rotated':
      return `another key, ${short(line.key)}, signed for by the one before, ${short(line.before)}`
    case 'key-lost':
      return `another key, ${short(line.key)}; the one before, ${short(line.before)}, did not sign for it`
    case 'opened':
      return `${line.id} opened`
    case 'sealed':
      return `${line.id} sealed up to entry ${line.entry}`
    case 'closed':
      return `${line.id} closed, with entry ${line.entry}`
    case 'transferred':
      return `${line.id} transferred, as it stood at entry ${line.entry}`
    case 'destroyed':
      return `${line.id} registered as destroyed, as it stood at entry ${line.entry}`
    case 'redacted':
      return `a redacted copy of ${line.id} up to entry ${line.entry}, sha256 ${line.copy}`
    case 'exported':
      return `an exported copy of ${line.id} up to entry ${line.entry}, sha256 ${line.copy}`
    case 'not-begun':
      return `${line.id} never begun: its creation was cut off`
  }
}

const lineText = (line: RegisterLine): string =>
  `${String(line.n).padStart(6)}  ${line.at.slice(0, 10)} ${line.at.slice(11, 19)}  ${words(line)}`

const signedText = ({ register: { lines }, runs }: ShownRegister): string => {
  const to = runs.at(-1)?.to
  if (to === undefined) return 'not signed'
  return to === lines.at(-1)?.line.n ? 'signed' : `signed up to line ${to}`
}

const numberText = (mark: string, year: number, number: number): string =>
  `${mark}-${year}-${String(number).padStart(4, '0')}`

const missingText = ({ mark, year, from, to }: MissingNumbers): string =>
  from === to
    ? numberText(mark, year, from)
    : `${numberText(mark, year, from)} to ${numberText(mark, year, to)}`

const findingText = (path: string, { line, code, message, hint }: RegisterFinding): readonly string[] => [
  `${path}:${line} ${code} ${message}`,
  `  hint: ${hint}`,
]

const titleText = (shown: ShownRegister): string => {
  const { register, heads } = shown
  const { mark, lines } = register
  const at = lines[0]?.line.at
  const begun = at === undefined ? '' : `begun ${at.slice(0, 10)} ${at.slice(11, 19)}, `
  return `Register of ${mark}: ${begun}${counted(lines.length, 'line')}, ${signedText(shown)}, ${counted(heads.records.size, 'record')}`
}

/** One register in words, its oldest line first; no line feed at the end. */
export const renderRegister = (shown: ShownRegister): string => {
  const { path, register, heads, findings } = shown
  const missing = heads.missing.map(missingText)
  return [
    path,
    ...(register.mark === '' ? [] : [titleText(shown)]),
    ...register.lines.map(({ line }) => lineText(line)),
    ...(missing.length === 0 ? [] : [`Numbers that were never opened here: ${missing.join(', ')}`]),
    ...findings.flatMap((finding) => findingText(path, finding)),
  ]
    .map(visible)
    .join('\n')
}

/** The same as a value. */
export const registerJson = ({ path, register, heads, runs, findings }: ShownRegister): unknown => ({
  path,
  mark: register.mark,
  salt: register.salt,
  seal: register.seal,
  signed: runs,
  lines: register.lines.map(({ line: { n, ...line }, seal, signature }) => ({
    serial: n,
    ...line,
    sealed: seal,
    signature: signature === undefined ? null : signature.slice(-129, -1),
  })),
  missing: heads.missing,
  findings,
})
