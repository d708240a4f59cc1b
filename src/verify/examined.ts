/** What the bytes of one record show by themselves: the first half of verification, which needs nothing from outside. */
import type { Stamp } from '../calendar/time.ts'
import { finding } from '../record/finding.ts'
import { type MadeUp, madeUpOf } from '../record/made-up.ts'
import { type ParsedEntry, type ParsedRecord, parseRecord } from '../record/parse.ts'
import { checkSignatures, problemsOf, type Signatures, type SignedRun } from '../record/signatures.ts'
import { outsideFinding, type VerifyFinding } from './finding.ts'

export interface Examined {
  readonly path: string
  /** '' where the header cannot be read. */
  readonly id: string
  /** By entry, the header's first; '' for one that is not sealed. */
  readonly seals: readonly string[]
  /** The last entry before any in which something is wrong: up to there the seals can be held against others. -1 for none. */
  readonly sound: number
  /** When the first fact of each entry was written; '' for the header. */
  readonly begun: readonly Stamp[]
  readonly closed: boolean
  /** Facts after the last seal. */
  readonly unsealed: number
  readonly signed: readonly SignedRun[]
  /** How many answers a redacted copy leaves out; 0 for an original. */
  readonly leftOut: number
  readonly redacted: boolean
  /** Its case is made up: nothing in it happened. */
  readonly training?: MadeUp
  /** In the order of their lines. */
  readonly findings: readonly VerifyFinding[]
}

/** A file that could not be read. `why`: one sentence. */
export const unreadable = (path: string, why: string): Examined =>
  notRead(path, outsideFinding('unreadable', 0, why))

/** A file that is larger than any record, and was not read. */
export const tooLarge = (path: string, why: string): Examined =>
  notRead(path, finding('too-large', 0, 1, why))

const notRead = (path: string, found: VerifyFinding): Examined => ({
  path,
  id: '',
  seals: [],
  sound: -1,
  begun: [],
  closed: false,
  unsealed: 0,
  signed: [],
  leftOut: 0,
  redacted: false,
  findings: [found],
})

const recordName = /^(?:[A-HJ-NP-Z][2-9]|TRAINING)-\d{4}-\d{4}$/

/** Only a name that is another record's misleads, and for a redacted copy one that is a record's. */
const misnamed = (path: string, { id, redacted }: ParsedRecord): readonly VerifyFinding[] => {
  const name = path.replace(/.*[/\\]/, '').replace(/\.md$/i, '')
  if (id === '' || !recordName.test(name) || (name === id && !redacted)) return []
  return [
    finding(
      'misnamed',
      0,
      1,
      redacted
        ? `The file is named ${name}, and is a redacted copy of ${id}.`
        : `The file is named ${name}, and the record in it is ${id}.`,
    ),
  ]
}

/** Those that stand in order: what a hostile file counts otherwise is a finding, and no index. */
const inOrder = ({ entries }: ParsedRecord): readonly ParsedEntry[] => {
  const end = entries.findIndex(({ n }, i) => n !== i + 1)
  return end < 0 ? entries : entries.slice(0, end)
}

const isChange = ({ code }: VerifyFinding): boolean =>
  code !== 'torn' && code !== 'converted' && code !== 'misnamed'

const soundTo = (findings: readonly VerifyFinding[], last: number): number =>
  findings.filter(isChange).reduce((to, { entry }) => Math.min(to, entry - 1), last)

/** What a record by itself shows, when its signatures have been checked. */
export const examinedOf = (path: string, record: ParsedRecord, signatures: Signatures): Examined => {
  const entries = inOrder(record)
  const training = madeUpOf(record)
  const findings = [...misnamed(path, record), ...problemsOf(record, signatures)]
  return {
    path,
    id: record.id,
    seals: [record.seal, ...entries.map(({ seal }) => seal ?? '')],
    sound: soundTo(findings, entries.length),
    begun: ['', ...entries.map(({ facts }) => facts[0]?.at ?? '')],
    closed: record.entries.some(({ facts }) => facts.some(({ kind }) => kind === 'closed')),
    unsealed: record.unsealed,
    signed: signatures.runs,
    leftOut: record.leftOut.length,
    redacted: record.redacted,
    ...(training === undefined ? {} : { training }),
    findings,
  }
}

/** Everything that a record by itself shows. Never throws. */
export const examine = (
  path: string,
  bytes: Uint8Array,
): { readonly examined: Examined; readonly record: ParsedRecord } => {
  const record = parseRecord(bytes)
  return { examined: examinedOf(path, record, checkSignatures(record)), record }
}

/** The last sealed entry; 0 is the header. */
export const lastSealed = ({ seals }: Examined): number => seals.findLastIndex((seal) => seal !== '')

/** There is no record in it: the first write was cut off. */
export const isNotBegun = ({ findings }: Pick<Examined, 'findings'>): boolean =>
  findings.some(({ code }) => code === 'not-begun')

/** Nothing of a record is in it, though it may be empty. Every folder of a school has a page of minutes in it. */
export const isNoRecord = ({ findings }: { readonly findings: readonly VerifyFinding[] }): boolean =>
  findings.length > 0 && findings.every(({ code }) => code === 'not-a-record' || code === 'not-begun')
