/** What is told of one file: its bytes, its rules, its times. Separate verdicts, never one mark. Plain data, for it may come from another thread. */

import type { Named } from '../case/fact.ts'
import type { MadeUp } from '../record/made-up.ts'
import { type Examined, lastSealed } from './examined.ts'
import type { Integrity, IntegrityVerdict, StepOutcome } from './integrity.ts'
import type { Rules } from './rules.ts'
import type { Time } from './time.ts'

/** Without the case, which holds functions. */
export type RulesVerdict = Rules extends infer One ? (One extends Rules ? Omit<One, 'state'> : never) : never

/** Something that a reader would miss, and where. */
export interface MissingPart {
  /** The name of what is not met. */
  readonly requirement: string
  /** 0: in no entry. */
  readonly entry: number
  readonly fact?: number
  readonly rung?: Named
  readonly about?: string
  readonly clause?: string
}

/** What a reader would miss: made elsewhere, told with the verdicts, and never asked about a seal, a rule or a deadline. */
export interface Opinion {
  /** The weightiest first; empty for one record among many, of which only `counts` is told. */
  readonly missing: readonly MissingPart[]
  /** How often, by requirement. */
  readonly counts: Readonly<Record<string, number>>
  /** What could not be judged: what only the policy tells, or some of the facts. */
  readonly unjudged?: 'policy' | 'facts'
}

/** What a file shows by itself and beside its policy, before anything outside is asked. */
export interface ExaminedFile {
  readonly examined: Examined
  /** Absent where no fact could be read. */
  readonly rules?: RulesVerdict
  readonly time?: Time
  readonly strength?: Opinion
}

/**
 * How much is told of each file: the verdicts with every step; the verdicts; of times and gaps in them, only what was missed and how
 * many; or the same with the figures for a report.
 */
export type Detail = 'steps' | 'verdicts' | 'missed' | 'figures'

export interface Verified {
  readonly path: string
  /** '' where the header cannot be read. */
  readonly id: string
  /** The last sealed entry; 0 is the header. */
  readonly last: number
  readonly closed: boolean
  readonly redacted: boolean
  readonly leftOut: number
  /** Its case is made up: told first, and counted apart. */
  readonly training?: MadeUp
  readonly integrity: Omit<Integrity, 'steps'>
  readonly rules?: RulesVerdict
  readonly time?: Time
  readonly strength?: Opinion
  /** For those that are told in full. */
  readonly steps?: readonly StepOutcome[]
}

const follows: RulesVerdict = { kind: 'follows' }
const nothing: Time = { deadlines: [], later: [], tried: [], stepped: [], given: [] }
const noGap: Opinion = { missing: [], counts: {} }

const isNothing = (time: Time): boolean => Object.values(time).every(({ length }) => length === 0)

const isFull = ({ counts, unjudged }: Opinion): boolean =>
  unjudged === undefined && Object.keys(counts).length === 0

/** Of what most files have in common one is kept: there may be a hundred thousand. */
const shared = ({ rules, time, strength }: ExaminedFile): Pick<Verified, 'rules' | 'time' | 'strength'> => ({
  ...(rules === undefined ? {} : { rules: rules.kind === 'follows' ? follows : rules }),
  ...(time === undefined ? {} : { time: isNothing(time) ? nothing : time }),
  ...(strength === undefined ? {} : { strength: isFull(strength) ? noGap : strength }),
})

/** Puts the verdicts together. `full`: with every step. */
export const verifiedOf = (
  file: ExaminedFile,
  { steps, ...integrity }: Integrity,
  full: boolean,
): Verified => ({
  path: file.examined.path,
  id: file.examined.id,
  last: lastSealed(file.examined),
  closed: file.examined.closed,
  redacted: file.examined.redacted,
  leftOut: file.examined.leftOut,
  ...(file.examined.training === undefined ? {} : { training: file.examined.training }),
  integrity,
  ...shared(file),
  ...(full ? { steps } : {}),
})

/** Verdicts that ordinary life brings about: a crash, a sync client, a case that goes on. */
export const ordinary: readonly IntegrityVerdict['kind'][] = [
  'witnessed',
  'seen',
  'unwitnessed',
  'unsealed',
  'unfinished',
  'converted',
]

/** Whether the bytes are those that were written, as far as can be seen. */
export const isIntact = ({ integrity }: Verified): boolean => ordinary.includes(integrity.verdict.kind)

/** Whether there is no record in the file yet, its first write having been cut off, and nobody knows of one. */
const isNeverBegun = ({ integrity: { findings } }: Verified): boolean =>
  findings.length > 0 && findings.every(({ code }) => code === 'not-begun')

/** Whether nothing was found that ordinary life does not explain. */
export const isSound = (one: Verified): boolean =>
  (isIntact(one) || isNeverBegun(one)) &&
  one.integrity.findings.every(({ code }) => code !== 'misnamed') &&
  one.rules?.kind !== 'parts'

/** Why a script that trusts nothing may not go on, though nothing is wrong. */
export type Lack =
  /** Its case is made up. There is nothing to sign or to witness, so that is all. */
  | 'training'
  /** By its verdict on the bytes: not witnessed to the end by somebody else. */
  | 'integrity'
  | 'unsigned'
  | 'remarks'
  | 'rules'
  | 'time'
  | 'late'
  | 'clock-back'
  | 'clock-given'

const timeLacks = ({ deadlines, stepped, given }: Time): readonly Lack[] => [
  ...(deadlines.some(({ standing: { kind } }) => kind === 'late' || kind === 'overdue')
    ? (['late'] as const)
    : []),
  ...(stepped.length > 0 ? (['clock-back'] as const) : []),
  ...(given.length > 0 ? (['clock-given'] as const) : []),
]

/** What a sound record lacks: to be sealed, signed and witnessed to the end, judged, on time, and by a clock that went on by itself. */
export const lacksOf = (one: Verified): readonly Lack[] =>
  one.training === undefined ? lacksOfReal(one) : ['training']

const lacksOfReal = ({ integrity, last, rules, time }: Verified): readonly Lack[] => [
  ...(integrity.verdict.kind === 'witnessed' ? [] : (['integrity'] as const)),
  ...(integrity.signed === last ? [] : (['unsigned'] as const)),
  ...(integrity.remarks.length === 0 ? [] : (['remarks'] as const)),
  ...(rules?.kind === 'follows' ? [] : (['rules'] as const)),
  ...(time === undefined ? (['time'] as const) : timeLacks(time)),
]

/** Whether a script that trusts nothing may go on. */
export const isClean = (one: Verified): boolean => isSound(one) && lacksOf(one).length === 0
