/**
 * A register's bytes → its lines, and findings for all that is not as docs/record-format.md has it. Never throws, mends
 * nothing, and reads on after damage so that every check that can still be made is made.
 */
import { Buffer } from 'node:buffer'
import { byLine, type RegisterFinding, registerFinding } from './finding.ts'
import { nextGroup } from './groups.ts'
import {
  formatHeader,
  formatSeal,
  type HeaderRead,
  headerReach,
  type RegisterHeader,
  readHeader,
} from './header.ts'
import { formatLine, type RegisterLine } from './line.ts'
import { orderFindings } from './order.ts'
import { headerSeal, none } from './seal.ts'
import { firstNotUtf8, offsetOfLine, plainBytes } from './text.ts'
import { beginWalk, mostFindings, type SealedLine, type Walk, walkGroups } from './walk.ts'

export interface ParsedRegister {
  /** '' where the header cannot be read; so is the salt. */
  readonly mark: string
  /** 64 hex digits. */
  readonly salt: string
  /** The seal of the header, or ''. */
  readonly seal: string
  readonly lines: readonly SealedLine[]
  /** In the order of the file; empty for a register that is whole and unchanged. */
  readonly problems: readonly RegisterFinding[]
  /** The last write was cut off: its bytes begin here, and everything before is kept. */
  readonly torn?: { readonly at: number }
}

/** In bytes. What is larger is not read: a device would have to write for centuries. */
export const largestRegister = 128 * 1024 * 1024

const unreadable = (problem: RegisterFinding): ParsedRegister => ({
  mark: '',
  salt: '',
  seal: '',
  lines: [],
  problems: [problem],
})

const otherFormat = (start: string): string | undefined =>
  /^# Escalation register [^\n]*\n\n- Format: (rungs-register (?!1\n)[0-9]{1,9})\n/.exec(start)?.[1]

/** Whether a crash has left no more than the beginning of a header, or zeros in its place. */
export const isNotBegun = (bytes: Buffer): boolean => {
  if (bytes.length > headerReach * 16) return false
  return readHeader(bytes.toString('latin1').replace(/\0+$/, '')).kind === 'begun'
}

/** Of a register that may have lines: where only the beginning of a header stands, nothing follows. */
type PassedHeader = Exclude<HeaderRead, { readonly kind: 'begun' }>

const headerOf = (read: PassedHeader): RegisterHeader =>
  read.kind === 'whole' ? read : (read.header ?? { mark: '', salt: '' })

const headerProblem = (read: PassedHeader, start: string): RegisterFinding | undefined => {
  if (read.kind === 'wrong') {
    const message = `Line ${read.line} is not as the header of a register has it: it was changed.`
    return registerFinding('malformed', 0, read.line, message)
  }
  const covered = start.slice(0, read.length - formatSeal(0, read.seal).length)
  return headerSeal(read.mark, covered) === read.seal
    ? undefined
    : registerFinding('changed', 0, 1, 'The header does not fit its seal: it was changed.')
}

/** The serial whose region a line of the file is in: from the empty line before it to its signature. */
const serialAt = (lines: readonly SealedLine[], row: number): number =>
  lines.findLast((one) => one.row - 1 <= row)?.line.n ?? 0

/** Bytes that are no UTF-8 are in no whole group: the serial is that of the damage, which was found last before them. */
const damageAt = (findings: readonly RegisterFinding[], row: number): number =>
  findings.reduce((last, { line, serial }) => (line <= row ? serial : last), 0)

const textProblems = (
  { bytes, lines }: Walk,
  damage: readonly RegisterFinding[],
  converted: number | undefined,
): readonly RegisterFinding[] => {
  const findings: RegisterFinding[] = []
  if (converted !== undefined) {
    const message = `Line ends or a byte order mark were converted, first on line ${converted}; the content was checked without them.`
    findings.push(registerFinding('converted', serialAt(lines, converted), converted, message))
  }
  const row = firstNotUtf8(bytes)
  if (row !== undefined) {
    const message = `Line ${row} has bytes in it that are no UTF-8.`
    findings.push(registerFinding('not-utf-8', damageAt(damage, row), row, message))
  }
  return findings
}

