/** What can be said to have happened on a rung: the outcomes of the flow, and those that hold on every rung. */
import type { Rung, Scenario, Target } from '../flow/policy.ts'
import { findRung, rungName } from '../flow/rungs.ts'
import { type AttemptKind, attemptKinds, programOutcomes } from './attempt-kinds.ts'
import type { Attempt, Case, Visit } from './case.ts'
import { some, toList } from './chain.ts'
import { holds, resolve } from './conditions.ts'
import type { Field } from './fact.ts'
import type { Choice } from './question.ts'

/** Names what going up from a rung leads to, for labels. */
const above = (state: Case, scenario: Scenario, rung: Rung): string => {
  const target = resolve(state, scenario, rung.up)
  const next = target.kind === 'rung' ? findRung(scenario, target.rung) : undefined
  if (next === undefined) return target.kind === 'top' ? 'the policy has no further step' : 'go on'
  return `${scenario.ways.includes(rung) ? 'back to the ladder' : 'go up'} (${rungName(next)})`
}

/** Whether they were asked and did not answer, or could not be reached at all: the record must not confuse the two. */
const noAnswer = (last: Attempt | undefined): string =>
  last?.kind === 'unreached' ? 'Not reached' : last?.kind === 'waiting' ? 'No answer in time' : 'No answer'

const lastComplete = (visit: Visit): Attempt | undefined =>
  visit.attempts.filter((one) => one.complete).at(-1)

const isEarlier =
  ({ scenario, rung }: Visit) =>
  (one: Visit): boolean =>
    one.scenario === scenario && one.rung.id !== rung.id

/** The rungs of the present scenario that have been visited before, each once: where one can go back to. */
export const earlierRungs = (state: Case, visit: Visit): readonly Rung[] => [
  ...new Set(
    toList(state.trail)
      .filter(isEarlier(visit))
      .map((one) => one.rung),
  ),
]

/** The outcomes to choose from now, those of the flow first. */
export const choices = (state: Case, scenario: Scenario, visit: Visit): readonly Choice[] => {
  const { rung } = visit
  const up = above(state, scenario, rung)
  const last = lastComplete(visit)
  const tried = last?.kind === 'waiting' || last?.kind === 'unreached'
  const own = rung.outcomes
    .filter((one) => holds(state, one.when))
    .map(
      ({ id, kind, label, by }): Choice => ({
        id,
        label: by === undefined ? label : `${by}: ${label}`,
        // Silence is nothing to choose before anybody was asked.
        ...(kind === 'no-answer' && !tried && rung.whom !== undefined ? { aside: true as const } : {}),
      }),
    )
  const approach: readonly Choice[] =
    rung.whom === undefined
      ? []
      : [
          {
            id: 'waiting',
            label: last?.kind === 'waiting' ? 'Asked again, and still waiting' : 'Waiting for an answer',
          },
          {
            id: 'unreached',
            label: last?.kind === 'unreached' ? 'Tried again, could not reach them' : 'Could not reach them',
          },
          {
            id: 'no-answer',
            label: `${noAnswer(last)}: ${up}`,
            ...(tried ? {} : { aside: true as const }),
          },
        ]
  const catchUp: readonly Choice[] = state.catchingUp
    ? [{ id: 'here', label: 'Not done yet: this is where I am now' }]
    : []
  const others: readonly Choice[] = [
    { id: 'skipped', label: `Leave this step out: ${up}`, aside: true },
    { id: 'back', label: 'Go back to an earlier step', aside: true },
    { id: 'moved', label: 'Another kind of disagreement fits now', aside: true },
    { id: 'withdrawn', label: 'It is settled otherwise, or no longer needed', aside: true },
  ]
  // Nobody is offered a way that leads nowhere: no step to go back to, no other kind of disagreement.
  const nowhere = [
    // Asked at every question: the trail is not listed for it.
    ...(some(state.trail, isEarlier(visit)) ? [] : ['back']),
    ...(state.policy?.scenarios.length === 1 ? ['moved'] : []),
  ]
  const seen = new Set(own.map((one) => one.id))
  return [
    ...catchUp,
    ...own,
    ...approach.filter((one) => !seen.has(one.id)),
    ...others.filter((one) => !nowhere.includes(one.id)),
  ]
}

export const kindOf = (rung: Rung, outcome: string): AttemptKind | undefined =>
  rung.outcomes.find((one) => one.id === outcome)?.kind ?? programOutcomes.find((one) => one === outcome)

/** The date that both sides agree is asked for where somebody waits for it, or where the outcome sets such a clock going. */
const takesDate = (
  visit: Pick<Visit, 'clocks'>,
  { kind, outcome }: Pick<Attempt, 'kind' | 'outcome'>,
): boolean =>
  visit.clocks.some(
    ({ limit, on }) =>
      limit.kind === 'agreed' && (on.length === 0 ? kind === 'waiting' : on.includes(outcome.id)),
  )

const takesReceipt = (visit: Pick<Visit, 'clocks'>): boolean =>
  visit.clocks.some((clock) => clock.met === 'received' && clock.whose !== 'theirs')

/** What is asked about each kind of outcome, in this order, once the outcome is known. */
export const detailsOf = (
  visit: Pick<Visit, 'rung' | 'clocks'>,
  attempt: Pick<Attempt, 'kind' | 'outcome'>,
): readonly Field[] => {
  const { contact, decisive, details, passive } = attemptKinds[attempt.kind]
  const { optional, record } = visit.rung
  // Where the source says "consider", nobody has to say why not.
  if (optional && (attempt.kind === 'not-done' || attempt.kind === 'skipped')) return []
  if (passive === true || !contact) return details
  return [
    ...details,
    ...(decisive ? record.filter((field) => !details.includes(field)) : []),
    ...(takesReceipt(visit) ? (['received'] as const) : []),
    ...(takesDate(visit, attempt) ? (['agreed-date'] as const) : []),
    ...(attempt.kind !== 'waiting'
      ? []
      : ([visit.clocks.some((one) => one.sooner) ? 'sooner' : 'look-again'] as const)),
  ]
}

/**
 * Where a complete attempt leads as the flow has it; undefined where the case stays on the rung. Conditions of the rungs
 * above are not looked at: see conditions.ts.
 */
export const leadsTo = (visit: Visit, attempt: Attempt): Target | undefined => {
  const own = visit.rung.outcomes.find((one) => one.id === attempt.outcome.id)
  if (own !== undefined) return own.to
  const chosen = (field: Field): string | undefined => {
    const value = attempt.details[field]
    return value?.kind === 'choice' ? value.choice.id : undefined
  }
  switch (attempt.kind) {
    case 'waiting':
    case 'unreached':
      return undefined
    case 'moved':
      return { kind: 'scenario', scenario: chosen('moved-to') ?? '', rung: '' }
    case 'back':
      return { kind: 'rung', rung: chosen('back-to') ?? '' }
    case 'withdrawn':
      return { kind: 'close' }
    case 'agreed':
    case 'refused':
    case 'no-answer':
    case 'done':
    case 'not-done':
    case 'other-way':
    case 'stopped':
    case 'returned':
    case 'recorded':
    case 'no-issue':
    case 'skipped':
      return visit.rung.up
  }
}
