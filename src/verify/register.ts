/** What a register shows by itself, and what it says of a record. */
import type { Stamp } from '../calendar/time.ts'
import { isWhole, type RegisterFinding } from '../register/finding.ts'
import { headFor, headsOf, type Mention, type RecordHead, type RegisterHeads } from '../register/heads.ts'
import type { RegisterLine } from '../register/line.ts'
import { type ParsedRegister, parseRegister } from '../register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../register/signatures.ts'
import type { Registered, RegisteredKey, Remembered, Silent } from './witness.ts'

export interface ExaminedRegister {
  readonly path: string
  readonly mark: string
  /** Why it could not be read, in a sentence. */
  readonly why?: string
  /** The seal of its header, and its last line with its seal; absent where it has none. */
  readonly head?: { readonly opened: string; readonly n: number; readonly seal: string }
  /** The last line that is signed; 0 for none. What follows it anybody can have written: it counts for nothing. */
  readonly signed: number
  /** What its lines say, up to the last that is signed. */
  readonly heads: RegisterHeads
  /** Lines after that which have a record as destroyed or handed over. */
  readonly unsignedGone: readonly Gone[]
  /** Keys that it has named up to there, whatever has become of them since. */
  readonly keys: readonly RegisteredKey[]
  readonly findings: readonly RegisterFinding[]
  /** What this computer saw of it before and does not find any more. */
  readonly lost?: { readonly kind: 'rolled-back' | 'changed'; readonly n: number; readonly seen: Stamp }
}

/** A record that a register has as destroyed or handed over. Whether it was, nothing shows. */
export interface Gone {
  readonly id: string
  readonly kind: 'destroyed' | 'transferred'
  /** The register that says so, and when. */
  readonly mark: string
  readonly at: Stamp
  readonly entry: number
  /** Another register, which has another seal for that entry. */
  readonly against?: string
  /** Its number was taken again since. */
  readonly former: boolean
  /** Nobody has signed the line: it is told, and counts for nothing. */
  readonly unsigned?: true
}

/** A register among the files that are verified. */
export interface VerifiedRegister extends ExaminedRegister {
  /** Records that it has opened or sealed, neither destroyed nor handed over, of which there is no file. */
  readonly absent: readonly string[]
  /** What it has as destroyed or handed over. */
  readonly gone: readonly Gone[]
}

const noHeads: RegisterHeads = { records: new Map(), former: [], notBegun: [], missing: [] }

