/** One rung as written → one rung as checked: defaults filled in, outcomes given their targets. */
import { parseTimescale } from '../calendar/timescale.ts'
import type { Clock, Outcome, OutcomeKind, Passage, Rung, Target } from './policy.ts'
import type { Path, References } from './references.ts'
import type { ClockYaml, PolicyYaml, RungYaml } from './schema.ts'

const kinds: readonly string[] = [
  'agreed',
  'refused',
  'no-answer',
  'done',
  'not-done',
  'other-way',
] satisfies OutcomeKind[]
const isKind = (text: string): text is OutcomeKind => kinds.includes(text)

/** Ids that the engine itself uses for places and outcomes; a flow may not take them. */
export const reserved: readonly string[] = [
  'promise',
  'top',
  'close',
  'closing',
  'up',
  'waiting',
  'unreached',
  'skipped',
  'withdrawn',
  'moved',
  'back',
  'elsewhere',
  'here',
]

export interface Surroundings {
  readonly policy: PolicyYaml
  /** What `up` means from this rung. */
  readonly up: Target
  /** Ids of the rungs that can be named in this scenario. */
  readonly rungs: ReadonlySet<string>
  /** First rung of each scenario, and all its rungs. */
  readonly scenarios: ReadonlyMap<string, { readonly first: string; readonly rungs: ReadonlySet<string> }>
}

export const passages = (list: readonly (string | Passage)[], clause: string): readonly Passage[] =>
  list.map((one) => (typeof one === 'string' ? { text: one, clause } : one))

export const remarkIds = (part: {
  readonly gaps: readonly string[]
  readonly readings: readonly string[]
}): readonly string[] => [...part.gaps, ...part.readings]

export const checkRemarks = (
  refs: References,
  path: Path,
  part: { gaps: readonly string[]; readings: readonly string[] },
  policy: PolicyYaml,
): void => {
  refs.known('gap', [...path, 'gaps'], part.gaps, policy.gaps)
  refs.known('reading', [...path, 'readings'], part.readings, policy.readings)
}

export const buildClocks = (
  refs: References,
  path: Path,
  clocks: Readonly<Record<string, ClockYaml>>,
  policy: PolicyYaml,
): readonly Clock[] =>
  Object.entries(clocks).flatMap(([id, clock]) => {
    const here = [...path, id]
    checkRemarks(refs, here, clock, policy)
    refs.title([...here, 'title'], clock.title)
    const within = parseTimescale(clock.within)
    if (within === undefined) {
      refs.say(
        'RF011',
        [...here, 'within'],
        `"${clock.within}" is not a timescale.`,
        'Write "2 working days", "1 working week", "24 hours" or "same working day".',
      )
      return []
    }
    if (clock.from === 'outcome' && clock.on === undefined)
      refs.say(
        'RF012',
        here,
        'A clock from an outcome needs "on", the outcome it starts from.',
        'Add "on: agreed", say.',
      )
    const { title, whose, from, sooner, clause, on } = clock
    return [
      {
        id,
        title,
        whose,
        within,
        words: clock.within,
        from,
        sooner,
        clause,
        remarks: remarkIds(clock),
        ...(on === undefined ? {} : { on }),
      },
    ]
  })

const target = (refs: References, path: Path, to: string, around: Surroundings): Target => {
  if (to === 'up') return around.up
  if (to === 'promise' || to === 'top' || to === 'close') return { kind: to }
  const [first = '', second] = to.split('/')
  if (first === 'elsewhere' && second !== undefined) {
    refs.known('matter elsewhere', path, [second], around.policy.elsewhere)
    return { kind: 'elsewhere', elsewhere: second }
  }
  if (second !== undefined) {
    const scenario = around.scenarios.get(first)
    refs.known('scenario', path, [first], Object.fromEntries(around.scenarios))
    if (scenario !== undefined)
      refs.known(
        `rung of ${first}`,
        path,
        [second],
        Object.fromEntries([...scenario.rungs].map((id) => [id, id])),
      )
    return { kind: 'scenario', scenario: first, rung: second }
  }
  refs.known('rung', path, [to], Object.fromEntries([...around.rungs].map((id) => [id, id])))
  return { kind: 'rung', rung: to }
}

