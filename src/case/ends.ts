/** What an answer does to a case that waits or ends: at what was agreed, at the top, handed on, at its close, child by child. */
import { civil } from '../calendar/zone.ts'
import type { Ending } from '../flow/policy.ts'
import type { Case, ChildOutcome, Visit } from './case.ts'
import { changed } from './changed.ts'
import { endingFor } from './closing.ts'
import type { Answer } from './fact.ts'
import { idOf } from './fact.ts'
import { arrive, close, endingOf, promise } from './moves.ts'

/** Whether what was agreed was done. */
export const onPromise = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'promise') return state
  const { visit, details } = state.position
  if (answer.field !== 'promise-outcome')
    return changed(state, {
      position: { kind: 'promise', visit, details: { ...details, [answer.field]: answer.value } },
    })
  const { 'promise-by': _, ...kept } = details
  switch (idOf(answer.value)) {
    case 'done':
      return close(state, 'agreed', civil(answer.at))
    case 'later':
      return changed(state, { position: { kind: 'promise', visit, details: kept } })
    case 'not-done':
      return backOn(state, visit, answer)
    default:
      return close(state, 'unresolved', civil(answer.at))
  }
}

/** The case back on a rung that it had left. */
const backOn = (state: Case, { scenario: id, rung }: Visit, answer: Answer): Case => {
  const scenario = state.policy?.scenarios.find((one) => one.id === id)
  return scenario === undefined ? state : arrive(state, scenario, rung, civil(answer.at), rung.id)
}

/** At the top the person has said that it is not resolved, also where the last rung was only something to do. */
const unsettled = (visit: Visit): Ending => {
  const how = endingOf(visit)
  return how === 'agreed' ? 'unresolved' : how
}

/** After the last rung. */
export const onTop = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'top') return state
  const { visit } = state.position
  switch (idOf(answer.value)) {
    case 'agreed':
      return promise(state, visit)
    case 'later':
      return changed(state, { position: { kind: 'top', visit, details: {} } })
    default:
      return close(state, unsettled(visit), civil(answer.at))
  }
}

/** Whether a matter came back. */
export const onHanded = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'handed') return state
  const { visit, elsewhere } = state.position
  switch (idOf(answer.value)) {
    case 'returned':
      return backOn(state, visit, answer)
    case 'agreed':
      return promise(state, visit)
    case 'later':
      return changed(state, { position: { ...state.position, details: {} } })
    default:
      return close(state, 'elsewhere', civil(answer.at), elsewhere)
  }
}

/** The closing questions, and the close itself. */
export const onClosing = (state: Case, answer: Answer): Case => {
  if (state.position.kind !== 'closing') return state
  if (answer.field === 'closing')
    return idOf(answer.value) === 'close'
      ? changed(state, { position: { kind: 'closed', how: endingFor(state.position), stated: false } })
      : state
  return changed(state, {
    position: { ...state.position, details: { ...state.position.details, [answer.field]: answer.value } },
  })
}

/** One more thing said of the child that is being told of; a new child begins with its name. */
export const onChild = (state: Case, { field, value }: Answer): Case => {
  if (state.position.kind !== 'closing') return state
  const { children } = state.position
  const told = (list: readonly ChildOutcome[]): Case =>
    state.position.kind === 'closing'
      ? changed(state, { position: { ...state.position, children: list } })
      : state
  const last = children.at(-1)
  if (field === 'child') return told([...children, { child: value }])
  if (last === undefined || value.kind !== 'choice') return state
  const earlier = children.slice(0, -1)
  return field === 'child-outcome'
    ? told([...earlier, { ...last, outcome: value.choice }])
    : told([...earlier, { ...last, more: value.choice.id === 'yes' }])
}
