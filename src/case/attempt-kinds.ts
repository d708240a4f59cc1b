/** The table of what a rung can bring: what each kind says of the other side, and what is asked once it is known. */
import type { OutcomeKind } from '../flow/policy.ts'
import type { Field } from './fact.ts'

/** An outcome of the flow, or one that the program offers on every rung. */
export type AttemptKind = OutcomeKind | 'waiting' | 'skipped' | 'withdrawn' | 'moved' | 'back'

interface KindRow {
  /** The other side was reached or written to, or the thing was done. */
  readonly contact: boolean
  /** That is over now: they answered, or it was done. */
  readonly decisive: boolean
  /** Nothing happened on the rung: it was left. */
  readonly passive?: true
  /** What is asked, in this order. */
  readonly details: readonly Field[]
}

const answered = (...details: readonly Field[]): KindRow => ({ contact: true, decisive: true, details })
const silent = (...details: readonly Field[]): KindRow => ({ contact: false, decisive: false, details })
const left = (...details: readonly Field[]): KindRow => ({ ...silent(...details), passive: true })

export const attemptKinds: Readonly<Record<AttemptKind, KindRow>> = {
  agreed: answered('when', 'how', 'who', 'said', 'reference'),
  refused: answered('when', 'how', 'who', 'said', 'reason', 'reference'),
  'other-way': answered('when', 'how', 'who', 'said'),
  stopped: answered('when', 'how', 'who', 'said', 'reason', 'reference'),
  returned: answered('when', 'how', 'who', 'said', 'reason'),
  done: answered('when', 'done-what'),
  recorded: answered('when', 'why'),
  'no-issue': answered('when', 'how', 'who', 'said'),
  waiting: { contact: true, decisive: false, details: ['when', 'how', 'who'] },
  unreached: silent('when', 'how'),
  'no-answer': silent(),
  'not-done': silent('why'),
  skipped: left('why'),
  withdrawn: left('why'),
  moved: left('moved-to', 'why'),
  back: left('back-to', 'why'),
}

/** The program's own outcomes where somebody is approached; each is named as its kind. */
export const approachOutcomes = [
  'waiting',
  'unreached',
  'no-answer',
] as const satisfies readonly AttemptKind[]

/** All outcomes that the program offers beside those of the flow. */
export const programOutcomes = [
  ...approachOutcomes,
  'skipped',
  'back',
  'moved',
  'withdrawn',
] as const satisfies readonly AttemptKind[]
