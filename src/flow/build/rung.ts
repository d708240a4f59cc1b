/** One rung as written → one rung as checked: defaults filled in, outcomes given their targets. */

import type { Meeting, Recordable, Rung, WhomByAnswer } from '../policy.ts'
import type { RungYaml } from '../schema.ts'
import { buildChecks } from './checks.ts'
import { buildClocks } from './clock.ts'
import { buildOutcome, type Reachable } from './outcome.ts'
import { checkRemarks, checkReserved, checkWhen, passage, passages, remarkIds } from './parts.ts'
import type { Path, References } from './references.ts'

/** Where a rung stands. */
export interface Surroundings extends Reachable {
  readonly stages: Readonly<Record<string, unknown>>
  /** What stands beside the ladder at every rung of the scenario. */
  readonly advice: readonly string[]
}

const joined = (titles: readonly string[], word: string): string =>
  `${titles.slice(0, -1).join(', ')} ${word} ${titles.at(-1) ?? ''}`

const whomWords = (whom: NonNullable<RungYaml['whom']>): string => {
  if (typeof whom === 'string') return whom
  if ('all' in whom) return joined(whom.all, 'and')
  if ('any' in whom) return joined(whom.any, 'or')
  if ('and-or' in whom) return joined(whom['and-or'], 'and/or')
  return [...new Set([...Object.values(whom.is), ...(whom.else === undefined ? [] : [whom.else])])].join(
    ' / ',
  )
}

const byAnswer = ({ whom }: RungYaml): WhomByAnswer | undefined => {
  if (whom === undefined || typeof whom === 'string' || !('ask' in whom)) return undefined
  return { ask: whom.ask, is: whom.is, ...(whom.else === undefined ? {} : { otherwise: whom.else }) }
}

const whomPart = (yaml: RungYaml): Pick<Rung, 'whom' | 'whomBy'> => {
  const by = byAnswer(yaml)
  if (yaml.whom === undefined) return {}
  return { whom: whomWords(yaml.whom), ...(by === undefined ? {} : { whomBy: by }) }
}

const meetingOf = ({
  convenes,
  chairs,
  attends,
  independent,
  clause,
}: NonNullable<RungYaml['meeting']>): Meeting => ({
  clause,
  ...(convenes === undefined ? {} : { convenes }),
  ...(chairs === undefined ? {} : { chairs }),
  ...(attends === undefined ? {} : { attends }),
  ...(independent === undefined ? {} : { independent }),
})

/** The parts of a rung that may be left out, as they are. */
const optional = (yaml: RungYaml): Partial<Rung> => ({
  ...(yaml.label === undefined ? {} : { label: yaml.label }),
  ...(yaml.stage === undefined ? {} : { stage: yaml.stage }),
  ...(yaml.when === undefined ? {} : { when: yaml.when }),
  ...(yaml.acts === undefined ? {} : { acts: yaml.acts }),
  ...(yaml['no-number'] === undefined ? {} : { noNumber: yaml['no-number'] }),
  ...(yaml.authority === undefined ? {} : { authority: yaml.authority }),
  ...(yaml.medium === undefined ? {} : { medium: yaml.medium }),
  ...(yaml.meeting === undefined ? {} : { meeting: meetingOf(yaml.meeting) }),
  ...(yaml.meanwhile === undefined ? {} : { meanwhile: passage(yaml.meanwhile, yaml.clause) }),
  ...(yaml.say === undefined
    ? {}
    : { say: typeof yaml.say === 'string' ? { text: yaml.say, exact: false } : yaml.say }),
})

const checkTitles = (refs: References, path: Path, yaml: RungYaml): void => {
  refs.title([...path, 'title'], yaml.title)
  if (yaml.label !== undefined) refs.title([...path, 'label'], yaml.label)
  refs.title([...path, 'clause'], yaml.clause)
  for (const [i, one] of yaml.record.entries())
    if (typeof one !== 'string') refs.title([...path, 'record', i, 'ask'], one.ask)
}

const checkIds = (refs: References, path: Path, yaml: RungYaml, around: Surroundings): void => {
  const { policy } = around
  checkReserved(refs, [...path, 'id'], yaml.id)
  checkRemarks(refs, path, yaml, policy)
  checkWhen(refs, path, yaml.when, policy)
  refs.known('contact', [...path, 'contacts'], yaml.contacts, policy.contacts)
  refs.known('guard', [...path, 'guards'], yaml.guards, policy.guards)
  refs.known('advice', [...path, 'advice'], yaml.advice, policy.advice)
  if (yaml.stage !== undefined) refs.known('stage', path, [yaml.stage], around.stages)
  for (const [i, one] of yaml.instead.entries())
    refs.known('contact', [...path, 'instead', i, 'contacts'], one.contacts, policy.contacts)
  const by = byAnswer(yaml)
  if (by === undefined) return
  refs.known('ask', [...path, 'whom', 'ask'], [by.ask], policy.asks)
  const options = policy.asks[by.ask]?.options
  if (options !== undefined) refs.known('option', [...path, 'whom', 'is'], Object.keys(by.is), options)
}

/** Two outcomes that read alike cannot be told apart on a call. */
const checkLabels = (refs: References, path: Path, { outcomes }: RungYaml): void => {
  const seen = new Set<string>()
  for (const [id, one] of Object.entries(outcomes)) {
    const label = (typeof one === 'string' ? one : one.label).trim().toLowerCase()
    if (seen.has(label) && (typeof one === 'string' || one.when === undefined))
      refs.say(
        'RF027',
        [...path, 'outcomes', id],
        'Another outcome of this rung reads the same.',
        'Say in each what is different.',
      )
    seen.add(label)
  }
}

/** Never throws; what is wrong goes into `refs`. */
export const buildRung = (refs: References, path: Path, yaml: RungYaml, around: Surroundings): Rung => {
  const { policy, up, rungs } = around
  checkTitles(refs, path, yaml)
  checkIds(refs, path, yaml, around)
  if (Object.keys(yaml.outcomes).length === 0)
    refs.say('RF016', path, `The rung "${yaml.id}" has no outcome.`, 'Add "outcomes:".')
  checkLabels(refs, path, yaml)
  const { id, title, clause, contacts } = yaml
  const countable = { policy, owner: id, hasRung: (rung: string) => rungs.has(rung) }
  return {
    id,
    title,
    clause,
    up,
    ...whomPart(yaml),
    ...optional(yaml),
    instead: yaml.instead,
    never: passages(yaml.never, clause),
    contacts,
    optional: yaml.optional,
    agencies: yaml.agencies,
    oppositeNumber: yaml['opposite-number'],
    checks: buildChecks(refs, path, yaml, policy),
    do: passages(yaml.do, clause),
    inOrder: yaml['in-order'],
    owed: passages(yaml.owed, clause),
    record: yaml.record.filter((one): one is Recordable => typeof one === 'string'),
    questions: yaml.record.filter((one) => typeof one !== 'string'),
    clocks: buildClocks(refs, [...path, 'clocks'], yaml.clocks, countable, yaml.outcomes),
    guards: yaml.guards,
    advice: [...new Set([...yaml.advice, ...around.advice])],
    remarks: remarkIds(yaml),
    outcomes: Object.entries(yaml.outcomes).map(([key, one]) =>
      buildOutcome(refs, [...path, 'outcomes', key], key, one, around),
    ),
  }
}
