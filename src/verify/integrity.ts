/** From the steps to one verdict on the bytes of a record; nothing is said of the people who wrote it. */
import type { Stamp } from '../calendar/time.ts'
import { lastSealed } from './examined.ts'
import type { VerifyCode, VerifyFinding } from './finding.ts'
import { type Checked, type Evidence, steps } from './steps.ts'

export type IntegrityVerdict =
  | { readonly kind: 'witnessed'; readonly entry: number }
  /** `since`: when the first entry that nothing outside confirms was begun. */
  | { readonly kind: 'unwitnessed'; readonly since: Stamp }
  | { readonly kind: 'unsealed'; readonly facts: number }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'converted' }
  | { readonly kind: 'changed'; readonly entry: number }
  | { readonly kind: 'shorter'; readonly entry: number }
  | { readonly kind: 'rolled-back'; readonly entry: number }
  | { readonly kind: 'two-versions'; readonly entry: number }
  | { readonly kind: 'cannot-judge'; readonly why: string }

export interface StepOutcome {
  readonly step: string
  readonly establishes: string
  readonly outcome: Checked
}

export interface Integrity {
  readonly verdict: IntegrityVerdict
  readonly steps: readonly StepOutcome[]
  readonly findings: readonly VerifyFinding[]
  /** The last entry that a register, this computer's memory or a receipt confirms; 0 for none. */
  readonly witnessed: number
  /** The last entry that is signed; 0 for none. */
  readonly signed: number
}

/** A verdict that a finding makes. */
type FoundKind = Exclude<IntegrityVerdict['kind'], 'witnessed' | 'unwitnessed' | 'unsealed'>

/** What each finding makes of the verdict; the first of these that is there decides. */
const verdictOf: readonly (readonly [FoundKind, readonly VerifyCode[]])[] = [
  ['cannot-judge', ['unreadable', 'not-a-record', 'not-begun', 'too-large', 'unknown-format']],
  ['two-versions', ['two-versions']],
  [
    'changed',
    [
      'malformed',
      'misnumbered',
      'changed',
      'not-utf-8',
      'signature-wrong',
      'key-other',
      'registered-otherwise',
      'remembered-otherwise',
      'other-record-here',
      'receipt-of-none',
    ],
  ],
  ['shorter', ['registered-further']],
  ['rolled-back', ['remembered-further']],
  ['unfinished', ['torn']],
  ['converted', ['converted']],
]

const findingVerdict = (kind: FoundKind, { entry, message }: VerifyFinding): IntegrityVerdict => {
  switch (kind) {
    case 'cannot-judge':
      return { kind, why: message }
    case 'changed':
    case 'shorter':
    case 'rolled-back':
    case 'two-versions':
      return { kind, entry }
    case 'unfinished':
    case 'converted':
      return { kind }
  }
}

const byEntry = (a: VerifyFinding, b: VerifyFinding): number => a.entry - b.entry

/**
 * The change that stands first in the record is the one that is named. In the file that goes by lines: an entry that was
 * put in from elsewhere may have any number. What others hold of the record goes by entries.
 */
const earliest = (
  findings: readonly VerifyFinding[],
  own: readonly VerifyFinding[],
  kind: FoundKind,
): IntegrityVerdict | undefined => {
  const inFile = findings.filter((one) => own.includes(one)).toSorted((a, b) => a.line - b.line)
  const outside = findings.filter((one) => !own.includes(one)).toSorted(byEntry)
  const [first] = [...inFile.slice(0, 1), ...outside.slice(0, 1)].toSorted(byEntry)
  return first === undefined ? undefined : findingVerdict(kind, first)
}

/** The last entry whose very seal somebody outside holds: what is held of a later one confirms none that is here. */
const witnessedTo = ({ examined: { seals }, registers, remembered, receipt }: Evidence): number => {
  let upTo = receipt?.entry ?? 0
  const hold = (n: number, seal: string): void => {
    if (seals[n] === seal && n > upTo) upTo = n
  }
  for (const one of registers) for (const [n, seal] of one.seals) hold(n, seal)
  if (remembered !== undefined) hold(remembered.entry, remembered.seal)
  return upTo
}

const judge = (
  evidence: Evidence,
  findings: readonly VerifyFinding[],
  witnessed: number,
): IntegrityVerdict => {
  for (const [kind, codes] of verdictOf) {
    const verdict = earliest(
      findings.filter(({ code }) => codes.includes(code)),
      evidence.examined.findings,
      kind,
    )
    if (verdict !== undefined) return verdict
  }
  const { examined } = evidence
  if (examined.unsealed > 0) return { kind: 'unsealed', facts: examined.unsealed }
  return witnessed > 0 && witnessed === lastSealed(examined)
    ? { kind: 'witnessed', entry: witnessed }
    : { kind: 'unwitnessed', since: examined.begun[witnessed + 1] ?? '' }
}

/** Runs every step that can be run, whatever the others find. */
export const checkIntegrity = (evidence: Evidence): Integrity => {
  const outcomes = steps.map(
    ({ name, establishes, check }): StepOutcome => ({ step: name, establishes, outcome: check(evidence) }),
  )
  const findings = outcomes.flatMap(({ outcome }) => (outcome.kind === 'failed' ? outcome.findings : []))
  const witnessed = witnessedTo(evidence)
  return {
    verdict: judge(evidence, findings, witnessed),
    steps: outcomes,
    findings,
    witnessed,
    signed: evidence.examined.signed.at(-1)?.to ?? 0,
  }
}
