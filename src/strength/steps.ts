/** What a reader would miss of what was tried on a step: who, when, what they said, why; and when it will be looked at again. */

import { attemptKinds } from '../case/attempt-kinds.ts'
import type { Case, Visit } from '../case/case.ts'
import type { Field } from '../case/fact.ts'
import { detailsOf } from '../case/outcomes.ts'
import type { Recordable } from '../flow/policy.ts'
import { absent, isPassedOver, type Missing, untold } from './missing.ts'
import { requirementFor } from './requirements.ts'
import type { Stop, Telling, Try } from './telling.ts'

/** Judged over the whole visit, or not at all: no reference may have been given, and a date may not be needed. */
const apart: readonly Field[] = ['received', 'sooner', 'look-again', 'agreed-date', 'reference']

const wanted = (visit: Visit | undefined, field: Field): boolean =>
  visit?.rung.record.includes(field as Recordable) === true

const clauseFor = (visit: Visit | undefined, field: Field): string | undefined =>
  wanted(visit, field) ? visit?.rung.clause : undefined

/** What is asked about an attempt: what the flow wants or, where nobody knows it, what was asked. */
const expected = (stop: Stop, { attempt, details }: Try): readonly Field[] =>
  stop.visit === undefined || attempt === undefined ? [...details.keys()] : detailsOf(stop.visit, attempt)

const isJudged = (visit: Visit | undefined, one: Try, field: Field): boolean => {
  if (field === 'reference') return wanted(visit, field)
  if (field === 'agreed-date') return one.attempt !== undefined && one.attempt.kind !== 'waiting'
  return !apart.includes(field)
}

/** The last attempt of a step is still being told. After a correction an earlier one may never have been told to its end. */
const isHalfTold = ({ tries }: Stop, one: Try): boolean =>
  one.attempt?.complete === false && one === tries.at(-1)

/** Most attempts are told in full: that is seen without asking what the flow wants of each. */
const isFull = (stop: Stop, one: Try): boolean => {
  const { details, questions } = one
  if (isHalfTold(stop, one)) return false
  for (const answer of details.values()) if (isPassedOver(answer)) return false
  for (const answer of questions.values()) if (isPassedOver(answer)) return false
  return true
}

const detailMissing = (stop: Stop, one: Try): readonly Missing[] =>
  expected(stop, one).flatMap((field): readonly Missing[] => {
    const requirement = requirementFor(field)
    if (requirement === undefined || !isJudged(stop.visit, one, field)) return []
    const answer = one.details.get(field)
    const where = { clause: clauseFor(stop.visit, field) }
    if (answer === undefined) return isHalfTold(stop, one) ? [absent(requirement, one.outcome, where)] : []
    return isPassedOver(answer) ? [untold(requirement, answer, where)] : []
  })

/** The policy's own questions, where somebody was reached and they were not answered. */
const questionMissing = (stop: Stop, one: Try): readonly Missing[] => {
  const { attempt, outcome, questions } = one
  const asked = stop.visit?.rung.questions ?? []
  const passed = [...questions].filter(([, answer]) => isPassedOver(answer))
  const unasked =
    attempt === undefined || !isHalfTold(stop, one) || !attemptKinds[attempt.kind].decisive
      ? []
      : asked.filter(({ id }) => !questions.has(id))
  return [
    ...passed.map(([id, answer]) =>
      untold('own-question', answer, {
        about: answer.fact.subject?.label,
        clause: asked.find((own) => own.id === id)?.clause,
      }),
    ),
    ...unasked.map(({ ask, clause }) => absent('own-question', outcome, { about: ask, clause })),
  ]
}

/** What one has sent may be received later: it is missing where the case went on and nobody ever said when. */
const receivedMissing = ({ tries }: Stop): readonly Missing[] => {
  const answers = tries.flatMap(({ details }) => details.get('received') ?? [])
  const last = answers.at(-1)
  return last !== undefined && answers.every(isPassedOver) ? [untold('received', last)] : []
}

const ownDates: readonly Field[] = ['sooner', 'look-again', 'agreed-date']

/** Whether the record has a deadline of the other side on this step, or on its stage or its scenario. */
const areDue = ({ stated }: Case, { rung }: Visit): boolean =>
  Object.values(stated).some(
    ({ whose, clock }) => whose !== 'ours' && ['', rung.id, rung.stage].includes(clock.split('/')[0]),
  )

/** Waiting, or having tried in vain, with no date at all: nobody can tell when it is to be looked at again. */
const waitMissing = (state: Case, { visit, tries }: Stop): readonly Missing[] => {
  const last = tries.at(-1)
  const kind = last?.attempt?.kind
  if (last === undefined || visit === undefined || (kind !== 'waiting' && kind !== 'unreached')) return []
  const dates = ownDates.flatMap((field) => last.details.get(field) ?? [])
  if (dates.some((one) => !isPassedOver(one)) || areDue(state, visit)) return []
  const asked = dates.at(-1)
  return [asked === undefined ? absent('look-again', last.outcome) : untold('look-again', asked)]
}

/**
 * A step that the case has gone on from, and of which nothing is told but what was asked on arriving. No case that follows its
 * policy has one; where nobody knows the policy, the record may have one.
 */
const outcomeMissing = ({ policy }: Case, { tries, answers, checks, guards }: Stop): readonly Missing[] => {
  if (policy !== undefined || tries.length + answers.size > 0) return []
  const [first] = [...guards.values(), ...checks.values()]
  return first === undefined ? [] : [absent('outcome', first)]
}

/** `over`: the case has gone on from here. */
export const stepMissing = (
  state: Case,
  { isCorrected }: Telling,
  stop: Stop,
  over: boolean,
): readonly Missing[] => [
  ...stop.tries.flatMap((one) =>
    isFull(stop, one) ? [] : [...detailMissing(stop, one), ...questionMissing(stop, one)],
  ),
  ...(over
    ? [...receivedMissing(stop), ...(isCorrected ? [] : outcomeMissing(state, stop))]
    : waitMissing(state, stop)),
]
