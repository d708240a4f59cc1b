/** The next question: a pure function of the case. What the wizard, resume, scripts and training all ask. */
import { ask, yesNoUnsure } from './ask.ts'
import { openBeside } from './beside.ts'
import { type Case, placeOf, type Visit } from './case.ts'
import { closeQuestion, openClosing } from './closing.ts'
import { openEntry } from './entry.ts'
import { choices } from './outcomes.ts'
import {
  aboutQuestion,
  handedOutcome,
  openDetail,
  openGuards,
  openHanded,
  openPromise,
  openTop,
  promiseOutcome,
  topOutcome,
} from './pending.ts'
import type { Question } from './question.ts'

const onRung = (state: Case, visit: Visit): Question => {
  const scenario = state.scenario
  if (scenario === undefined) return { kind: 'closed', id: 'closed' }
  const attempt = visit.attempts.at(-1)
  const open =
    attempt !== undefined && !attempt.complete ? openDetail(state, scenario, visit, attempt) : undefined
  if (open !== undefined) return open
  // Help comes first: on the very first rung, beliefs and risks are asked once something has happened.
  const first = state.trail === undefined && visit.attempts.length === 0
  const guard = first ? undefined : openGuards(state, visit)[0]
  if (guard !== undefined) return guard
  const pause = attempt?.kind === 'waiting' ? aboutQuestion(state) : undefined
  return pause ?? ask(placeOf(state.position), 'outcome', { options: choices(state, scenario, visit) })
}

const atPosition = (state: Case): Question => {
  const { position } = state
  switch (position.kind) {
    case 'opening':
      return { kind: 'scenario', id: 'scenario', scenarios: state.policy?.scenarios ?? [] }
    case 'entry':
      // Where nothing is left to ask the case has moved on: see moves.ts.
      return openEntry(state, position)[0] ?? { kind: 'closed', id: 'closed' }
    case 'rung':
      return onRung(state, position.visit)
    case 'promise':
      return openPromise(state, position.details) ?? promiseOutcome()
    case 'top':
      return openTop(state, position.details) ?? topOutcome()
    case 'handed':
      return openHanded(state, position.details) ?? handedOutcome()
    case 'closing':
      return openClosing(state, position) ?? closeQuestion()
    case 'closed':
      return { kind: 'closed', id: 'closed' }
  }
}

/** Total: there is always an answer, `closed` at the last. */
export const next = (state: Case): Question => {
  const { sitting } = state
  // The last letter often goes out when all is over.
  if (state.position.kind === 'closed') return openBeside(state) ?? { kind: 'closed', id: 'closed' }
  if (sitting.danger === undefined) return ask({ kind: 'sitting' }, 'danger', { options: yesNoUnsure })
  if (sitting.dangerOpen) return ask({ kind: 'danger' }, 'danger-done')
  if (state.unknownPolicy !== undefined)
    return { kind: 'lost-policy', id: 'lost-policy', sha256: state.unknownPolicy }
  if (state.policy === undefined) return { kind: 'policy', id: 'policy' }
  if (state.position.kind !== 'opening' && sitting.by === undefined)
    return ask({ kind: 'sitting' }, 'recorded-by', state.by === undefined ? {} : { offered: state.by })
  return openBeside(state) ?? atPosition(state)
}

/**
 * Whether a visit has come to an end or to a pause: nothing is half-told, and what was told can be sealed. A rung
 * just arrived at is neither: its visit has only begun.
 */
export const isResting = (state: Case): boolean => {
  // Where the case went has been said: what led there is over.
  if (state.log?.last.fact.kind === 'next') return true
  const question = next(state)
  if (question.kind === 'closed' || question.kind === 'lost-policy') return true
  if (question.kind !== 'ask') return false
  if (question.field !== 'outcome')
    return ['promise-outcome', 'top-outcome', 'handed-outcome'].includes(question.field)
  return state.position.kind === 'rung' && state.position.visit.attempts.at(-1)?.complete === true
}
