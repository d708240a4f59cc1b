/**
 * What is still to be asked at the present position, in order. The first of these is the next question; when none
 * is left, the position has been dealt with and moves.ts moves on.
 */

import type { Check, Guard, Scenario } from '../flow/policy.ts'
import { rungName } from '../flow/rungs.ts'
import { ask, policyAsk } from './ask.ts'
import { type AttemptKind, attemptKinds } from './attempt-kinds.ts'
import { type Attempt, type Case, type Details, placeOf, type Visit } from './case.ts'
import { holds } from './conditions.ts'
import type { Field, Place, Value } from './fact.ts'
import { detailsOf, earlierRungs } from './outcomes.ts'
import type { Ask, Question } from './question.ts'
import { neededMoments, needsTold } from './starts.ts'

/** What a stranger needs to know of the case, asked before the first pause. */
export const aboutFields: readonly Field[] = [
  'children',
  'decision',
  'told',
  'concern',
  'child-said',
  'sought',
]

/** The first of these fields that has not been answered, as a question. */
export const unanswered = (details: Details, place: Place, list: readonly Field[]): Question | undefined => {
  const field = list.find((one) => details[one] === undefined)
  return field === undefined ? undefined : ask(place, field)
}

/** The first question on what the case is about that has not been put yet. Its entry is "About the case". */
export const aboutQuestion = (state: Case): Question | undefined =>
  unanswered(state.about, { kind: 'about' }, aboutFields)

const guardsOf = (state: Case, visit: Visit): readonly Guard[] =>
  visit.rung.guards.flatMap((id) => state.policy?.guards.find((guard) => guard.id === id) ?? [])

/** Guards of this rung that have not been answered. */
export const openGuards = (state: Case, visit: Visit): readonly Question[] =>
  guardsOf(state, visit)
    .filter((guard) => (guard.every === 'rung' ? visit.guards : state.guards)[guard.id] === undefined)
    .map((guard) =>
      ask(placeOf(state.position), 'guard', {
        title: guard.ask,
        clause: guard.clause,
        subject: { id: guard.id, label: guard.ask },
        options: guard.options.map(({ id, label }) => ({ id, label })),
      }),
    )

export const checkKey = (scenario: string, rung: string, check: string): string =>
  `${scenario}/${rung}/${check}`

/**
 * What one has ready is asked once there was an answer or none, not while one is trying to reach somebody; what was sent
 * once it was sent; whom one reached or told once they answered.
 */
const isDue = ({ kind }: Check, attempt: Attempt): boolean => {
  const { contact, decisive } = attemptKinds[attempt.kind]
  switch (kind) {
    case 'ready':
      return attempt.kind !== 'unreached'
    case 'form':
    case 'approval':
      return contact
    case 'holder':
    case 'stand-in':
    case 'inform':
      return decisive
  }
}

/** Whether a check is put after this attempt. */
export const putAfter = (state: Case, check: Check, attempt: Attempt): boolean =>
  holds(state, check.when) &&
  (check.on.length === 0 || check.on.includes(attempt.outcome.id)) &&
  isDue(check, attempt)

/** What can be ticked on a rung whatever happens there. */
export const checksOf = (state: Case, visit: Visit): readonly Check[] =>
  visit.rung.checks.filter((check) => check.on.length === 0 && holds(state, check.when))

/** The checklist of a rung, as one question, where not all of it has been answered. */
const openChecks = (state: Case, visit: Visit, attempt: Attempt): readonly Question[] => {
  const open = visit.rung.checks.filter(
    (check) =>
      putAfter(state, check, attempt) &&
      state.checks[checkKey(visit.scenario, visit.rung.id, check.id)] === undefined,
  )
  return open.length === 0
    ? []
    : [
        {
          kind: 'checks',
          id: 'checks',
          place: placeOf(state.position),
          title: 'Which of these were done or at hand?',
          checks: open,
        },
      ]
}

/** Questions of the policy that this scenario needs and that have not been answered. */
export const openAsks = (state: Case, scenario: Scenario): readonly Ask[] =>
  scenario.asks
    .filter((id) => state.asks[id] === undefined)
    .flatMap((id) => state.policy?.asks.find((one) => one.id === id) ?? [])
    .map((one) => policyAsk(placeOf(state.position), one))

const opposite: Partial<Record<Field, string>> = {
  who: 'Who is their opposite number in the other agency? Name and role',
}

const otherScenarios = (state: Case, scenario: Scenario): readonly Scenario[] =>
  (state.policy?.scenarios ?? []).filter((one) => one.id !== scenario.id)

const detail = (state: Case, scenario: Scenario, visit: Visit, field: Field): Question => {
  const place = placeOf(state.position)
  switch (field) {
    case 'moved-to':
      return ask(place, field, {
        options: otherScenarios(state, scenario).map(({ id, title }) => ({ id, label: title })),
      })
    case 'back-to':
      return ask(place, field, {
        options: earlierRungs(state, visit).map((rung) => ({ id: rung.id, label: rungName(rung) })),
      })
    case 'when':
      return ask(place, field, { now: !state.catchingUp, title: whenTitle(visit) })
    case 'who':
      return ask(
        place,
        field,
        visit.rung.oppositeNumber && opposite.who !== undefined ? { title: opposite.who } : {},
      )
    default:
      return ask(place, field)
  }
}

