/** What a register shows by itself, and what it says of a record. */
import type { Stamp } from '../calendar/time.ts'
import type { RegisterFinding, RegisterFindingCode } from '../register/finding.ts'
import { headFor, headsOf, type RecordHead, type RegisterHeads } from '../register/heads.ts'
import { type ParsedRegister, parseRegister } from '../register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../register/signatures.ts'
import type { Registered, Remembered } from './witness.ts'

export interface ExaminedRegister {
  readonly path: string
  readonly mark: string
  /** Why it could not be read, in a sentence. */
  readonly why?: string
  /** The seal of its header, and its last line with its seal; absent where it has none. */
  readonly head?: { readonly opened: string; readonly n: number; readonly seal: string }
  readonly heads: RegisterHeads
  /** Keys that it has named, whatever has become of them since. */
  readonly keys: readonly string[]
  /** The last line that is signed; 0 for none. */
  readonly signed: number
  readonly findings: readonly RegisterFinding[]
  /** What this computer saw of it before and does not find any more. */
  readonly lost?: { readonly kind: 'rolled-back' | 'changed'; readonly n: number; readonly seen: Stamp }
}

/** A register among the files that are verified. */
export interface VerifiedRegister extends ExaminedRegister {
  /** Records that it has opened or sealed, neither destroyed nor handed over, of which there is no file. */
  readonly absent: readonly string[]
}

const noHeads: RegisterHeads = { records: new Map(), former: [], notBegun: [], missing: [] }

/** A register that could not be read. */
export const unreadRegister = (path: string, mark: string, why: string): ExaminedRegister => ({
  path,
  mark,
  why,
  heads: noHeads,
  keys: [],
  signed: 0,
  findings: [],
})

const headOf = ({ seal, lines }: ParsedRegister): ExaminedRegister['head'] => {
  const last = lines.at(-1)
  return last === undefined ? undefined : { opened: seal, n: last.line.n, seal: last.seal }
}

/** The longest head of a register that was seen before, by the seal of its header. */
export type SeenRegister = (opened: string) => Remembered | undefined

const lostOf = ({ seal: opened, lines }: ParsedRegister, seenOf: SeenRegister): ExaminedRegister['lost'] => {
  const seen = opened === '' ? undefined : seenOf(opened)
  if (seen === undefined || seen.entry === 0) return undefined
  const line = lines.find((one) => one.line.n === seen.entry)
  if (line === undefined) return { kind: 'rolled-back', n: seen.entry, seen: seen.seen }
  return line.seal === seen.seal ? undefined : { kind: 'changed', n: seen.entry, seen: seen.seen }
}

/** Everything that a register shows by itself, and beside what was seen of it. `mark`: that its file is named by. Never throws. */
export const examineRegister = (
  path: string,
  mark: string,
  bytes: Uint8Array,
  seenOf: SeenRegister,
): ExaminedRegister => {
  const parsed = parseRegister(bytes)
  const signatures = checkRegisterSignatures(parsed)
  const head = headOf(parsed)
  const lost = lostOf(parsed, seenOf)
  return {
    path,
    mark: parsed.mark === '' ? mark : parsed.mark,
    ...(head === undefined ? {} : { head }),
    heads: headsOf(parsed),
    keys: parsed.lines.flatMap(({ line }) => ('key' in line ? [line.key] : [])),
    signed: signatures.runs.at(-1)?.to ?? 0,
    findings: registerProblems(parsed, signatures, mark),
    ...(lost === undefined ? {} : { lost }),
  }
}

/** Bytes that are no UTF-8 are malformed as well, unless they are torn. */
const harmless: readonly RegisterFindingCode[] = ['torn', 'converted', 'not-begun', 'not-utf-8', 'misnamed']

/** A write that was cut off says nothing against what stands before it, whatever bytes it left; any other finding makes a register no witness. */
export const isWitness = ({ why, lost, findings }: ExaminedRegister): boolean =>
  why === undefined && lost === undefined && findings.every(({ code }) => harmless.includes(code))

const isGone = ({ mentions }: RecordHead): boolean =>
  mentions.some(({ kind }) => kind === 'destroyed' || kind === 'transferred')

/** Records that have been destroyed or handed over, as any of these registers says: whichever computer that was done on. */
export const goneOf = (registers: readonly ExaminedRegister[]): readonly string[] =>
  registers
    .filter(isWitness)
    .flatMap(({ heads }) => [...heads.records.values()].filter(isGone).map(({ id }) => id))

/** `accounted`: the records that there are, and those that are known to be gone. */
export const withAbsent = (register: ExaminedRegister, accounted: ReadonlySet<string>): VerifiedRegister => {
  const absent = [...register.heads.records.values()].flatMap((head) =>
    accounted.has(head.id) || isGone(head) ? [] : [head.id],
  )
  return { ...register, absent }
}

/** What the registers say of one record. `opened`: the seal of its header. */
export const registeredOf = (
  registers: readonly ExaminedRegister[],
  id: string,
  opened: string,
): readonly Registered[] =>
  registers.filter(isWitness).flatMap(({ mark, heads }) => {
    const head = headFor(heads, id, opened)
    if (head === undefined) return []
    const { seals, furthest, mentions } = head
    return [
      { mark, seals, furthest: furthest.entry, destroyed: mentions.some(({ kind }) => kind === 'destroyed') },
    ]
  })

const isConverted = ({ findings }: ExaminedRegister): boolean =>
  findings.some(({ code }) => code === 'converted')

/** The keys that registers name, by the mark of their device. To one that was converted nothing can be added: it may lack those of today. */
export const registeredKeysOf = (
  registers: readonly ExaminedRegister[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    registers.filter((one) => isWitness(one) && !isConverted(one)).map(({ mark, keys }) => [mark, keys]),
  )
