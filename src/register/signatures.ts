/**
 * Checks the signatures of a parsed register with the keys that it names itself. Whose keys those are is not known here.
 * Mends nothing.
 */
import { isSigned } from '../record/ssh-signature.ts'
import { byLine, type RegisterFinding, registerFinding } from './finding.ts'
import { needsSignature, type RegisterLine } from './line.ts'
import type { ParsedRegister } from './parse.ts'
import type { SealedLine } from './walk.ts'

/** Lines that were signed with one key, without another between them. */
export interface RegisterRun {
  readonly key: string
  /** How the key came to be the one: named first, signed for by the key before, or by its own word alone. */
  readonly by: 'new' | 'rotated' | 'lost'
  readonly from: number
  /** The last line that is signed; unsigned ones before it are covered, for seals chain. */
  readonly to: number
}

export interface RegisterSignatures {
  readonly runs: readonly RegisterRun[]
  readonly findings: readonly RegisterFinding[]
}

interface Current {
  readonly key: string
  readonly by: RegisterRun['by']
}

/** A line with the key that must have signed it. */
interface Signed {
  readonly one: SealedLine
  readonly current: Current | undefined
}

const named = (line: RegisterLine): Current | undefined => {
  switch (line.kind) {
    case 'key-new':
      return { key: line.key, by: 'new' }
    case 'key-rotated':
      return { key: line.key, by: 'rotated' }
    case 'key-lost':
      return { key: line.key, by: 'lost' }
    default:
      return undefined
  }
}

/** The key before signs for the one that takes its place, unless it is lost. */
const signer = (line: RegisterLine, before: Current | undefined): Current | undefined =>
  line.kind === 'key-rotated' ? { key: line.before, by: before?.by ?? 'new' } : (named(line) ?? before)

const wrong = ({ one }: Signed, why: string): RegisterFinding =>
  registerFinding('signature-wrong', one.line.n, one.row, `The signature of serial ${one.line.n} ${why}.`)

const check = (signed: Signed, damaged: boolean): RegisterFinding | undefined => {
  const { one, current } = signed
  const { seal, signature } = one
  if (signature === undefined) return undefined
  // Where lines are damaged, the one that names the key may be among them.
  if (current === undefined)
    return damaged ? undefined : wrong(signed, 'is by nobody: no line before it names a key')
  // The 128 digits of a whole signature line.
  return isSigned('rungs-register', current.key, seal, signature.slice(-129, -1))
    ? undefined
    : wrong(signed, 'was not made with the key that the register names')
}

const addTo = (runs: RegisterRun[], { key, by }: Current, n: number, from: number): void => {
  const last = runs.at(-1)
  if (last?.key === key) runs[runs.length - 1] = { ...last, to: n }
  else runs.push({ key, by, from, to: n })
}

/** Goes through the lines with the key of each. Holds no list of them: there may be many. */
const eachSigned = (
  lines: readonly SealedLine[],
  visit: (signed: Signed, next: Current | undefined) => void,
): void => {
  let current: Current | undefined
  for (const one of lines) {
    const before = current
    current = named(one.line) ?? current
    visit({ one, current: signer(one.line, before) }, current)
  }
}

const runsOf = (lines: readonly SealedLine[]): readonly RegisterRun[] => {
  const runs: RegisterRun[] = []
  let from = 1
  eachSigned(lines, ({ one, current }) => {
    if (one.signature === undefined || current === undefined) return
    addTo(runs, current, one.line.n, from)
    from = one.line.n + 1
  })
  return runs
}

/**
 * Checks the last signature of each unbroken run of one key, and that of every change of keys: a seal covers all that came
 * before, the earlier signature lines included. Where something is wrong already, or one of these is, every signature is
 * checked, to say where.
 */
export const checkRegisterSignatures = ({ lines, problems }: ParsedRegister): RegisterSignatures => {
  const runs = runsOf(lines)
  const damaged = problems.some(({ code }) => code !== 'torn' && code !== 'converted')
  const lasts = new Set(runs.map(({ to }) => to))
  const checked = (some: (signed: Signed) => boolean): readonly RegisterFinding[] => {
    const findings: RegisterFinding[] = []
    eachSigned(lines, (signed) => {
      const found = some(signed) ? check(signed, damaged) : undefined
      if (found !== undefined) findings.push(found)
    })
    return findings
  }
  const isLast = ({ one: { line }, current }: Signed): boolean =>
    lasts.has(line.n) || needsSignature(line) || current === undefined
  const first = damaged ? [] : checked(isLast)
  const findings = damaged || first.length > 0 ? checked(() => true) : []
  return { runs, findings }
}

/** Everything that the file by itself shows to be wrong, in the order of its lines. */
export const registerProblems = (
  { problems }: ParsedRegister,
  { findings }: RegisterSignatures,
): readonly RegisterFinding[] =>
  findings.length === 0 ? problems : [...problems, ...findings].toSorted(byLine)
