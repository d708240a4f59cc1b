/**
 * The facts of a record, as corrected and on their path, by where the case stopped: each visit of a step, what was agreed, the
 * close. What the case makes of an attempt is laid beside the fact that told of it. Judges nothing; see missing.ts.
 */
import { besideFields } from '../case/beside.ts'
import { type Attempt, type Case, type Placed, placeKey, type Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { type Field, idOf, type Place } from '../case/fact.ts'
import { isAnswer, lineage, type PlacedAnswer, visitsOf } from '../case/history.ts'

/** One outcome of a step with what was told of it. */
export interface Try {
  readonly outcome: PlacedAnswer
  /** What the case makes of it; absent where nobody knows its policy. */
  readonly attempt?: Attempt
  readonly details: Map<Field, PlacedAnswer>
  /** Answers to the policy's own questions, by the question's id. */
  readonly questions: Map<string, PlacedAnswer>
}

/** Where the case stopped. Grows as it is told of. */
export interface Stop {
  readonly place: Place
  readonly tries: Try[]
  /** Absent where nobody knows its policy, or nothing was told of it yet. */
  visit: Visit | undefined
  /** Outside any attempt; of each the last, by field. */
  readonly answers: Map<Field, PlacedAnswer>
  /** Of each the last, by the id of the check or the guard. */
  readonly checks: Map<string, PlacedAnswer>
  readonly guards: Map<string, PlacedAnswer>
  /** About advice and action beside the ladder, in order. */
  readonly beside: PlacedAnswer[]
  readonly children: PlacedAnswer[]
  /** The last note here, and the last of all that was noted or done beside the answers. */
  note: Placed | undefined
  acted: Placed | undefined
}

/** An answer that a child is or may be in danger, with what was done about it. */
export interface Danger {
  readonly danger: PlacedAnswer
  /** Where the case was then. */
  readonly stop?: Stop
  done?: PlacedAnswer
}

export interface Telling {
  readonly stops: readonly Stop[]
  readonly about: ReadonlyMap<Field, PlacedAnswer>
  readonly dangers: readonly Danger[]
  /** Why the case did not begin at the first step. */
  readonly start?: PlacedAnswer
  /** The last note since the case left its steps for good: it may tell of anything. */
  readonly closingNote?: Placed
  /** The case has gone on from the last stop. */
  readonly gone: boolean
  readonly isCorrected: boolean
}

/** An attempt as the case has it. */
interface MadeOf {
  readonly visit: Visit
  readonly attempt: Attempt
}

interface Teller extends Telling {
  readonly stops: Stop[]
  readonly about: Map<Field, PlacedAnswer>
  readonly dangers: Danger[]
  start?: PlacedAnswer
  closingNote?: Placed
  gone: boolean
  closing: boolean
  /** All attempts of the case, and which of them comes next. */
  readonly attempts: readonly MadeOf[]
  ahead: number
}

/** The facts that count: corrected ones in the place of those they replace, and none that lies off the path. */
const counted = (state: Case, facts: readonly Placed[], isCorrected: boolean): readonly Placed[] => {
  const corrected = isCorrected ? lineage(facts).asCorrected : facts
  // Without its policy nothing lies on a path.
  return state.policy === undefined || state.off.size === 0
    ? corrected
    : corrected.filter(({ entry, index }) => !state.off.has(placeKey(entry, index)))
}

const attemptsOf = (state: Case): readonly MadeOf[] => {
  const attempts: MadeOf[] = []
  for (const visit of visitsOf(state)) for (const attempt of visit.attempts) attempts.push({ visit, attempt })
  return attempts
}

/** Under another edition a step may be called otherwise. */
const isThere = (a: Place, b: Place): boolean =>
  a.kind === b.kind && (a.kind !== 'rung' || b.kind !== 'rung' || a.rung.id === b.rung.id)

/** What may be asked on arriving at a step. After a correction more may be told of a step that the case had gone on from. */
const onArriving: readonly Field[] = ['outcome', 'guard', 'check', 'ask', 'advice', 'action']

const stopAt = (teller: Teller, place: Place, field: Field): Stop => {
  const last = teller.stops.at(-1)
  const isOn = !teller.gone || (place.kind === 'rung' && !onArriving.includes(field))
  if (last !== undefined && isOn && isThere(last.place, place)) return last
  const stop: Stop = {
    place,
    tries: [],
    visit: undefined,
    answers: new Map(),
    checks: new Map(),
    guards: new Map(),
    beside: [],
    children: [],
    note: undefined,
    acted: undefined,
  }
  teller.gone = false
  teller.stops.push(stop)
  return stop
}

const isOf = ({ visit: { rung }, attempt }: MadeOf, { place, fact }: PlacedAnswer): boolean =>
  place.kind === 'rung' &&
  rung.id === place.rung.id &&
  attempt.outcome.id === idOf(fact.value) &&
  attempt.at === fact.at

const tellOutcome = (teller: Teller, stop: Stop, outcome: PlacedAnswer): void => {
  const ahead = teller.attempts[teller.ahead]
  if (ahead === undefined || !isOf(ahead, outcome)) {
    stop.tries.push({ outcome, details: new Map(), questions: new Map() })
    return
  }
  const { visit, attempt } = ahead
  stop.visit = visit
  stop.tries.push({ outcome, attempt, details: new Map(), questions: new Map() })
  teller.ahead += 1
}

/** Advice, and what was done, belong to the step at which they were told. */
const ofStep: readonly Field[] = ['advice', ...besideFields.advice, 'action', ...besideFields.action]

const tellAtStop = (teller: Teller, stop: Stop, answer: PlacedAnswer): void => {
  const { field, subject } = answer.fact
  const last = stop.tries.at(-1)
  if (ofStep.includes(field)) {
    stop.beside.push(answer)
    stop.acted = answer
    return
  }
  switch (field) {
    case 'outcome':
      tellOutcome(teller, stop, answer)
      return
    case 'check':
      stop.checks.set(subject?.id ?? '', answer)
      return
    case 'guard':
      stop.guards.set(subject?.id ?? '', answer)
      return
    case 'question':
      last?.questions.set(subject?.id ?? '', answer)
      return
    case 'child':
    case 'child-outcome':
      stop.children.push(answer)
      return
    default:
      ;(last?.details ?? stop.answers).set(field, answer)
  }
}

const tellDanger = ({ dangers, stops }: Teller, danger: PlacedAnswer): void => {
  // At the opening of a sitting it is asked wherever the case is.
  const stop = danger.place.kind === 'danger' ? stops.at(-1) : undefined
  const id = idOf(danger.fact.value)
  if (id !== 'yes' && id !== 'unsure') return
  if (stop !== undefined) stop.acted = danger
  dangers.push({ danger, ...(stop === undefined ? {} : { stop }) })
}

const tellNote = (teller: Teller, note: Placed): void => {
  const stop = teller.stops.at(-1)
  if (teller.closing) teller.closingNote = note
  if (stop === undefined) return
  stop.note = note
  stop.acted = note
}

/** What is told of the case as a whole, or at a moment that has nothing to do with where it is. */
const tellOfCase = (teller: Teller, answer: PlacedAnswer): void => {
  const last = teller.dangers.at(-1)
  switch (answer.fact.field) {
    case 'danger':
      tellDanger(teller, answer)
      return
    case 'danger-done':
      if (last !== undefined) last.done = answer
      return
    case 'note':
      tellNote(teller, answer)
      return
    case 'why':
      teller.start = answer
      return
    default:
      if (answer.place.kind === 'about') teller.about.set(answer.fact.field, answer)
  }
}

const ofCase: readonly Place['kind'][] = ['sitting', 'danger', 'about', 'note', 'letter', 'correction']

const tell = (teller: Teller, placed: Placed): void => {
  const { fact, place } = placed
  if (fact.kind === 'next') {
    teller.gone = true
    teller.closing ||= fact.to.id === 'closing'
  } else if (isAnswer(placed)) {
    // Advice may be sought before there is a step.
    if (ofCase.includes(place.kind) && !ofStep.includes(placed.fact.field)) tellOfCase(teller, placed)
    else tellAtStop(teller, stopAt(teller, place, placed.fact.field), placed)
  }
}

/** `state`: the case that these facts amount to. */
export const tellingOf = (state: Case, facts: readonly Placed[] = toList(state.log)): Telling => {
  const isCorrected = facts.some(({ fact }) => fact.kind === 'replaces')
  const teller: Teller = {
    stops: [],
    about: new Map(),
    dangers: [],
    gone: false,
    isCorrected,
    closing: false,
    attempts: attemptsOf(state),
    ahead: 0,
  }
  for (const placed of counted(state, facts, isCorrected)) tell(teller, placed)
  return teller
}
