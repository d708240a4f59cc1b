/** What each field does to a case. One function for each group of fields; where the case goes then is in moves.ts. */
import { civil } from '../calendar/zone.ts'
import type { Attempt, Case, Details, Sitting, Visit } from './case.ts'
import type { Answer, Value } from './fact.ts'
import { arrive, close, newVisit, settle } from './moves.ts'
import { detailsOf, kindOf } from './outcomes.ts'
import { checkKey } from './pending.ts'

const idOf = (value: Value): string | undefined => (value.kind === 'choice' ? value.choice.id : undefined)
const textOf = (value: Value): string | undefined => (value.kind === 'text' ? value.text : undefined)

const withAttempt = (state: Case, visit: Visit, attempts: readonly Attempt[]): Case =>
  settle({ ...state, position: { kind: 'rung', visit: { ...visit, attempts } } })

const onOutcome = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'rung' || answer.value.kind !== 'choice') return state
  const { visit } = state.position
  const kind = kindOf(visit.rung, answer.value.choice.id)
  if (kind === undefined) return state
  return withAttempt(state, visit, [
    ...visit.attempts,
    { outcome: answer.value.choice, kind, at: answer.at, details: {}, complete: false },
  ])
}

const onDetail = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'rung') return state
  const { visit } = state.position
  const attempt = visit.attempts.at(-1)
  if (attempt === undefined || !detailsOf(visit, attempt).includes(answer.field)) return state
  return withAttempt(state, visit, [
    ...visit.attempts.slice(0, -1),
    { ...attempt, details: { ...attempt.details, [answer.field]: answer.value } },
  ])
}

const onScenario = (state: Case, answer: Answer): Case => {
  const scenario = state.policy?.scenarios.find((one) => one.id === idOf(answer.value))
  const rung = scenario?.ladder[0]
  return scenario === undefined || rung === undefined
    ? state
    : { ...state, scenario, position: { kind: 'rung', visit: newVisit(scenario, rung, civil(answer.at)) } }
}

const onGuard = (state: Case, answer: Answer): Case => {
  const { subject, value } = answer
  if (subject === undefined || value.kind !== 'choice') return state
  const guard = state.policy?.guards.find((one) => one.id === subject.id)
  if (guard?.every !== 'rung')
    return settle({ ...state, guards: { ...state.guards, [subject.id]: value.choice } })
  if (state.position.kind !== 'rung') return state
  const { visit } = state.position
  return settle({
    ...state,
    position: { kind: 'rung', visit: { ...visit, guards: { ...visit.guards, [subject.id]: value.choice } } },
  })
}

const onCheck = (state: Case, answer: Answer): Case => {
  const { subject } = answer
  const where = state.position.kind === 'rung' ? state.position.visit.rung.id : 'closing'
  if (subject === undefined || state.scenario === undefined) return state
  return settle({
    ...state,
    checks: {
      ...state.checks,
      [checkKey(state.scenario.id, where, subject.id)]: idOf(answer.value) === 'yes',
    },
  })
}

const onPromise = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'promise') return state
  const { visit, details } = state.position
  if (answer.field !== 'promise-outcome')
    return {
      ...state,
      position: { kind: 'promise', visit, details: { ...details, [answer.field]: answer.value } },
    }
  const { 'promise-by': _, ...kept } = details
  switch (idOf(answer.value)) {
    case 'done':
      return close(state, 'agreed', civil(answer.at))
    case 'later':
      return { ...state, position: { kind: 'promise', visit, details: kept } }
    case 'not-done': {
      const scenario = state.policy?.scenarios.find((one) => one.id === visit.scenario)
      return scenario === undefined
        ? state
        : arrive(state, scenario, visit.rung, civil(answer.at), visit.rung.id)
    }
    default:
      return close(state, 'unresolved', civil(answer.at))
  }
}

const onTop = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'top') return state
  const { visit } = state.position
  switch (idOf(answer.value)) {
    case 'agreed':
      return {
        ...state,
        position: { kind: 'promise', visit, details: {} },
        owedNext: { id: 'promise', label: 'What was agreed' },
      }
    case 'later':
      return { ...state, position: { kind: 'top', visit, details: {} } }
    default:
      return close(state, 'unresolved', civil(answer.at))
  }
}

const onClosing = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'closing') return state
  const { how } = state.position
  if (answer.field === 'closing')
    return idOf(answer.value) === 'close'
      ? { ...state, position: { kind: 'closed', how, stated: false } }
      : state
  return {
    ...state,
    position: { ...state.position, details: { ...state.position.details, [answer.field]: answer.value } },
  }
}

const onAdvice = (state: Case, answer: Answer): Case => {
  if (answer.field === 'advice')
    return answer.value.kind === 'choice'
      ? { ...state, advice: { subject: answer.value.choice, details: {} } }
      : state
  if (state.advice === undefined) return state
  const { advice, ...rest } = state
  const details: Details = { ...advice.details, [answer.field]: answer.value }
  return answer.field === 'advice-said' ? rest : { ...state, advice: { ...advice, details } }
}

const onDanger = (state: Case, answer: Answer): Case => {
  const danger = idOf(answer.value)
  const sitting: Sitting = {
    ...state.sitting,
    ...(danger === undefined ? {} : { danger }),
    // Whoever is not sure is shown what to do as well.
    dangerOpen: danger === 'yes' || danger === 'unsure',
  }
  return { ...state, sitting }
}

const onLookAgain = (state: Case, answer: Answer): Case =>
  state.position.kind === 'top'
    ? {
        ...state,
        position: { ...state.position, details: { ...state.position.details, 'look-again': answer.value } },
      }
    : onDetail(state, answer)

const onAbout = (state: Case, answer: Answer): Case =>
  settle({ ...state, about: { ...state.about, [answer.field]: answer.value } })

/** The case after an answer that lies on its path. Total: what does not fit changes nothing. */
export const onAnswer = (state: Case, answer: Answer): Case => {
  const { field, value } = answer
  const by = textOf(value)
  switch (field) {
    case 'danger':
      return onDanger(state, answer)
    case 'danger-done':
      return { ...state, sitting: { ...state.sitting, dangerOpen: false } }
    case 'recorded-by':
      return by === undefined ? state : { ...state, by, sitting: { ...state.sitting, by } }
    case 'scenario':
      return onScenario(state, answer)
    case 'tried':
      return { ...state, catchingUp: idOf(value) === 'yes' }
    case 'ask':
      return answer.subject === undefined || value.kind !== 'choice'
        ? state
        : settle({ ...state, asks: { ...state.asks, [answer.subject.id]: value.choice } })
    case 'guard':
      return onGuard(state, answer)
    case 'check':
      return onCheck(state, answer)
    case 'outcome':
      return onOutcome(state, answer)
    case 'look-again':
      return onLookAgain(state, answer)
    case 'when':
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
    case 'advice':
    case 'advice-when':
    case 'advice-who':
    case 'advice-said':
      return onAdvice(state, answer)
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
