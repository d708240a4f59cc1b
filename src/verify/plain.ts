/**
 * The common answers, recognised without making the question that they answer: thousands of records are judged at a time.
 * Only ever says yes where the engine would have written the very fact; whatever is not plain is left to the engine.
 */
import type { Moment, Stamp } from '../calendar/time.ts'
import { civil, hasPassed } from '../calendar/zone.ts'
import { hows, yesNoUnsure } from '../case/ask.ts'
import type { Case, Placed, Visit } from '../case/case.ts'
import { holds } from '../case/conditions.ts'
import type { Answer, Named, Place } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { aboutFields, openField, openGuards } from '../case/pending.ts'
import { rungName } from '../flow/rungs.ts'

/** Months in which London's clocks do not change, and how far they are from GMT then. */
const offsets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['11', '12', '01', '02'].map((month) => [month, '+00:00'])),
  ...Object.fromEntries(['04', '05', '06', '07', '08', '09'].map((month) => [month, '+01:00'])),
}

/** As `hasPassed`. Where no change of the clocks can come between the two, figures are compared as figures. */
const isOver = (moment: Moment, at: Stamp): boolean =>
  (offsets[at.slice(5, 7)] === at.slice(19) && `${moment.date}T${moment.time ?? ''}` <= at) ||
  hasPassed(moment, at)

/** Whether a value that is no choice may stand in its field. */
const fits = ({ field, value, at }: Answer): boolean => {
  const row = fields[field]
  switch (value.kind) {
    case 'none':
      return row.optional
    case 'text':
      return row.value === 'text'
    case 'moment':
      return row.value === 'moment' && isOver(value.moment, at)
    case 'date':
      return row.value === 'date' && value.date >= civil(at).date
    case 'choice':
      return false
  }
}

const isOneOf = (options: readonly Named[], { id, label }: Named): boolean =>
  options.some((one) => one.id === id && one.label === label)

const isHow = ({ value }: Answer): boolean =>
  value.kind === 'none' || (value.kind === 'choice' && isOneOf(hows, value.choice))

/** How every sitting begins: with danger, and who it is. */
const isOpening = ({ sitting, policy, position }: Case, { field, value }: Answer): boolean => {
  if (position.kind === 'closed') return false
  if (sitting.danger === undefined)
    return field === 'danger' && value.kind === 'choice' && isOneOf(yesNoUnsure, value.choice)
  return (
    field === 'recorded-by' &&
    value.kind === 'text' &&
    !sitting.dangerOpen &&
    sitting.by === undefined &&
    policy !== undefined &&
    position.kind !== 'opening'
  )
}

/** Whether questions of the step itself are being asked: nothing else comes first. */
const isOnStep = ({ sitting, policy, beside }: Case): boolean =>
  sitting.danger !== undefined &&
  !sitting.dangerOpen &&
  sitting.by !== undefined &&
  policy !== undefined &&
  beside === undefined

const isItsPlace = ({ rung }: Visit, place: Extract<Place, { kind: 'rung' }>): boolean =>
  place.rung.id === rung.id && place.clause === rung.clause && place.rung.label === rungName(rung)

/** An outcome of the flow, where the last attempt is over and nothing is asked before the next. */
const isOutcome = (state: Case, visit: Visit, { value }: Answer): boolean => {
  const last = visit.attempts.at(-1)
  if (value.kind !== 'choice' || (last !== undefined && (!last.complete || last.kind === 'waiting')))
    return false
  const found = visit.rung.outcomes.find(({ id }) => id === value.choice.id)
  if (found === undefined || !holds(state, found.when)) return false
  const label = found.by === undefined ? found.label : `${found.by}: ${found.label}`
  const first = state.trail === undefined && last === undefined
  return value.choice.label === label && (first || openGuards(state, visit).length === 0)
}

const isDetail = (state: Case, visit: Visit, fact: Answer): boolean => {
  const { scenario } = state
  const attempt = visit.attempts.at(-1)
  if (scenario === undefined || attempt === undefined || attempt.complete) return false
  return (
    openField(state, scenario, visit, attempt) === fact.field &&
    (fact.field === 'how' ? isHow(fact) : fits(fact))
  )
}

/** Whether this is an answer that the engine would have written there, as far as can be seen at a glance. */
export const isPlain = (state: Case, { place, fact }: Placed): boolean => {
  if (fact.kind !== 'answer' || fact.subject !== undefined) return false
  const { position } = state
  if (place.kind === 'about')
    return position.kind !== 'closed' && aboutFields.includes(fact.field) && fits(fact)
  if (place.kind === 'sitting') return isOpening(state, fact)
  if (place.kind !== 'rung' || position.kind !== 'rung' || !isOnStep(state)) return false
  const { visit } = position
  if (!isItsPlace(visit, place)) return false
  return fact.field === 'outcome' ? isOutcome(state, visit, fact) : isDetail(state, visit, fact)
}
