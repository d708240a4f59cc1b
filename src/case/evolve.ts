/**
 * One fact → the next case. Total and pure: facts that no longer lie on the path (after a correction) are kept and
 * marked, and change nothing. The same function serves the live walk, resume, replay and verification.
 */
import type { Moment } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Policy, Rung, Scenario, Target } from '../flow/policy.ts'
import {
  type Attempt,
  begin,
  type Case,
  type Details,
  findRung,
  type Placed,
  placeKey,
  placeOf,
  rungName,
  type Sitting,
  type Visit,
} from './case.ts'
import { extend, toList } from './chain.ts'
import { happened } from './clocks.ts'
import type { Answer, DueStatement, Field, NextStatement, Place, Value } from './fact.ts'
import { fields } from './fields.ts'
import { detailsOf, kindOf, leadsTo } from './outcomes.ts'
import { checkKey, openDetails } from './pending.ts'

const idOf = (value: Value): string | undefined => (value.kind === 'choice' ? value.choice.id : undefined)
const textOf = (value: Value): string | undefined => (value.kind === 'text' ? value.text : undefined)

const newVisit = (scenario: Scenario, rung: Rung, reached: Moment): Visit => ({
  scenario: scenario.id,
  rung,
  reached,
  attempts: [],
  guards: {},
})

const arrive = (state: Case, scenario: Scenario, rung: Rung, reached: Moment, id: string): Case => ({
  ...state,
  scenario,
  position: { kind: 'rung', visit: newVisit(scenario, rung, reached) },
  owedNext: { id, label: rungName(rung) },
})

const leave = (state: Case, visit: Visit): Case => ({ ...state, trail: extend(state.trail, visit) })

const close = (
  state: Case,
  how: 'agreed' | 'unresolved' | 'withdrawn' | 'elsewhere',
  reached: Moment,
  elsewhere?: string,
): Case => ({
  ...state,
  position: { kind: 'closing', how, details: {}, reached, ...(elsewhere === undefined ? {} : { elsewhere }) },
  owedNext: { id: 'closing', label: 'Closing' },
})

const goTo = (state: Case, visit: Visit, target: Target, reached: Moment): Case => {
  const left = leave(state, visit)
  const scenario = state.scenario
  switch (target.kind) {
    case 'rung': {
      const rung = scenario === undefined ? undefined : findRung(scenario, target.rung)
      return scenario === undefined || rung === undefined
        ? state
        : arrive(left, scenario, rung, reached, rung.id)
    }
    case 'scenario': {
      const other = state.policy?.scenarios.find((one) => one.id === target.scenario)
      const rung = other === undefined ? undefined : (findRung(other, target.rung) ?? other.ladder[0])
      return other === undefined || rung === undefined
        ? state
        : arrive(left, other, rung, reached, `${other.id}/${rung.id}`)
    }
    case 'promise':
      return {
        ...left,
        position: { kind: 'promise', visit, details: {} },
        owedNext: { id: 'promise', label: 'What was agreed' },
      }
    case 'top':
      return {
        ...left,
        position: { kind: 'top', visit, details: {} },
        owedNext: { id: 'top', label: 'The policy ends here' },
      }
    case 'close':
      return close(left, visit.attempts.at(-1)?.kind === 'withdrawn' ? 'withdrawn' : 'unresolved', reached)
    case 'elsewhere':
      return close(left, 'elsewhere', reached, target.elsewhere)
  }
}

/** Moves on where the last attempt has everything it needs. */
const settle = (state: Case): Case => {
  if (state.position.kind !== 'rung' || state.scenario === undefined) return state
  const { visit } = state.position
  const attempt = visit.attempts.at(-1)
  if (
    attempt === undefined ||
    attempt.complete ||
    openDetails(state, state.scenario, visit, attempt).length > 0
  )
    return state
  const done: Visit = { ...visit, attempts: [...visit.attempts.slice(0, -1), { ...attempt, complete: true }] }
  const at: Case = { ...state, position: { kind: 'rung', visit: done } }
  const target = leadsTo(state.scenario, done, attempt)
  return target === undefined ? at : goTo(at, done, target, happened(attempt))
}

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
    dangerOpen: danger === 'yes',
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

const onAnswer = (state: Case, answer: Answer): Case => {
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
    case 'note-when':
      return state
  }
}

/** A text that is asked for once more at the close when it was passed over. */
export const worthAsking: readonly Field[] = [
  'who',
  'said',
  'reason',
  'why',
  'done-what',
  'advice-said',
  'children',
  'decision',
  'told',
  'concern',
  'child-said',
  'sought',
  'promise-what',
  'promise-who',
]

const rememberSkip = (state: Case, placed: Placed, answer: Answer): Case => {
  if (answer.value.kind !== 'none' || !worthAsking.includes(answer.field)) return state
  const where = placed.place.kind === 'rung' ? placed.place.rung.label : fields[answer.field].label
  return {
    ...state,
    skips: [...state.skips, { entry: placed.entry, index: placed.index, field: answer.field, where }],
  }
}

