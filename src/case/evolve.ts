/**
 * One fact → the next case. Total and pure: facts that no longer lie on the path (after a correction) are kept and
 * marked, and change nothing. The same function serves the live walk, resume, replay and verification.
 */
import type { Policy } from '../flow/policy.ts'
import { findRung } from '../flow/rungs.ts'
import { onAnswer } from './answers.ts'
import { begin, type Case, newSitting, type Placed, placeKey, placeOf } from './case.ts'
import { extend, toList } from './chain.ts'
import { changed } from './changed.ts'
import { clocksOn } from './conditions.ts'
import { corrections, isCorrection } from './corrections.ts'
import type { Answer, DueStatement, Field, NextStatement, Place } from './fact.ts'
import { fields } from './fields.ts'
import { aboutFields } from './pending.ts'

/** A text that is asked for once more at the close when it was passed over. */
export const worthAsking: readonly Field[] = [
  'who',
  'said',
  'reason',
  'why',
  'done-what',
  'question',
  'advice-said',
  'action-done',
  ...aboutFields,
  'promise-what',
  'promise-who',
]

const rememberSkip = (state: Case, placed: Placed, answer: Answer): Case => {
  if (answer.value.kind !== 'none' || !worthAsking.includes(answer.field)) return state
  const where = placed.place.kind === 'rung' ? placed.place.rung.label : fields[answer.field].label
  return changed(state, {
    skips: [
      ...state.skips,
      {
        entry: placed.entry,
        index: placed.index,
        field: answer.field,
        where,
        ...(answer.subject === undefined ? {} : { subject: answer.subject }),
      },
    ],
  })
}

const anywhere: readonly Place['kind'][] = ['sitting', 'danger', 'note', 'letter', 'correction', 'about']

/** Whether a fact written at `place` belongs to the present position. Openings, notes and corrections always do. */
const onPath = (state: Case, place: Place): boolean => {
  if (anywhere.includes(place.kind)) return true
  const { position } = state
  return position.kind === 'rung'
    ? place.kind === 'rung' && place.rung.id === position.visit.rung.id
    : place.kind === placeOf(position).kind
}

const onPolicy = (state: Case, sha256: string): Case => {
  const policy = state.world.policy(sha256)
  if (policy === undefined) return changed(state, { unknownPolicy: sha256 })
  return inEdition(changed(state, { policy }), policy)
}

/** Moves a case that has begun to another edition: the same scenario and rung, by id, where it has them. */
const inEdition = (state: Case, policy: Policy): Case => {
  const scenario = policy.scenarios.find((one) => one.id === state.scenario?.id)
  if (scenario === undefined) return state
  if (state.position.kind === 'entry')
    return changed(state, { scenario, position: { ...state.position, scenario } })
  if (!('visit' in state.position)) return state
  const { visit } = state.position
  const rung = findRung(scenario, visit.rung.id)
  return rung === undefined
    ? state
    : changed(state, {
        scenario,
        position: { ...state.position, visit: { ...visit, rung, clocks: clocksOn(scenario, rung) } },
      })
}

const onNext = (state: Case, fact: NextStatement): Case | undefined => {
  if (state.owedNext?.id !== fact.to.id) return undefined
  return changed(state, { owedNext: undefined })
}

const onDue = (state: Case, fact: DueStatement): Case =>
  changed(state, { stated: { ...state.stated, [fact.clock]: fact } })

const apply = (state: Case, placed: Placed): Case | undefined => {
  const { fact, place } = placed
  switch (fact.kind) {
    case 'device':
      return changed(state, { sittings: state.sittings + 1, sitting: newSitting })
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
        ? changed(state, { position: { ...state.position, stated: true } })
        : undefined
    case 'training':
      return changed(state, { exercise: fact.exercise })
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
    case 'replaces':
      return state
  }
}

/** Each is a copy of those before it: in a hostile record, in which nothing fits, they would take all day. */
const mostOff = 1000

const markedOff = ({ off }: Case, { entry, index }: Placed): Case['off'] =>
  off.size < mostOff ? new Set([...off, placeKey(entry, index)]) : off

const step = (state: Case, placed: Placed): Case => {
  const log = extend(state.log, placed)
  const applied = apply(state, placed)
  if (applied === undefined) return changed(state, { log, off: markedOff(state, placed) })
  if (applied === state) return changed(state, { log })
  // A case that was made just now is nobody else's yet: one copy fewer at each fact.
  const fresh: { -readonly [K in keyof Case]: Case[K] } = applied
  fresh.log = log
  return fresh
}

/** Folds all facts of a record again, each corrected answer in the place of the one it replaces. */
const refold = (world: Case['world'], log: readonly Placed[]): Case => {
  const replaced = corrections(log)
  let made = begin(world)
  for (const [i, placed] of log.entries()) {
    const correction = replaced.get(placeKey(placed.entry, placed.index))
    if (isCorrection(log, i)) made = changed(made, { log: extend(made.log, placed) })
    else if (correction === undefined) made = step(made, placed)
    else {
      const swapped = step(made, { ...placed, fact: { ...correction, at: placed.fact.at } })
      const asked = swapped.skips.filter((skip) => skip.entry !== placed.entry || skip.index !== placed.index)
      made = changed(swapped, { log: extend(made.log, placed), skips: asked })
    }
  }
  return made
}

/** The case after one more fact. Never throws; what does not fit is kept and marked in `off`. */
export const evolve = (state: Case, placed: Placed): Case => {
  const { fact } = placed
  if (fact.kind === 'replaces')
    return changed(state, {
      log: extend(state.log, placed),
      replacing: { entry: fact.entry, index: fact.fact },
    })
  if (state.replacing === undefined) return step(state, placed)
  return fact.kind === 'answer'
    ? refold(state.world, toList(extend(state.log, placed)))
    : step(changed(state, { replacing: undefined }), placed)
}

/** All facts of a record, folded: as by `evolve`, but what precedes the last correction is folded once and not at each. */
export const replay = (world: Case['world'], facts: readonly Placed[]): Case => {
  const last = facts.findLastIndex((_, i) => isCorrection(facts, i))
  const start = last < 0 ? begin(world) : refold(world, facts.slice(0, last + 1))
  return facts.slice(last + 1).reduce(evolve, start)
}
