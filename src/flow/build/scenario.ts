/** One scenario file as written → a scenario as checked. Ladders that scenarios share are put in place here. */

import type { ClosingCheck, Rung, Scenario, Stage, Start, Target, Track } from '../policy.ts'
import type { PolicyYaml, RungYaml, ScenarioYaml } from '../schema.ts'
import { buildClocks } from './clock.ts'
import { type Reachable, targetOf } from './outcome.ts'
import { checkRemarks, checkReserved, checkWhen, remarkIds, withRemarks } from './parts.ts'
import type { Path, References } from './references.ts'
import { buildRung, type Surroundings } from './rung.ts'

/** A rung as written, with the sheet and the path where it stands. */
interface Written {
  readonly yaml: RungYaml
  readonly refs: References
  readonly path: Path
}

export interface Sheets {
  readonly policy: PolicyYaml
  readonly policyRefs: References
  readonly scenarios: Reachable['scenarios']
}

type Steps = ScenarioYaml['ladder']

const written = (
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

const doubled = (rungs: readonly Written[], stages: ScenarioYaml['stages']): void => {
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

type Build = (one: Written, up: Target) => Rung

/** Each rung leads up to the next; the last one to where the ladder ends. */
const climb = (rungs: readonly Written[], end: Target, build: Build): readonly Rung[] =>
  rungs.map((one, i) => {
    const above = rungs[i + 1]
    return build(one, above === undefined ? end : { kind: 'rung', rung: above.yaml.id })
  })

/** The policy's questions on which something of these rungs depends. */
const asksIn = (rungs: readonly Rung[], policy: PolicyYaml, way: 'way' | 'all'): readonly string[] => {
  const named = rungs.flatMap((rung) => [
    rung.when?.ask,
    ...(way === 'way'
      ? []
      : [
          rung.whomBy?.ask,
          ...rung.outcomes.map((one) => one.when?.ask),
          ...rung.clocks.map((one) => one.when?.ask),
          ...rung.checks.map((one) => one.when?.ask),
        ]),
  ])
  return [...new Set(named.filter((id): id is string => id !== undefined && Object.hasOwn(policy.asks, id)))]
}

/** What closing asks for. What is wrong goes into `refs`. */
export const buildClosing = (
  refs: References,
  list: ScenarioYaml['closing'],
  policy: PolicyYaml,
): readonly ClosingCheck[] =>
  list.map((one, i) => {
    const path = ['closing', i]
    refs.title([...path, 'text'], one.text)
    checkRemarks(refs, path, one, policy)
    checkWhen(refs, path, one.when, policy)
    const { when, ...rest } = withRemarks(one)
    return { ...rest, ...(when === undefined ? {} : { when }) }
  })

const checkAfter = (refs: References, list: ScenarioYaml['closing'], rungs: ReadonlySet<string>): void => {
  for (const [i, one] of list.entries()) refs.known('rung', ['closing', i, 'after'], one.after, rungs)
}

const buildStages = (refs: References, yaml: ScenarioYaml, around: Reachable): readonly Stage[] =>
  Object.entries(yaml.stages).map(([id, { title, clause, clocks }]) => {
    const path = ['stages', id]
    refs.title([...path, 'title'], title)
    const countable = { policy: around.policy, owner: id, hasRung: (rung: string) => around.rungs.has(rung) }
    return { id, title, clause, clocks: buildClocks(refs, [...path, 'clocks'], clocks, countable) }
  })

const buildStarts = (refs: References, yaml: ScenarioYaml, rungs: ReadonlySet<string>): readonly Start[] =>
  yaml.starts.map(({ id, title, at, why, clause }, i) => {
    const path = ['starts', i]
    checkReserved(refs, [...path, 'id'], id)
    refs.title([...path, 'title'], title)
    refs.known('rung', [...path, 'at'], [at], rungs)
    return { id, title, rung: at, why, clause }
  })

const first = (ladder: readonly Written[]): Target => {
  const rung = ladder[0]?.yaml.id
  return rung === undefined ? { kind: 'top' } : { kind: 'rung', rung }
}

/** Never throws; what is wrong goes into `refs`, for rungs of shared ladders into those of the policy. */
export const buildScenario = (id: string, yaml: ScenarioYaml, refs: References, sheets: Sheets): Scenario => {
  const { policy, scenarios } = sheets
  const rungs = scenarios.get(id)?.rungs ?? rungIds(yaml, policy)
  const around: Surroundings = {
    policy,
    rungs,
    scenarios,
    up: { kind: 'top' },
    stages: yaml.stages,
    advice: yaml.advice,
  }
  refs.title(['title'], yaml.title)
  refs.known('ask', ['asks'], yaml.asks, policy.asks)
  refs.known('advice', ['advice'], yaml.advice, policy.advice)
  checkRemarks(refs, [], yaml, policy)
  checkAfter(refs, yaml.closing, rungs)
  const everywhere = new Set([...scenarios.values()].flatMap((one) => [...one.rungs]))
  checkAfter(sheets.policyRefs, policy.closing, everywhere)
  // However often a hostile file names a ladder, it is built once.
  const taken = new Set<string>()
  const ladder = written(refs, ['ladder'], yaml.ladder, sheets, taken)
  const ways = written(refs, ['ways'], yaml.ways, sheets, taken)
  const build: Build = (one, up) => buildRung(one.refs, one.path, one.yaml, { ...around, up })
  const tracks = Object.entries(yaml.tracks).map(([track, one]) => {
    const path = ['tracks', track]
    refs.title([...path, 'title'], one.title)
    checkRemarks(refs, path, one, policy)
    const end = targetOf(refs, [...path, 'then'], one.then, around)
    const steps = written(refs, [...path, 'ladder'], one.ladder, sheets, taken)
    const made: Track = {
      id: track,
      title: one.title,
      clause: one.clause,
      rungs: climb(steps, end, build),
      remarks: remarkIds(one),
    }
    return { made, steps }
  })
  doubled([...ladder, ...tracks.flatMap(({ steps }) => steps), ...ways], yaml.stages)
  const built = climb(ladder, { kind: 'top' }, build)
  const beside = ways.map((one) => build(one, first(ladder)))
  const all = [...built, ...tracks.flatMap(({ made }) => made.rungs), ...beside]
  const { closing, title, clause, notes, top } = yaml
  const stages = buildStages(refs, yaml, around)
  const countable = { policy, owner: '', hasRung: (rung: string) => rungs.has(rung) }
  return {
    id,
    title,
    when: yaml.when,
    clause,
    notes,
    remarks: remarkIds(yaml),
    asks: [...new Set([...yaml.asks, ...asksIn(all, policy, 'all')])],
    entryAsks: asksIn(all, policy, 'way'),
    ...(yaml.meanwhile === undefined ? {} : { meanwhile: yaml.meanwhile }),
    starts: buildStarts(refs, yaml, rungs),
    stages,
    clocks: buildClocks(refs, ['clocks'], yaml.clocks, countable),
    ladder: built,
    tracks: tracks.map(({ made }) => made),
    ways: beside,
    top,
    closing: [
      ...buildClosing(refs, closing, policy),
      ...buildClosing(sheets.policyRefs, policy.closing, policy),
    ],
    ...(policy['each-child'] === undefined ? {} : { eachChild: policy['each-child'] }),
  }
}
