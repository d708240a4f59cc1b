/** One scenario file as written → a scenario as checked. Its rungs are put in their order in ladder.ts and built in rung.ts. */
import type { ClosingCheck, Rung, Scenario, Stage, Start, Target, Track } from '../policy.ts'
import type { PolicyYaml, ScenarioYaml } from '../schema.ts'
import { buildChallenged } from './challenged.ts'
import { buildClocks } from './clock.ts'
import { buildClosing } from './closing.ts'
import { type Build, climb, doubled, rungIds, type Sheets, type Written, written } from './ladder.ts'
import { type Reachable, targetOf } from './outcome.ts'
import { checkRemarks, checkReserved, remarkIds } from './parts.ts'
import type { References } from './references.ts'
import { buildRung, type Surroundings } from './rung.ts'

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

interface Rungs {
  readonly ladder: readonly Rung[]
  readonly tracks: readonly Track[]
  readonly ways: readonly Rung[]
}

const buildRungs = (refs: References, yaml: ScenarioYaml, around: Surroundings, sheets: Sheets): Rungs => {
  const taken = new Set<string>()
  const ladder = written(refs, ['ladder'], yaml.ladder, sheets, taken)
  const ways = written(refs, ['ways'], yaml.ways, sheets, taken)
  const tracks = Object.entries(yaml.tracks).map(([id, track]) => ({
    id,
    track,
    steps: written(refs, ['tracks', id, 'ladder'], track.ladder, sheets, taken),
  }))
  doubled([...ladder, ...tracks.flatMap(({ steps }) => steps), ...ways], yaml.stages)
  const build: Build = (one, up) => buildRung(one.refs, one.path, one.yaml, { ...around, up })
  return {
    ladder: climb(ladder, { kind: 'top' }, build),
    ways: ways.map((one) => build(one, first(ladder))),
    tracks: tracks.map(({ id, track, steps }) => {
      const path = ['tracks', id]
      refs.title([...path, 'title'], track.title)
      checkRemarks(refs, path, track, sheets.policy)
      const end = targetOf(refs, [...path, 'then'], track.then, around)
      const { title, clause } = track
      return { id, title, clause, rungs: climb(steps, end, build), remarks: remarkIds(track) }
    }),
  }
}

const checkScenario = (refs: References, yaml: ScenarioYaml, policy: PolicyYaml): void => {
  refs.title(['title'], yaml.title)
  refs.known('ask', ['asks'], yaml.asks, policy.asks)
  refs.known('advice', ['advice'], yaml.advice, policy.advice)
  checkRemarks(refs, [], yaml, policy)
}

/**
 * Never throws; what is wrong goes into `refs`, for rungs of shared ladders into those of the policy. `closing`: what the whole
 * policy wants done at the end.
 */
export const buildScenario = (
  id: string,
  yaml: ScenarioYaml,
  refs: References,
  sheets: Sheets,
  closing: readonly ClosingCheck[],
): Scenario => {
  const { policy, scenarios } = sheets
  const rungs = scenarios.get(id)?.rungs ?? rungIds(yaml, policy)
  const { title, when, clause, notes, top, stages, advice } = yaml
  const around: Surroundings = { policy, rungs, scenarios, up: { kind: 'top' }, stages, advice }
  checkScenario(refs, yaml, policy)
  const built = buildRungs(refs, yaml, around, sheets)
  const all = [...built.ladder, ...built.tracks.flatMap((track) => track.rungs), ...built.ways]
  const countable = { policy, owner: '', hasRung: (rung: string) => rungs.has(rung) }
  return {
    id,
    title,
    when,
    clause,
    notes,
    remarks: remarkIds(yaml),
    asks: [...new Set([...yaml.asks, ...asksIn(all, policy, 'all')])],
    entryAsks: asksIn(all, policy, 'way'),
    ...buildChallenged(refs, yaml.challenged, policy),
    ...(yaml.meanwhile === undefined ? {} : { meanwhile: yaml.meanwhile }),
    starts: buildStarts(refs, yaml, rungs),
    stages: buildStages(refs, yaml, around),
    clocks: buildClocks(refs, ['clocks'], yaml.clocks, countable),
    ...built,
    top,
    closing: [...buildClosing(refs, yaml.closing, policy, rungs), ...closing],
    ...(policy['each-child'] === undefined ? {} : { eachChild: policy['each-child'] }),
  }
}
