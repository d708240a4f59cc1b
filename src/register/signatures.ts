/**
 * Checks the signatures of a parsed register with the keys that it names itself. Whose keys those are is not known here.
 * Mends nothing.
 */
import { isSigned } from '../record/ssh-signature.ts'
import { byLine, type RegisterFinding, registerFinding } from './finding.ts'
import type { RegisterLine } from './line.ts'
import type { ParsedRegister } from './parse.ts'
import { mostFindings, type SealedLine } from './walk.ts'

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

/** A signed line with the key that must have signed it. */
interface Signed {
  readonly one: SealedLine
  /** The whole signature line. */
  readonly signature: string
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
  const { one, signature, current } = signed
  // Where lines are damaged, the one that names the key may be among them.
  if (current === undefined)
    return damaged ? undefined : wrong(signed, 'is by nobody: no line before it names a key')
  // The 128 digits of a whole signature line.
  return isSigned('rungs-register', current.key, one.seal, signature.slice(-129, -1))
    ? undefined
    : wrong(signed, 'was not made with the key that the register names')
}

const addTo = (runs: RegisterRun[], { key, by }: Current, n: number, from: number): void => {
  const last = runs.at(-1)
  if (last?.key === key) runs[runs.length - 1] = { ...last, to: n }
  else runs.push({ key, by, from, to: n })
}

/** Goes through the signed lines with the key that must have signed each. */
const eachSigned = (lines: readonly SealedLine[], visit: (signed: Signed) => void): void => {
  let current: Current | undefined
  for (const one of lines) {
    const { line, signature } = one
    const before = current
    current = named(line) ?? current
    if (signature !== undefined) visit({ one, signature, current: signer(line, before) })
  }
}

const runsOf = (lines: readonly SealedLine[]): readonly RegisterRun[] => {
  const runs: RegisterRun[] = []
  let from = 1
  eachSigned(lines, ({ one, current }) => {
    if (current === undefined) return
    addTo(runs, current, one.line.n, from)
    from = one.line.n + 1
  })
  return runs
}

/** Where the chain is broken: what stands before is not covered by what stands after. Lines of the file. */
const breaksOf = ({ problems }: ParsedRegister): readonly number[] =>
  problems.flatMap(({ code, line }) =>
    code === 'malformed' || code === 'misnumbered' || code === 'changed' ? [line] : [],
  )

/** The signed lines, cut where the key changes or the chain is broken. */
const stretchesOf = (register: ParsedRegister): readonly (readonly Signed[])[] => {
  const stretches: Signed[][] = []
  const breaks = breaksOf(register)
  let last: { readonly key: string | undefined; readonly broken: number } | undefined
  let broken = 0
  eachSigned(register.lines, (signed) => {
    const { one, current } = signed
    while ((breaks[broken] ?? Number.POSITIVE_INFINITY) <= one.row) broken++
    if (last?.broken !== broken || last.key !== current?.key) stretches.push([])
    stretches.at(-1)?.push(signed)
    last = { key: current?.key, broken }
  })
  return stretches
}

/** From the last back to the first that is right: that one covers all before it. */
const checkStretch = (
  stretch: readonly Signed[],
  damaged: boolean,
  most: number,
): readonly RegisterFinding[] => {
  const findings: RegisterFinding[] = []
  for (const signed of stretch.toReversed()) {
    const found = findings.length < most ? check(signed, damaged) : undefined
    if (found === undefined) break
    findings.unshift(found)
  }
  return findings
}

/**
 * Checks the last signature of each unbroken stretch of one key: its seal covers all that came before, the earlier signature
 * lines included. Where that is wrong, those before it are checked, back to one that is right, to say where.
 */
export const checkRegisterSignatures = (register: ParsedRegister): RegisterSignatures => {
  const damaged = register.problems.some(({ code }) => code !== 'torn' && code !== 'converted')
  const findings: RegisterFinding[] = []
  for (const stretch of stretchesOf(register))
    findings.push(...checkStretch(stretch, damaged, mostFindings - findings.length))
  return { runs: runsOf(register.lines), findings }
}

/** A register under another's name would pass for that. */
const misnamed = ({ mark }: ParsedRegister, named: string): readonly RegisterFinding[] => {
  if (mark === '' || named === '' || named === mark) return []
  const message = `The file is named for ${named}, and it is the register of ${mark}.`
  return [registerFinding('misnamed', 0, 1, message)]
}

/** Everything that the file by itself shows to be wrong, in the order of its lines. `named`: the mark in its name, '' where it has none. */
export const registerProblems = (
  register: ParsedRegister,
  { findings }: RegisterSignatures,
  named = '',
): readonly RegisterFinding[] => {
  const others = [...misnamed(register, named), ...findings]
  return others.length === 0 ? register.problems : [...register.problems, ...others].toSorted(byLine)
}
