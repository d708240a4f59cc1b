/**
 * What was done otherwise than the policy has it, or written later than it happened, without a word on why. No field asks for
 * that: a note on the step does, or one at the close. What a note says nobody judges, so that a redacted copy is told the same.
 */
import { civil } from '../calendar/zone.ts'
import type { Case, Placed } from '../case/case.ts'
import { idOf } from '../case/fact.ts'
import type { PlacedAnswer } from '../case/history.ts'
import type { CheckKind } from '../flow/policy.ts'
import { isPassedOver, type Missing, untold } from './missing.ts'
import type { Stop, Telling } from './telling.ts'

const isAfter = (one: Placed | undefined, other: Placed): boolean =>
  one !== undefined && (one.entry > other.entry || (one.entry === other.entry && one.index > other.index))

type Reader = Pick<Telling, 'closingNote'>

/** Whether a note tells of it, as far as can be known. */
const isNoted = ({ closingNote }: Reader, stop: Stop, fact: Placed): boolean =>
  isAfter(stop.note, fact) || isAfter(closingNote, fact)

/** Why it was left so. */
const hasWhy = ({ tries }: Stop): boolean =>
  tries.some(({ details }) => {
    const why = details.get('why')
    return why !== undefined && !isPassedOver(why)
  })

/** Of several people one may approach any; nobody is approached in another's stead without need. */
const owedChecks: readonly CheckKind[] = ['ready', 'form', 'approval', 'inform']

const isTicked = (answer: PlacedAnswer | undefined): boolean =>
  answer !== undefined && idOf(answer.fact.value) === 'yes'

const tickedAtEnd = (stops: readonly Stop[], rung: string, id: string): boolean =>
  stops.some(({ place, checks }) => place.kind === 'closing' && isTicked(checks.get(`${rung}/${id}`)))

/** Where the policy wants what is to be ticked; at the close nothing is owed twice that was left over from a step. */
const clauseOf = (state: Case, { place, visit }: Stop, id: string): string | undefined => {
  if (place.kind === 'closing') return state.scenario?.closing.find((one) => one.id === id)?.clause
  const check = visit?.rung.checks.find((one) => one.id === id)
  return check !== undefined && owedChecks.includes(check.kind) ? check.clause : undefined
}

const checkMissing = (state: Case, telling: Telling, stop: Stop): readonly Missing[] => {
  const rung = stop.place.kind === 'rung' ? stop.place.rung.id : ''
  const found: Missing[] = []
  for (const [id, answer] of stop.checks) {
    if (isTicked(answer) || isNoted(telling, stop, answer)) continue
    const clause = clauseOf(state, stop, id)
    if (clause !== undefined && !tickedAtEnd(telling.stops, rung, id))
      found.push(untold('check', answer, { about: answer.fact.subject?.label, clause }))
  }
  return found.length === 0 || hasWhy(stop) ? [] : found
}

/** Whether the policy wants something done on this belief, or would not have one go on with it. */
const callsForMore = (option: string | undefined, then: string | undefined): boolean =>
  then !== undefined || option === 'no' || option === 'unsure'

const guardMissing = (state: Case, telling: Telling, stop: Stop): readonly Missing[] => {
  const found: Missing[] = []
  for (const [id, answer] of stop.guards) {
    const guard = state.policy?.guards.find((one) => one.id === id)
    const option = idOf(answer.fact.value)
    const then = guard?.options.find((one) => one.id === option)?.then
    if (guard === undefined || !callsForMore(option, then)) continue
    if (!isAfter(stop.acted, answer) && !isNoted(telling, stop, answer) && !hasWhy(stop))
      found.push(untold('guard', answer, { about: guard.ask, clause: guard.clause }))
  }
  return found
}

const isLate = ({ fact: { at, value } }: PlacedAnswer): boolean =>
  value.kind === 'moment' && value.moment.date < civil(at).date

const lateMissing = (telling: Telling, stop: Stop): readonly Missing[] => {
  const found: Missing[] = []
  const look = (answer: PlacedAnswer | undefined): void => {
    if (answer !== undefined && isLate(answer) && !isNoted(telling, stop, answer))
      found.push(untold('late', answer))
  }
  for (const { details } of stop.tries) look(details.get('when'))
  for (const answer of stop.beside) look(answer)
  return found
}

/** All that stands at a stop without a word on why, in several lists. */
export const unexplained = (state: Case, telling: Telling, stop: Stop): readonly (readonly Missing[])[] => [
  guardMissing(state, telling, stop),
  lateMissing(telling, stop),
  checkMissing(state, telling, stop),
]
