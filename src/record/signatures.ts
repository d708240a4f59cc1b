/**
 * Checks the signatures of a parsed record with the keys that its devices name. Whose keys those are is not known here: see
 * verify/. Mends nothing.
 */
import { byLine, type Finding, finding, mostFindings } from './finding.ts'
import type { ParsedEntry, ParsedRecord } from './parse.ts'
import { isSigned } from './ssh-signature.ts'

/** A sealed entry with the key that its device had named by its end. */
interface Signed {
  readonly entry: ParsedEntry
  readonly key: string | undefined
}

/** Entries that were signed with one key, without another between them. */
export interface SignedRun {
  readonly key: string
  /** The mark of the device that named it. */
  readonly mark: string
  readonly from: number
  /** The last entry that is signed. */
  readonly to: number
  /** Entries among these that carry no signature: a later one covers them, for seals chain, but only from when it was made. */
  readonly unsigned: readonly Stretch[]
}

/** Entries one after the other, the first and the last with them. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Signatures {
  /** Without the signatures that are wrong. */
  readonly runs: readonly SignedRun[]
  readonly findings: readonly Finding[]
}

interface Device {
  readonly mark: string
  readonly key: string | undefined
}

const devicesOf = (entries: readonly ParsedEntry[]): readonly (Device | undefined)[] => {
  let device: Device | undefined
  return entries.map(({ facts }) => {
    for (const fact of facts) if (fact.kind === 'device') device = { mark: fact.mark, key: fact.key }
    return device
  })
}

/** The 128 digits of a whole signature line. */
const digitsOf = (line: string): string => line.slice(-129, -1)

const wrongSignature = ({ n, line }: ParsedEntry, why: string): Finding =>
  finding('signature-wrong', n, line, `The signature of entry ${n} ${why}.`)

const checkOne = ({ entry, key }: Signed, damaged: boolean): Finding | undefined => {
  const { seal, signature } = entry
  if (seal === undefined || signature === undefined) return undefined
  // Where lines are damaged, the one that names the key may be among them.
  if (key === undefined)
    return damaged ? undefined : wrongSignature(entry, 'is by nobody: no device before it names a key')
  return isSigned('rungs-record', key, seal, digitsOf(signature))
    ? undefined
    : wrongSignature(entry, 'was not made with the key that the record names')
}

const none: readonly Stretch[] = []

const before = (from: number, n: number): readonly Stretch[] => (from < n ? [{ from, to: n - 1 }] : none)

const runsOf = (
  entries: readonly ParsedEntry[],
  devices: readonly (Device | undefined)[],
  wrong: readonly Finding[] = [],
): readonly SignedRun[] => {
  const runs: SignedRun[] = []
  const wrongLines = new Set(wrong.map(({ line }) => line))
  let from = 1
  for (const [i, { n, line, signature }] of entries.entries()) {
    const device = devices[i]
    if (signature === undefined || device?.key === undefined) continue
    if (wrongLines.has(line)) continue
    const { mark, key } = device
    const last = runs.at(-1)
    const left = before(from, n)
    if (last?.key === key && last.mark === mark)
      runs[runs.length - 1] = {
        ...last,
        to: n,
        unsigned: left.length === 0 ? last.unsigned : [...last.unsigned, ...left],
      }
    else runs.push({ key, mark, from, to: n, unsigned: left })
    from = n + 1
  }
  return runs
}

/**
 * Checks the last signature of each unbroken run of one key: its seal covers all that came before, the earlier signature
 * lines included. Where something is wrong already, or that one is, every signature is checked, to say where.
 */
export const checkSignatures = ({ entries, problems }: ParsedRecord): Signatures => {
  const devices = devicesOf(entries)
  const runs = runsOf(entries, devices)
  const signed = entries.map((entry, i): Signed => ({ entry, key: devices[i]?.key }))
  const damaged = problems.some(({ code }) => code !== 'torn' && code !== 'converted')
  const lasts = new Set(runs.map(({ to }) => to))
  const first = damaged ? signed : signed.filter(({ entry, key }) => lasts.has(entry.n) || key === undefined)
  const wrong = first.flatMap((one) => checkOne(one, damaged) ?? [])
  const findings =
    wrong.length === 0 || first === signed ? wrong : signed.flatMap((one) => checkOne(one, damaged) ?? [])
  return { runs: findings.length === 0 ? runs : runsOf(entries, devices, findings), findings }
}

/** What the file by itself shows to be wrong, in the order of its lines: the first of it. */
export const problemsOf = (record: ParsedRecord, { findings }: Signatures): readonly Finding[] =>
  [...record.problems, ...findings].toSorted(byLine).slice(0, mostFindings)