/** A register that could not be read. */
export const unreadRegister = (path: string, mark: string, why: string): ExaminedRegister => ({
  path,
  mark,
  why,
  heads: noHeads,
  unsignedGone: [],
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

const goneLine = (mark: string, line: RegisterLine): readonly Gone[] => {
  const { kind, at } = line
  return kind === 'destroyed' || kind === 'transferred'
    ? [{ id: line.id, kind, mark, at, entry: line.entry, former: false, unsigned: true }]
    : []
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
  const signed = signatures.runs.at(-1)?.to ?? 0
  const lines = parsed.lines.filter(({ line }) => line.n <= signed)
  return {
    path,
    mark: parsed.mark === '' ? mark : parsed.mark,
    ...(head === undefined ? {} : { head }),
    signed,
    heads: headsOf({ mark: parsed.mark, lines }),
    unsignedGone: parsed.lines.flatMap(({ line }) => (line.n > signed ? goneLine(parsed.mark, line) : [])),
    keys: lines.flatMap(({ line }) =>
      'key' in line ? [{ key: line.key, vouched: line.kind === 'key-rotated' }] : [],
    ),
    findings: registerProblems(parsed, signatures, mark),
    ...(lost === undefined ? {} : { lost }),
  }
}

/** A write that was cut off says nothing against what stands before it, whatever bytes it left; any other finding makes a register no witness. */
export const isWitness = ({ why, lost, findings }: ExaminedRegister): boolean =>
  why === undefined && lost === undefined && isWhole(findings)

interface Said {
  readonly by: ExaminedRegister
  readonly id: string
  readonly mention: Mention & { readonly kind: Gone['kind'] }
  readonly former: boolean
}

const saidIn = (by: ExaminedRegister): readonly Said[] => {
  const { records, former } = by.heads
  const of = (isFormer: boolean, { id, mentions }: RecordHead): readonly Said[] =>
    mentions.flatMap((mention) => {
      const { kind } = mention
      return kind === 'destroyed' || kind === 'transferred'
        ? [{ by, id, mention: { ...mention, kind }, former: isFormer }]
        : []
    })
  return [
    ...[...records.values()].flatMap((head) => of(false, head)),
    ...former.flatMap((head) => of(true, head)),
  ]
}

/** Every seal that a register has, by record and entry: of a number that was taken again there may be several. */
const sealsIn = ({
  heads: { records, former },
}: ExaminedRegister): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>()
  for (const { id, seals } of [...records.values(), ...former])
    for (const [entry, seal] of seals) {
      const key = `${id} ${entry}`
      const known = found.get(key)
      if (known === undefined) found.set(key, new Set([seal]))
      else known.add(seal)
    }
  return found
}

/** What these registers of one casebook have as destroyed or handed over, whichever computer that was done on. */
export const goneOf = (registers: readonly ExaminedRegister[]): readonly Gone[] => {
  const witnesses = registers.filter(isWitness)
  const unsigned = witnesses.flatMap(({ unsignedGone }) => unsignedGone)
  const said = witnesses.flatMap(saidIn)
  if (said.length === 0) return unsigned
  const held = witnesses.map((one) => ({ one, seals: sealsIn(one) }))
  const signed = said.map(({ by, id, mention: { kind, at, entry, seal }, former }): Gone => {
    const against = held.find(
      ({ one, seals }) => one !== by && seals.get(`${id} ${entry}`)?.has(seal) === false,
    )?.one.mark
    return { id, kind, mark: by.mark, at, entry, former, ...(against === undefined ? {} : { against }) }
  })
  return [...signed, ...unsigned]
}

const excuses = ({ against, former, unsigned }: Gone): boolean =>
  against === undefined && unsigned === undefined && !former

/** `there`: the records that there are. `gone`: what the registers beside have as gone. */
export const withAbsent = (
  register: ExaminedRegister,
  there: ReadonlySet<string>,
  gone: readonly Gone[],
): VerifiedRegister => {
  const excused = new Set(gone.filter(excuses).map(({ id }) => id))
  const absent = [...register.heads.records.keys()].filter((id) => !there.has(id) && !excused.has(id))
  return { ...register, absent, gone: gone.filter(({ mark }) => mark === register.mark) }
}

/** Whether nothing was found that ordinary life does not explain. */
export const isSoundRegister = (one: VerifiedRegister): boolean =>
  isWitness(one) && one.absent.length === 0 && one.gone.every(({ against }) => against === undefined)

/** Whether a script that trusts nothing may go on: signed to the end, and no number is missing. */
export const isCleanRegister = (one: VerifiedRegister): boolean =>
  isSoundRegister(one) && one.signed === (one.head?.n ?? 0) && one.heads.missing.length === 0

const silenceOf = (one: ExaminedRegister): string | undefined => {
  if (one.why !== undefined) return 'cannot be read'
  if (one.lost !== undefined) return 'is not as this computer saw it before'
  if (!isWitness(one)) return 'is damaged'
  return one.signed === 0 ? 'is not signed' : undefined
}

/** The registers that are asked for nothing, and why. */
export const silentOf = (registers: readonly ExaminedRegister[]): readonly Silent[] =>
  registers.flatMap((one) => {
    const why = silenceOf(one)
    return why === undefined ? [] : [{ mark: one.mark, why }]
  })

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
): ReadonlyMap<string, readonly RegisteredKey[]> =>
  new Map(
    registers.filter((one) => isWitness(one) && !isConverted(one)).map(({ mark, keys }) => [mark, keys]),
  )