/** A correction may have taken away what one could go back to: then nothing is asked, and the case stays where it is. */
const isAnswerable = (state: Case, scenario: Scenario, visit: Visit, field: Field): boolean => {
  if (field === 'back-to') return earlierRungs(state, visit).length > 0
  return field !== 'moved-to' || otherScenarios(state, scenario).length > 0
}

const whenTitles: Partial<Record<AttemptKind, string>> = {
  waiting: 'When did you ask?',
  unreached: 'When did you try?',
  done: 'When was it done?',
}

const whenTitle = (visit: Visit): string =>
  whenTitles[visit.attempts.at(-1)?.kind ?? 'refused'] ?? 'When did this happen?'

/** The first field of an outcome that is still to be answered. */
export const openField = (
  state: Case,
  scenario: Scenario,
  visit: Visit,
  attempt: Attempt,
): Field | undefined =>
  detailsOf(visit, attempt).find(
    (field) =>
      attempt.details[field] === undefined &&
      isAnswerable(state, scenario, visit, field) &&
      !(field === 'received' && visit.attempts.some((one) => isKnown(one.details.received))),
  )

/** The rung's own questions, once somebody has been reached. */
const openQuestions = (state: Case, visit: Visit, attempt: Attempt): readonly Question[] =>
  attemptKinds[attempt.kind].decisive
    ? visit.rung.questions
        .filter(({ id }) => attempt.answers[id] === undefined)
        .map(({ id, ask: title, clause }) =>
          ask(placeOf(state.position), 'question', { title, clause, subject: { id, label: title } }),
        )
    : []

const isKnown = (value: Value | undefined): boolean => value !== undefined && value.kind !== 'none'

/** Under which a moment that was passed over is remembered with its attempt. */
export const momentKey = (id: string): string => `moment ${id}`

/**
 * The policy's own moments that a clock of this visit counts from. One that has not come yet is passed over, and asked for
 * again whenever somebody was reached.
 */
const openMoments = (state: Case, visit: Visit, attempt: Attempt): readonly Question[] =>
  neededMoments(visit)
    .filter((id) => !isKnown(state.moments[id]) && attempt.answers[momentKey(id)] === undefined)
    .filter((id) => state.moments[id] === undefined || attemptKinds[attempt.kind].contact)
    .flatMap((id) => state.policy?.moments.find((one) => one.id === id) ?? [])
    .map(({ id, ask: title, clause }) =>
      ask({ kind: 'about' }, 'moment', { title, clause, subject: { id, label: title } }),
    )

/** What is to be asked next about an attempt whose outcome has been chosen. Undefined: the attempt is complete. */
export const openDetail = (
  state: Case,
  scenario: Scenario,
  visit: Visit,
  attempt: Attempt,
): Question | undefined => {
  const own = openField(state, scenario, visit, attempt)
  if (own !== undefined) return detail(state, scenario, visit, own)
  if (attemptKinds[attempt.kind].passive === true) return undefined
  const question = openQuestions(state, visit, attempt)[0]
  if (question !== undefined) return question
  if (state.about.told === undefined && needsTold(state, visit)) return ask({ kind: 'about' }, 'told')
  return (
    openMoments(state, visit, attempt)[0] ??
    openGuards(state, visit)[0] ??
    // What is to be ticked may depend on these.
    openAsks(state, scenario)[0] ??
    openChecks(state, visit, attempt)[0]
  )
}

/** After agreement: what was promised, by whom, by when; then what the case is about. */
export const openPromise = (state: Case, details: Details): Question | undefined =>
  unanswered(details, { kind: 'promise' }, ['promise-what', 'promise-who', 'promise-by']) ??
  aboutQuestion(state)

export const promiseOutcome = (): Question =>
  ask({ kind: 'promise' }, 'promise-outcome', {
    options: [
      { id: 'done', label: 'Yes, it was done' },
      { id: 'not-done', label: 'No: go back to the step before and go on' },
      { id: 'later', label: 'Not yet: set another date' },
      { id: 'close', label: 'Close the case all the same' },
    ],
  })

/** At the end of the policy: what the case is about, and when to look again. */
export const openTop = (state: Case, details: Details): Question | undefined =>
  unanswered(details, { kind: 'top' }, ['look-again']) ?? aboutQuestion(state)

export const topOutcome = (): Question =>
  ask({ kind: 'top' }, 'top-outcome', {
    title: 'The policy has no further step. What now?',
    options: [
      { id: 'agreed', label: 'It has been agreed after all' },
      { id: 'later', label: 'Still not agreed: set another date to look again' },
      { id: 'close', label: 'Close the case, not resolved' },
    ],
  })

/** With others: when to look again; then what the case is about. */
export const openHanded = (state: Case, details: Details): Question | undefined =>
  unanswered(details, { kind: 'handed' }, ['look-again']) ?? aboutQuestion(state)

export const handedOutcome = (): Question =>
  ask({ kind: 'handed' }, 'handed-outcome', {
    options: [
      { id: 'returned', label: 'It came back: go on here' },
      { id: 'agreed', label: 'It has been agreed' },
      { id: 'later', label: 'Nothing yet: set another date to look again' },
      { id: 'close', label: 'It stays with them: close the case' },
    ],
  })
