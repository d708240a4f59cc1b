/** The rungs of a ladder as they are written, its shared parts put in place, and each with where it leads up. Builds no rung itself. */
import type { Rung, Target } from '../policy.ts'
import type { PolicyYaml, RungYaml, ScenarioYaml } from '../schema.ts'
import type { Reachable } from './outcome.ts'
import type { Path, References } from './references.ts'

/** A rung as written, with the sheet and the path where it stands. */
export interface Written {
  readonly yaml: RungYaml
  readonly refs: References
  readonly path: Path
}

/** What the scenarios of a policy share while they are built. */
export interface Sheets {
  readonly policy: PolicyYaml
  readonly policyRefs: References
  readonly scenarios: Reachable['scenarios']
}

type Steps = ScenarioYaml['ladder']

/** The rungs of these steps. `taken`: the shared ladders that the scenario has by now; however often a hostile file names one, it is built once. */
export const written = (
  refs: References,
  path: Path,
  steps: Steps,
  { policy, policyRefs }: Sheets,
  taken: Set<string>,
): readonly Written[] =>
  steps.flatMap((step, i): readonly Written[] => {
    if (!('ladder' in step)) return [{ yaml: step, refs, path: [...path, i] }]
    refs.known('ladder', [...path, i], [step.ladder], policy.ladders)
    if (taken.has(step.ladder)) {
      const message = `The ladder "${step.ladder}" stands twice in this scenario.`
      refs.say('RF017', [...path, i], message, 'Take it once, and lead to its rungs with "to:".')
      return []
    }
    taken.add(step.ladder)
    return (policy.ladders[step.ladder] ?? []).map((yaml, k) => ({
      yaml,
      refs: policyRefs,
      path: ['ladders', step.ladder, k],
    }))
  })

/** The ids of all rungs of a scenario: of its ladder, its tracks and its ways. */
export const rungIds = (
  yaml: ScenarioYaml,
  { ladders }: Pick<PolicyYaml, 'ladders'>,
): ReadonlySet<string> => {
  const steps = [yaml.ladder, ...Object.values(yaml.tracks).map((one) => one.ladder), yaml.ways].flat()
  const named = new Set(steps.flatMap((step) => ('ladder' in step ? [step.ladder] : [])))
  return new Set([
    ...steps.flatMap((step) => ('ladder' in step ? [] : [step.id])),
    ...[...named].flatMap((id) => (ladders[id] ?? []).map((rung) => rung.id)),
  ])
}

/** Ids that stand twice among the rungs and stages of a scenario. */
export const doubled = (rungs: readonly Written[], stages: ScenarioYaml['stages']): void => {
  const seen = new Set<string>()
  for (const { yaml, refs, path } of rungs) {
    const { id } = yaml
    if (seen.has(id))
      refs.say('RF017', [...path, 'id'], `Two rungs have the id "${id}".`, 'Give one of them another id.')
    if (Object.hasOwn(stages, id))
      refs.say(
        'RF017',
        [...path, 'id'],
        `A rung and a stage have the id "${id}".`,
        'Give one of them another id.',
      )
    seen.add(id)
  }
}

/** Makes a rung; `up`: where it leads up. */
export type Build = (one: Written, up: Target) => Rung

/** Each rung leads up to the next; the last one to where the ladder ends. */
export const climb = (rungs: readonly Written[], end: Target, build: Build): readonly Rung[] =>
  rungs.map((one, i) => {
    const above = rungs[i + 1]
    return build(one, above === undefined ? end : { kind: 'rung', rung: above.yaml.id })
  })
