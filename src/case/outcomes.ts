/** What can be said to have happened on a rung: the outcomes of the flow, and those that hold on every rung. */
import type { Rung, Scenario, Target } from '../flow/policy.ts'
import { type Attempt, type AttemptKind, type Case, rungAbove, rungName, type Visit } from './case.ts'
import { toList } from './chain.ts'
import type { Field } from './fact.ts'
import type { Choice } from './question.ts'

/** Names the step above, for labels. */
const above = (scenario: Scenario, rung: Rung): string => {
  const next = rungAbove(scenario, rung)
  if (next === undefined) return 'the policy has no further step'
  return `${scenario.ladder.includes(rung) ? 'go up' : 'back to the ladder'} (${rungName(next)})`
}

/** Whether they were asked and did not answer, or could not be reached at all: the record must not confuse the two. */
const noAnswer = (last: Attempt | undefined): string =>
  last?.kind === 'unreached' ? 'Not reached' : last?.kind === 'waiting' ? 'No answer in time' : 'No answer'

const lastComplete = (visit: Visit): Attempt | undefined =>
  visit.attempts.filter((one) => one.complete).at(-1)

/** The rungs of the present scenario that have been visited before, each once: where one can go back to. */
export const earlierRungs = (state: Case, visit: Visit): readonly Rung[] => [
  ...new Set(
    toList(state.trail)
      .filter((one) => one.scenario === visit.scenario && one.rung.id !== visit.rung.id)
      .map((one) => one.rung),
  ),
]

/** The outcomes to choose from now, those of the flow first. */
export const choices = (state: Case, scenario: Scenario, visit: Visit): readonly Choice[] => {
  const { rung } = visit
  const last = lastComplete(visit)
  const tried = last?.kind === 'waiting' || last?.kind === 'unreached'
  const own = rung.outcomes.map(({ id, label }): Choice => ({ id, label }))
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
            label: `${noAnswer(last)}: ${above(scenario, rung)}`,
            ...(tried ? {} : { aside: true as const }),
          },
        ]
  const catchUp: readonly Choice[] = state.catchingUp
    ? [{ id: 'here', label: 'Not done yet: this is where I am now' }]
    : []
  const others: readonly Choice[] = [
    { id: 'skipped', label: `Leave this step out: ${above(scenario, rung)}`, aside: true },
    { id: 'back', label: 'Go back to an earlier step', aside: true },
    { id: 'moved', label: 'Another kind of disagreement fits now', aside: true },
    { id: 'withdrawn', label: 'It is settled otherwise, or no longer needed', aside: true },
  ]
  // Nobody is offered a way that leads nowhere: no step to go back to, no other kind of disagreement.
  const nowhere = [
    ...(earlierRungs(state, visit).length === 0 ? ['back'] : []),
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

const programs: Readonly<Record<string, AttemptKind>> = {
  waiting: 'waiting',
  unreached: 'unreached',
  'no-answer': 'no-answer',
  skipped: 'skipped',
  withdrawn: 'withdrawn',
  moved: 'moved',
  back: 'back',
}

export const kindOf = (rung: Rung, outcome: string): AttemptKind | undefined =>
  rung.outcomes.find((one) => one.id === outcome)?.kind ?? programs[outcome]

/** What is asked about each kind of outcome, in this order, once the outcome is known. */
export const detailsOf = (
  visit: Pick<Visit, 'rung' | 'sooner'>,
  attempt: Pick<Attempt, 'kind'>,
): readonly Field[] => {
  switch (attempt.kind) {
    case 'agreed':
      return ['when', 'how', 'who', 'said', 'reference']
    case 'refused':
      return ['when', 'how', 'who', 'said', 'reason', 'reference']
    case 'other-way':
      return ['when', 'how', 'who', 'said']
    case 'done':
      return ['when', 'done-what']
    case 'not-done':
      return visit.rung.optional ? [] : ['why']
    case 'waiting':
      return ['when', 'how', 'who', visit.sooner ? 'sooner' : 'look-again']
    case 'unreached':
      return ['when', 'how']
    case 'skipped':
      return visit.rung.optional ? [] : ['why']
    case 'withdrawn':
      return ['why']
    case 'moved':
      return ['moved-to', 'why']
    case 'back':
      return ['back-to', 'why']
    case 'no-answer':
      return []
  }
}

/** Where a complete attempt leads; undefined where the case stays on the rung. */
export const leadsTo = (scenario: Scenario, visit: Visit, attempt: Attempt): Target | undefined => {
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
    default: {
      const next = rungAbove(scenario, visit.rung)
      return next === undefined ? { kind: 'top' } : { kind: 'rung', rung: next.id }
    }
  }
}