const buildOutcome = (
  refs: References,
  path: Path,
  id: string,
  written: RungYaml['outcomes'][string],
  around: Surroundings,
): Outcome => {
  const full = typeof written === 'string' ? { label: written } : written
  refs.title(typeof written === 'string' ? path : [...path, 'label'], full.label)
  const kind = full.kind ?? (isKind(id) ? id : undefined)
  if (kind === undefined)
    refs.say(
      'RF013',
      path,
      `The outcome "${id}" does not say what kind it is.`,
      `Add "kind:" with one of ${kinds.join(', ')}.`,
    )
  if (reserved.includes(id))
    refs.say('RF014', path, `"${id}" is the program's own word.`, 'Choose another id.')
  const to = full.to ?? (kind === 'agreed' ? 'promise' : kind === 'other-way' ? undefined : 'up')
  if (to === undefined)
    refs.say('RF015', path, `The outcome "${id}" does not say where it leads.`, 'Add "to:".')
  return {
    id,
    kind: kind ?? 'refused',
    label: full.label,
    to: target(refs, [...path, 'to'], to ?? 'up', around),
    ...(full.clause === undefined ? {} : { clause: full.clause }),
  }
}

/** Never throws; what is wrong goes into `refs`. */
export const buildRung = (refs: References, path: Path, yaml: RungYaml, around: Surroundings): Rung => {
  const { policy } = around
  refs.title([...path, 'title'], yaml.title)
  if (yaml.label !== undefined) refs.title([...path, 'label'], yaml.label)
  refs.title([...path, 'clause'], yaml.clause)
  refs.known('contact', [...path, 'contacts'], yaml.contacts, policy.contacts)
  refs.known('guard', [...path, 'guards'], yaml.guards, policy.guards)
  refs.known('advice', [...path, 'advice'], yaml.advice, policy.advice)
  checkRemarks(refs, path, yaml, policy)
  for (const [i, check] of yaml.checks.entries()) refs.title([...path, 'checks', i, 'text'], check.text)
  if (reserved.includes(yaml.id))
    refs.say('RF014', [...path, 'id'], `"${yaml.id}" is the program's own word.`, 'Choose another id.')
  if (Object.keys(yaml.outcomes).length === 0)
    refs.say('RF016', path, `The rung "${yaml.id}" has no outcome.`, 'Add "outcomes:".')
  const clocks = buildClocks(refs, [...path, 'clocks'], yaml.clocks, policy)
  for (const clock of clocks)
    if (clock.on !== undefined)
      refs.known('outcome', [...path, 'clocks', clock.id, 'on'], [clock.on], yaml.outcomes)
  const { id, title, clause, contacts, optional, agencies, checks, guards, advice } = yaml
  return {
    id,
    title,
    clause,
    contacts,
    optional,
    agencies,
    checks,
    guards,
    advice,
    clocks,
    do: passages(yaml.do, clause),
    owed: passages(yaml.owed, clause),
    remarks: remarkIds(yaml),
    outcomes: Object.entries(yaml.outcomes).map(([key, one]) =>
      buildOutcome(refs, [...path, 'outcomes', key], key, one, around),
    ),
    ...(yaml.label === undefined ? {} : { label: yaml.label }),
    ...(yaml.acts === undefined ? {} : { acts: yaml.acts }),
    ...(yaml.whom === undefined ? {} : { whom: yaml.whom }),
    ...(yaml['no-number'] === undefined ? {} : { noNumber: yaml['no-number'] }),
    ...(yaml.authority === undefined ? {} : { authority: yaml.authority }),
    ...(yaml.say === undefined
      ? {}
      : { say: typeof yaml.say === 'string' ? { text: yaml.say, exact: false } : yaml.say }),
  }
}