/** Where the groups begin, and what the first of them is chained to; nothing where there is neither a header nor a group. */
const begin = (bytes: Buffer, read: PassedHeader, intact: boolean): Walk | undefined => {
  if (read.kind === 'whole') {
    // Where the mark may be what was changed, no seal would fit.
    const mark = intact ? read.mark : ''
    return beginWalk(bytes, mark, read.length, { seal: read.seal, signature: none })
  }
  const resumed = nextGroup(bytes, 0)
  return resumed && beginWalk(bytes, headerOf(read).mark, resumed.at, resumed.before)
}

const withoutLines = (bytes: Buffer, read: HeaderRead, converted: boolean): ParsedRegister => {
  if (!converted && isNotBegun(bytes))
    return unreadable(
      registerFinding('not-begun', 0, 1, 'The register was never begun: its first write was cut off.'),
    )
  return unreadable(
    read.kind === 'wrong' && read.line === 1
      ? registerFinding('not-a-register', 0, 1, 'The file is no escalation register.')
      : registerFinding('malformed', 0, 1, 'The header of the register is not whole.'),
  )
}

const bufferOf = (source: Uint8Array | string): Buffer =>
  typeof source === 'string'
    ? Buffer.from(source)
    : Buffer.from(source.buffer, source.byteOffset, source.byteLength)

/**
 * Reads and checks a register, all but its signatures (see signatures.ts). Bytes are UTF-8 with LF; what was converted is
 * said and read all the same.
 */
export const parseRegister = (source: Uint8Array | string): ParsedRegister => {
  if (source.length > largestRegister)
    return unreadable(registerFinding('too-large', 0, 1, `The file has more than ${largestRegister} bytes.`))
  const whole = bufferOf(source)
  const { bytes, converted } = plainBytes(whole)
  const start = bytes.toString('latin1', 0, headerReach)
  const format = otherFormat(start)
  if (format !== undefined)
    return unreadable(
      registerFinding('unknown-format', 0, 3, `The register is written in the format ${format}.`),
    )
  const read = readHeader(start)
  if (read.kind === 'begun') return withoutLines(bytes, read, converted !== undefined)
  const broken = headerProblem(read, start)
  const walk = begin(bytes, read, broken === undefined)
  if (walk === undefined) return withoutLines(bytes, read, converted !== undefined)
  const isTorn = walkGroups(walk)
  const damage = [...(broken === undefined ? [] : [broken]), ...walk.findings]
  const { mark, salt } = headerOf(read)
  const problems = [
    ...textProblems(walk, damage, converted),
    ...damage,
    // What was cut off at the end has taken away nothing before it.
    ...orderFindings(
      mark,
      walk.lines,
      damage.some(({ code }) => code !== 'torn'),
    ),
  ]
  return {
    mark,
    salt,
    seal: read.kind === 'whole' ? read.seal : '',
    lines: walk.lines,
    problems: problems.toSorted(byLine).slice(0, mostFindings),
    ...(isTorn ? { torn: { at: offsetOfLine(whole, walk.row) } } : {}),
  }
}

/** A line as it is written at once: the empty line before it, its seal, and its signature line where there is one. */
export const formatGroup = (line: RegisterLine, seal: string, signature: string | undefined): string =>
  `\n${formatLine(line)}\n${formatSeal(line.n, seal)}${signature === undefined ? '' : `${signature}\n`}`

/** The text of a register in which nothing is wrong: the inverse of `parseRegister`. */
export const formatRegister = ({
  mark,
  salt,
  seal,
  lines,
}: Pick<ParsedRegister, 'mark' | 'salt' | 'seal' | 'lines'>): string =>
  formatHeader({ mark, salt }) +
  formatSeal(0, seal) +
  lines.map((one) => formatGroup(one.line, one.seal, one.signature)).join('')
