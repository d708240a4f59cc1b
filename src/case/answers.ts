/** What each field does to a case. One function for each group of fields; where it waits or ends is in ends.ts, where it goes in moves.ts. */
import { civil } from '../calendar/zone.ts'
import { onBegunBeside, onBeside } from './beside.ts'
import type { Attempt, Case, Visit } from './case.ts'
import { changed } from './changed.ts'
import { onChild, onClosing, onHanded, onPromise, onTop } from './ends.ts'
import { type Answer, type Field, idOf, type Value } from './fact.ts'
import { enter, settle } from './moves.ts'
import { detailsOf, kindOf } from './outcomes.ts'
import { checkKey, momentKey } from './pending.ts'

const textOf = (value: Value): string | undefined => (value.kind === 'text' ? value.text : undefined)

const withAttempt = (state: Case, visit: Visit, attempts: readonly Attempt[]): Case =>
  settle(changed(state, { position: { kind: 'rung', visit: { ...visit, attempts } } }))

const onOutcome = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'rung' || answer.value.kind !== 'choice') return state
  const { visit } = state.position
  const kind = kindOf(visit.rung, answer.value.choice.id)
  if (kind === undefined) return state
  return withAttempt(state, visit, [
    ...visit.attempts,
    { outcome: answer.value.choice, kind, at: answer.at, details: {}, answers: {}, complete: false },
  ])
}

const onQuestion = (state: Case, { subject, value }: Answer): Case => {
  if (state.position.kind !== 'rung' || subject === undefined) return state
  const { visit } = state.position
  const attempt = visit.attempts.at(-1)
  if (attempt === undefined) return state
  return withAttempt(state, visit, [
    ...visit.attempts.slice(0, -1),
    { ...attempt, answers: { ...attempt.answers, [subject.id]: value } },
  ])
}

const onMoment = (state: Case, { subject, value }: Answer): Case => {
  if (subject === undefined) return state
  const known: Case = changed(state, { moments: { ...state.moments, [subject.id]: value } })
  if (state.position.kind !== 'rung') return known
  const { visit } = state.position
  const attempt = visit.attempts.at(-1)
  if (attempt === undefined || attempt.complete) return known
  const answers = { ...attempt.answers, [momentKey(subject.id)]: value }
  return withAttempt(known, visit, [...visit.attempts.slice(0, -1), { ...attempt, answers }])
}

/** Where a case begins, and why there. */
const onEntry = (state: Case, { field, value }: Answer): Case => {
  const { position } = state
  if (position.kind !== 'entry') return state
  return settle(
    changed(state, {
      position:
        field === 'start' && value.kind === 'choice'
          ? { ...position, start: value.choice }
          : { ...position, details: { ...position.details, [field]: value } },
    }),
  )
}

const onDetail = (state: Case, answer: Answer): Case => {
  if (state.position.kind === 'entry') return onEntry(state, answer)
  if (state.position.kind !== 'rung') return state
  const { visit } = state.position
  const attempt = visit.attempts.at(-1)
  if (attempt === undefined || !detailsOf(visit, attempt).includes(answer.field)) return state
  // Written out, because it runs at nearly every answer: a computed key beside a spread is slow, and so is a second spread.
  const details: Partial<Record<Field, Value>> = { ...attempt.details }
  details[answer.field] = answer.value
  const { outcome, kind, at, answers, complete } = attempt
  return withAttempt(state, visit, [
    ...visit.attempts.slice(0, -1),
    { outcome, kind, at, details, answers, complete },
  ])
}

const onScenario = (state: Case, answer: Answer): Case => {
  const scenario = state.policy?.scenarios.find((one) => one.id === idOf(answer.value))
  return scenario === undefined ? state : enter(state, scenario, civil(answer.at))
}

const onGuard = (state: Case, answer: Answer): Case => {
  const { subject, value } = answer
  if (subject === undefined || value.kind !== 'choice') return state
  const guard = state.policy?.guards.find((one) => one.id === subject.id)
  if (guard?.every !== 'rung')
    return settle(changed(state, { guards: { ...state.guards, [subject.id]: value.choice } }))
  if (state.position.kind !== 'rung') return state
  const { visit } = state.position
  return settle(
    changed(state, {
      position: {
        kind: 'rung',
        visit: { ...visit, guards: { ...visit.guards, [subject.id]: value.choice } },
      },
    }),
  )
}

