/**
 * A policy as what goes on one page: which steps there are, each once, and by which of them each disagreement climbs. Leaves
 * out what a wall has no room for; invents nothing. Knows no page; see render/training/handout.ts.
 */
import type { Clock, Guard, Policy, Rung, Scenario, Stage } from '../flow/policy.ts'

/** A rung with the number by which the page names it, from 1, all through the policy. */
export interface Step {
  readonly number: number
  readonly rung: Rung
  /** Where it was met first: its clocks name other rungs of it. */
  readonly scenario: Scenario
}

/** A clock over several steps: of a stage, or, without one, of the whole scenario. */
export interface Span {
  readonly clock: Clock
  readonly stage?: Stage
  readonly steps: readonly number[]
}

/** Steps in their order, by number. `title`: of another ladder beside the main one. */
export interface Way {
  readonly kind: 'ladder' | 'track' | 'beside'
  readonly title?: string
  readonly clause?: string
  readonly steps: readonly number[]
}

/** Scenarios that climb by the very same steps and clocks, with the steps that no earlier ladder has. */
export interface Ladder {
  readonly scenarios: readonly Scenario[]
  readonly ways: readonly Way[]
  readonly spans: readonly Span[]
  readonly steps: readonly Step[]
}

/** A belief or a check that is asked for before some steps. */
export interface Condition {
  readonly guard: Guard
  readonly steps: readonly number[]
}

export interface Handout {
  readonly ladders: readonly Ladder[]
  readonly conditions: readonly Condition[]
}

/** What the page says of a rung: two that say the same are one step, wherever they lead. */
const wordsOf = (rung: Rung): string =>
  JSON.stringify([
    rung.title,
    rung.label,
    rung.clause,
    rung.when,
    rung.acts,
    rung.whom,
    rung.whomBy,
    rung.instead,
    rung.never,
    rung.contacts,
    rung.noNumber,
    rung.optional,
    rung.say,
    rung.clocks,
    rung.guards,
  ])

const isOrdered = (way: Way): boolean => way.steps.length > 0

const numberOf = (steps: ReadonlyMap<string, Step>, rung: Rung): number =>
  steps.get(wordsOf(rung))?.number ?? 0

const waysOf = (steps: ReadonlyMap<string, Step>, { ladder, tracks, ways }: Scenario): readonly Way[] => {
  const numbers = (rungs: readonly Rung[]): readonly number[] => rungs.map((one) => numberOf(steps, one))
  const all: readonly Way[] = [
    { kind: 'ladder', steps: numbers(ladder) },
    ...tracks.map(({ title, clause, rungs }) => ({
      kind: 'track' as const,
      title,
      clause,
      steps: numbers(rungs),
    })),
    { kind: 'beside', steps: numbers(ways) },
  ]
  return all.filter(isOrdered)
}

const rungsIn = ({ ladder, tracks, ways }: Scenario): readonly Rung[] => [
  ...ladder,
  ...tracks.flatMap((one) => one.rungs),
  ...ways,
]

const spansOf = (steps: ReadonlyMap<string, Step>, scenario: Scenario): readonly Span[] => {
  const within = (stage?: Stage): readonly number[] =>
    rungsIn(scenario)
      .filter((rung) => stage === undefined || rung.stage === stage.id)
      .map((rung) => numberOf(steps, rung))
  return [
    ...scenario.clocks.map((clock) => ({ clock, steps: within() })),
    ...scenario.stages.flatMap((stage) =>
      stage.clocks.map((clock) => ({ clock, stage, steps: within(stage) })),
    ),
  ]
}

/** Puts the steps of a scenario that are new among the known ones, and yields them. */
const newSteps = (known: Map<string, Step>, scenario: Scenario): readonly Step[] =>
  rungsIn(scenario).flatMap((rung) => {
    const words = wordsOf(rung)
    if (known.has(words)) return []
    const step = { number: known.size + 1, rung, scenario }
    known.set(words, step)
    return [step]
  })

const laddersOf = (policy: Policy, known: Map<string, Step>): readonly Ladder[] => {
  const ladders = new Map<string, Ladder>()
  for (const scenario of policy.scenarios) {
    const steps = newSteps(known, scenario)
    const [ways, spans] = [waysOf(known, scenario), spansOf(known, scenario)]
    const key = JSON.stringify([ways, spans])
    const alike = ladders.get(key)
    ladders.set(
      key,
      alike === undefined
        ? { scenarios: [scenario], ways, spans, steps }
        : { ...alike, scenarios: [...alike.scenarios, scenario] },
    )
  }
  return [...ladders.values()]
}

/** The page of a policy as a value. */
export const handoutOf = (policy: Policy): Handout => {
  const known = new Map<string, Step>()
  const ladders = laddersOf(policy, known)
  const conditions = policy.guards
    .map((guard) => ({
      guard,
      steps: [...known.values()]
        .filter(({ rung }) => rung.guards.includes(guard.id))
        .map((one) => one.number),
    }))
    .filter(({ steps }) => steps.length > 0)
  return { ladders, conditions }
}

/** The contacts that somebody on the ladders is sent to, in the order of the policy; `others`: the rest. */
export const contactsOf = (
  policy: Policy,
): { readonly named: Policy['contacts']; readonly others: Policy['contacts'] } => {
  const ids = new Set([
    ...policy.dangerContacts,
    ...policy.guards.flatMap(({ options }) => options.flatMap((one) => one.contacts)),
    ...policy.scenarios
      .flatMap(rungsIn)
      .flatMap((rung) => [
        ...rung.contacts,
        ...rung.instead.flatMap((one) => one.contacts),
        ...policy.advice.filter((one) => rung.advice.includes(one.id)).flatMap((one) => one.contacts),
      ]),
  ])
  return {
    named: policy.contacts.filter((one) => ids.has(one.id)),
    others: policy.contacts.filter((one) => !ids.has(one.id)),
  }
}

/** Gaps in danger and over whole scenarios; those of single steps are too many for a wall. */
export const gapsOf = (policy: Policy): Policy['remarks'] => {
  const ids = new Set([...policy.dangerRemarks, ...policy.scenarios.flatMap((one) => one.remarks)])
  return policy.remarks.filter((one) => one.kind === 'gap' && ids.has(one.id))
}
