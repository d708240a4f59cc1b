/** Outcomes as written → outcomes as checked: of which kind, and where they lead. */

import type { Outcome, OutcomeKind, Target } from '../policy.ts'
import { kinds, type PolicyYaml, type RungYaml } from '../schema.ts'
import { checkReserved, checkWhen } from './parts.ts'
import type { Path, References } from './references.ts'

/** What an outcome of a scenario can name. */
export interface Reachable {
  readonly policy: PolicyYaml
  /** What `up` means from this rung. */
  readonly up: Target
  /** Ids of the rungs of this scenario. */
  readonly rungs: ReadonlySet<string>
  /** The rungs of each scenario. */
  readonly scenarios: ReadonlyMap<string, { readonly rungs: ReadonlySet<string> }>
}

const isKind = (text: string): text is OutcomeKind => (kinds as readonly string[]).includes(text)

/** Where an outcome leads that does not say so; undefined: it has to say. */
const usual = (kind: OutcomeKind): string | undefined => {
  switch (kind) {
    case 'agreed':
      return 'promise'
    case 'refused':
    case 'no-answer':
    case 'unreached':
    case 'done':
    case 'not-done':
      return 'up'
    case 'recorded':
    case 'no-issue':
      return 'close'
    case 'other-way':
    case 'stopped':
    case 'returned':
      return undefined
  }
}

/** The place that a `to` names. An id that is not known goes into `refs`. */
export const targetOf = (refs: References, path: Path, to: string, around: Reachable): Target => {
  if (to === 'up') return around.up
  if (to === 'promise' || to === 'top' || to === 'close') return { kind: to }
  const [first = '', second] = to.split('/')
  if (second === undefined) {
    refs.known('rung', path, [to], around.rungs)
    return { kind: 'rung', rung: to }
  }
  if (first === 'elsewhere') {
    refs.known('matter elsewhere', path, [second], around.policy.elsewhere)
    return { kind: 'elsewhere', elsewhere: second }
  }
  const scenario = around.scenarios.get(first)
  refs.known('scenario', path, [first], around.scenarios)
  if (scenario !== undefined) refs.known(`rung of ${first}`, path, [second], scenario.rungs)
  return { kind: 'scenario', scenario: first, rung: second }
}

/** Never throws; what is wrong goes into `refs`. */
export const buildOutcome = (
  refs: References,
  path: Path,
  id: string,
  written: RungYaml['outcomes'][string],
  around: Reachable,
): Outcome => {
  const full = typeof written === 'string' ? { label: written } : written
  refs.title(typeof written === 'string' ? path : [...path, 'label'], full.label)
  if (full.by !== undefined) refs.title([...path, 'by'], full.by)
  checkReserved(refs, path, id)
  checkWhen(refs, path, full.when, around.policy)
  const kind = full.kind ?? (isKind(id) ? id : undefined)
  if (kind === undefined)
    refs.say(
      'RF013',
      path,
      `The outcome "${id}" does not say what kind it is.`,
      `Add "kind:" with one of ${kinds.join(', ')}.`,
    )
  const to = full.to ?? usual(kind ?? 'refused')
  if (to === undefined)
    refs.say('RF015', path, `The outcome "${id}" does not say where it leads.`, 'Add "to:".')
  return {
    id,
    kind: kind ?? 'refused',
    label: full.label,
    to: targetOf(refs, [...path, 'to'], to ?? 'up', around),
    ...(full.by === undefined ? {} : { by: full.by }),
    ...(full.when === undefined ? {} : { when: full.when }),
    ...(full.clause === undefined ? {} : { clause: full.clause }),
  }
}