/** Whether a fact written at `place` belongs to the present position. Openings, notes and corrections always do. */
const onPath = (state: Case, place: Place): boolean => {
  if (
    place.kind === 'sitting' ||
    place.kind === 'note' ||
    place.kind === 'correction' ||
    place.kind === 'about'
  )
    return true
  const here = placeOf(state.position)
  return (
    here.kind === place.kind &&
    (here.kind !== 'rung' || place.kind !== 'rung' || here.rung.id === place.rung.id)
  )
}

const onPolicy = (state: Case, sha256: string): Case => {
  const policy = state.world.policy(sha256)
  if (policy === undefined) return { ...state, unknownPolicy: sha256 }
  return inEdition({ ...state, policy }, policy)
}

/** Moves a case that has begun to another edition: the same scenario and rung, by id, where it has them. */
const inEdition = (state: Case, policy: Policy): Case => {
  const scenario = policy.scenarios.find((one) => one.id === state.scenario?.id)
  if (scenario === undefined || !('visit' in state.position)) return state
  const { visit } = state.position
  const rung = findRung(scenario, visit.rung.id)
  return rung === undefined
    ? state
    : { ...state, scenario, position: { ...state.position, visit: { ...visit, rung } } }
}

const onNext = (state: Case, fact: NextStatement): Case | undefined => {
  if (state.owedNext?.id !== fact.to.id) return undefined
  const { owedNext: _, ...rest } = state
  return rest
}

const onDue = (state: Case, fact: DueStatement): Case => ({
  ...state,
  stated: { ...state.stated, [fact.clock]: fact },
})

const apply = (state: Case, placed: Placed): Case | undefined => {
  const { fact, place } = placed
  switch (fact.kind) {
    case 'device':
      return { ...state, sittings: state.sittings + 1, sitting: { dangerOpen: false } }
    case 'policy':
      return onPolicy(state, fact.sha256)
    case 'next':
      return onNext(state, fact)
    case 'due':
      // One that was stated on a rung which a correction has taken off the path says nothing any more.
      return onPath(state, place) ? onDue(state, fact) : undefined
    case 'answer':
      return onPath(state, place) ? rememberSkip(onAnswer(state, fact), placed, fact) : undefined
    case 'closed':
      return state.position.kind === 'closed'
        ? { ...state, position: { ...state.position, stated: true } }
        : undefined
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
    case 'replaces':
      return state
  }
}

const step = (state: Case, placed: Placed): Case => {
  const logged: Case = { ...state, log: extend(state.log, placed) }
  const applied = apply(logged, placed)
  return applied ?? { ...logged, off: new Set([...logged.off, placeKey(placed.entry, placed.index)]) }
}

/** The first fact of a chain of corrections. Only what stands before `limit` counts, so that no record can lead in a circle. */
const root = (log: readonly Placed[], limit: number, entry: number, index: number): Placed | undefined => {
  const at = log.findIndex((one, i) => i < limit && one.entry === entry && one.index === index)
  const announced = log[at - 1]?.fact
  return log[at]?.fact.kind === 'answer' && announced?.kind === 'replaces'
    ? root(log, at - 1, announced.entry, announced.fact)
    : log[at]
}

/** The answers that replace others, by the place of what they replace at the root; the last one wins. */
const corrections = (log: readonly Placed[]): ReadonlyMap<string, Answer> => {
  const found = new Map<string, Answer>()
  for (const [i, { fact }] of log.entries()) {
    const answer = log[i + 1]?.fact
    if (fact.kind !== 'replaces' || answer?.kind !== 'answer') continue
    const first = root(log, i, fact.entry, fact.fact)
    if (first !== undefined) found.set(placeKey(first.entry, first.index), answer)
  }
  return found
}

/** Folds all facts again, each corrected answer in the place of the one it replaces. */
const refold = (state: Case): Case => {
  const log = toList(state.log)
  const replaced = corrections(log)
  let made = begin(state.world)
  for (const [i, placed] of log.entries()) {
    const correction = replaced.get(placeKey(placed.entry, placed.index))
    const isCorrection = placed.fact.kind === 'answer' && log[i - 1]?.fact.kind === 'replaces'
    if (isCorrection) made = { ...made, log: extend(made.log, placed) }
    else if (correction === undefined) made = step(made, placed)
    else {
      const swapped = step(made, { ...placed, fact: { ...correction, at: placed.fact.at } })
      const asked = swapped.skips.filter((skip) => skip.entry !== placed.entry || skip.index !== placed.index)
      made = { ...swapped, log: extend(made.log, placed), skips: asked }
    }
  }
  return made
}

/** The case after one more fact. Never throws; what does not fit is kept and marked in `off`. */
export const evolve = (state: Case, placed: Placed): Case => {
  const { replacing, ...rest } = state
  if (placed.fact.kind === 'replaces') {
    const announced: Case = {
      ...rest,
      log: extend(state.log, placed),
      replacing: { entry: placed.fact.entry, index: placed.fact.fact },
    }
    return announced
  }
  if (replacing === undefined || placed.fact.kind !== 'answer') return step(rest, placed)
  return refold({ ...rest, log: extend(state.log, placed) })
}

/** All facts of a record, folded. */
export const replay = (world: Case['world'], facts: readonly Placed[]): Case =>
  facts.reduce(evolve, begin(world))