const onCheck = (state: Case, answer: Answer): Case => {
  const { subject } = answer
  const where = state.position.kind === 'rung' ? state.position.visit.rung.id : 'closing'
  if (subject === undefined || state.scenario === undefined) return state
  return settle(
    changed(state, {
      checks: {
        ...state.checks,
        [checkKey(state.scenario.id, where, subject.id)]: idOf(answer.value) === 'yes',
      },
    }),
  )
}

const onDanger = (state: Case, answer: Answer): Case => {
  const { sitting } = state
  const danger = idOf(answer.value)
  // Whoever is not sure is shown what to do as well.
  const dangerOpen = danger === 'yes' || danger === 'unsure'
  return changed(state, { sitting: { danger: danger ?? sitting.danger, dangerOpen, by: sitting.by } })
}

const onLookAgain = (state: Case, answer: Answer): Case =>
  state.position.kind === 'top' || state.position.kind === 'handed'
    ? changed(state, {
        position: { ...state.position, details: { ...state.position.details, 'look-again': answer.value } },
      })
    : onDetail(state, answer)

const onAbout = (state: Case, answer: Answer): Case =>
  settle(changed(state, { about: { ...state.about, [answer.field]: answer.value } }))

/** The case after an answer that lies on its path. Total: what does not fit changes nothing. */
export const onAnswer = (state: Case, answer: Answer): Case => {
  const { field, value } = answer
  const by = textOf(value)
  switch (field) {
    case 'danger':
      return onDanger(state, answer)
    case 'danger-done':
      return changed(state, { sitting: { ...state.sitting, dangerOpen: false } })
    case 'recorded-by':
      return by === undefined ? state : changed(state, { by, sitting: { ...state.sitting, by } })
    case 'scenario':
      return onScenario(state, answer)
    case 'start':
      return onEntry(state, answer)
    case 'tried':
      return changed(state, { catchingUp: idOf(value) === 'yes' })
    case 'ask':
      return answer.subject === undefined || value.kind !== 'choice'
        ? state
        : settle(changed(state, { asks: { ...state.asks, [answer.subject.id]: value.choice } }))
    case 'guard':
      return onGuard(state, answer)
    case 'check':
      return onCheck(state, answer)
    case 'outcome':
      return onOutcome(state, answer)
    case 'look-again':
      return onLookAgain(state, answer)
    case 'question':
      return onQuestion(state, answer)
    case 'moment':
      return onMoment(state, answer)
    case 'when':
    case 'received':
    case 'agreed-date':
    case 'how':
    case 'who':
    case 'said':
    case 'reason':
    case 'reference':
    case 'done-what':
    case 'why':
    case 'sooner':
    case 'moved-to':
    case 'back-to':
      return onDetail(state, answer)
    case 'action':
    case 'advice':
    case 'match':
    case 'sent':
      return onBegunBeside(state, answer)
    case 'action-when':
    case 'action-done':
    case 'advice-when':
    case 'advice-who':
    case 'advice-said':
    case 'match-how':
    case 'sent-when':
    case 'sent-to':
    case 'sent-how':
      return onBeside(state, answer)
    case 'children':
    case 'decision':
    case 'told':
    case 'concern':
    case 'child-said':
    case 'sought':
      return onAbout(state, answer)
    case 'promise-what':
    case 'promise-who':
    case 'promise-by':
    case 'promise-outcome':
      return onPromise(state, answer)
    case 'top-outcome':
      return onTop(state, answer)
    case 'handed-outcome':
      return onHanded(state, answer)
    case 'child':
    case 'child-outcome':
    case 'child-more':
      return onChild(state, answer)
    case 'same-outcome':
    case 'agreed-what':
    case 'outstanding':
    case 'feedback':
    case 'again':
    case 'closing':
      return onClosing(state, answer)
    case 'note':
      return state
  }
}
