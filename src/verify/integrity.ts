/** From the steps to one verdict on the bytes of a record; nothing is said of the people who wrote it. */
import type { Stamp } from '../calendar/time.ts'
import type { Checked, Evidence } from './checked.ts'
import { type Examined, lastSealed } from './examined.ts'
import type { VerifyCode, VerifyFinding } from './finding.ts'
import { type Remark, remarksOf } from './remarks.ts'
import { steps } from './steps.ts'

export type IntegrityVerdict =
  /** `by`: who holds the seal of its last entry. */
  | { readonly kind: 'witnessed'; readonly entry: number; readonly by: readonly Witness[] }
  /** Nobody else confirms all of it, but this computer saw it so at that time, and nothing of before is shown by that. */
  | { readonly kind: 'seen'; readonly entry: number; readonly since: Stamp }
  /** `since`: when the first entry that nothing outside confirms was begun. */
  | { readonly kind: 'unwitnessed'; readonly since: Stamp }
  | { readonly kind: 'unsealed'; readonly facts: number }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'converted' }
  | { readonly kind: 'changed'; readonly entry: number }
  /** Whole by itself, and not as a register or this computer's memory has it: one of the two was written again. */
  | { readonly kind: 'differs'; readonly entry: number }
  | { readonly kind: 'shorter'; readonly entry: number }
  | { readonly kind: 'rolled-back'; readonly entry: number }
  | { readonly kind: 'two-versions'; readonly entry: number }
  /** Signed with a key that was not to be expected: in that nothing was changed. */
  | { readonly kind: 'other-key'; readonly entry: number }
  | { readonly kind: 'other-receipt' }
  | { readonly kind: 'cannot-judge'; readonly why: string }

export type Witness = { readonly kind: 'register'; readonly mark: string } | { readonly kind: 'receipt' }

export interface StepOutcome {
  readonly step: string
  readonly establishes: string
  readonly outcome: Checked
}

export interface Integrity {
  readonly verdict: IntegrityVerdict
  readonly steps: readonly StepOutcome[]
  readonly findings: readonly VerifyFinding[]
  /** What is to be known besides, and is no fault by itself. */
  readonly remarks: readonly Remark[]
  /** The last entry that a register or a receipt confirms; 0 for none. */
  readonly witnessed: number
  /** The last entry that is signed; 0 for none. */
  readonly signed: number
}

/** A verdict that a finding makes. */
type FoundKind = Exclude<IntegrityVerdict['kind'], 'witnessed' | 'seen' | 'unwitnessed' | 'unsealed'>

/** What each finding makes of the verdict; the first of these that is there decides. */
const verdictOf: readonly (readonly [FoundKind, readonly VerifyCode[]])[] = [
  ['cannot-judge', ['unreadable', 'not-a-record', 'not-begun', 'too-large', 'unknown-format']],
  ['two-versions', ['two-versions']],
  ['changed', ['malformed', 'misnumbered', 'changed', 'not-utf-8', 'signature-wrong']],
  ['differs', ['registered-otherwise', 'remembered-otherwise']],
  ['shorter', ['registered-further']],
  ['rolled-back', ['remembered-further']],
  ['other-key', ['key-other']],
  ['other-receipt', ['receipt-of-none']],
  ['unfinished', ['torn']],
  ['converted', ['converted']],
]

const findingVerdict = (kind: FoundKind, { entry, message }: VerifyFinding): IntegrityVerdict => {
  switch (kind) {
    case 'cannot-judge':
      return { kind, why: message }
    case 'changed':
    case 'differs':
    case 'other-key':
    case 'shorter':
    case 'rolled-back':
    case 'two-versions':
      return { kind, entry }
    case 'other-receipt':
    case 'unfinished':
    case 'converted':
      return { kind }
  }
}

/**
 * The change that stands first in the record is the one that is named. In the file that goes by lines: an entry that was
 * put in from elsewhere may have any number. What others hold of the record goes by entries, and is only held against those
 * before anything is wrong in the file.
 */
const earliest = (
  findings: readonly VerifyFinding[],
  own: readonly VerifyFinding[],
  kind: FoundKind,
): IntegrityVerdict | undefined => {
  const outside = findings.filter((one) => !own.includes(one)).toSorted((a, b) => a.entry - b.entry)
  const [first] = [...outside, ...findings.toSorted((a, b) => a.line - b.line)]
  return first === undefined ? undefined : findingVerdict(kind, first)
}

/** The last entry whose very seal somebody holds: what is held of a later one confirms none that is here. */
const lastHeld = ({ seals }: Examined, held: Iterable<readonly [number, string]>): number => {
  let upTo = 0
  for (const [n, seal] of held) if (seals[n] === seal) upTo = Math.max(upTo, n)
  return upTo
}

interface Held {
  readonly by: Witness
  readonly upTo: number
}

const heldBy = ({ examined, registers, receipt }: Evidence): readonly Held[] => [
  ...registers.map(
    ({ mark, seals }): Held => ({ by: { kind: 'register', mark }, upTo: lastHeld(examined, seals) }),
  ),
  ...(receipt?.entry === undefined ? [] : [{ by: { kind: 'receipt' }, upTo: receipt.entry } as const]),
]

/** Of a record in which nothing is wrong: who confirms it. */
const confirmedBy = (
  { examined, remembered }: Evidence,
  held: readonly Held[],
  witnessed: number,
): IntegrityVerdict => {
  const last = lastSealed(examined)
  if (witnessed > 0 && witnessed === last)
    return {
      kind: 'witnessed',
      entry: last,
      by: held.filter(({ upTo }) => upTo === last).map(({ by }) => by),
    }
  // What was seen differs from it in nothing, or that would be a finding.
  return remembered !== undefined && remembered.entry > 0 && remembered.entry === last
    ? { kind: 'seen', entry: last, since: remembered.seen }
    : { kind: 'unwitnessed', since: examined.begun[witnessed + 1] ?? '' }
}

const judge = (
  evidence: Evidence,
  findings: readonly VerifyFinding[],
  held: readonly Held[],
  witnessed: number,
): IntegrityVerdict => {
  const { examined } = evidence
  for (const [kind, codes] of verdictOf) {
    const verdict = earliest(
      findings.filter(({ code }) => codes.includes(code)),
      examined.findings,
      kind,
    )
    if (verdict !== undefined) return verdict
  }
  if (examined.unsealed > 0) return { kind: 'unsealed', facts: examined.unsealed }
  return confirmedBy(evidence, held, witnessed)
}

/** Runs every step that can be run, whatever the others find. */
export const checkIntegrity = (evidence: Evidence): Integrity => {
  const outcomes = steps.map(
    ({ name, establishes, check }): StepOutcome => ({ step: name, establishes, outcome: check(evidence) }),
  )
  const findings = outcomes.flatMap(({ outcome }) => (outcome.kind === 'failed' ? outcome.findings : []))
  const held = heldBy(evidence)
  const witnessed = Math.max(0, ...held.map(({ upTo }) => upTo))
  return {
    verdict: judge(evidence, findings, held, witnessed),
    steps: outcomes,
    findings,
    remarks: remarksOf(evidence),
    witnessed,
    signed: evidence.examined.signed.at(-1)?.to ?? 0,
  }
}
