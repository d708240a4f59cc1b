/** Everything of a rung that can be ticked → one list: what to have ready, whom to approach, approval, forms, copies. */

import type { Check, StandIn } from '../policy.ts'
import type { PolicyYaml, RungYaml } from '../schema.ts'
import { checkWhen } from './parts.ts'
import type { Path, References } from './references.ts'

type Listed = RungYaml['forms'][number]

const listed = (
  one: Omit<Listed, 'on'> & { readonly on?: readonly string[] },
  kind: Check['kind'],
  text: string,
): Check => ({
  id: one.id,
  kind,
  text,
  clause: one.clause,
  on: one.on ?? [],
  ...(one.when === undefined ? {} : { when: one.when }),
})

/** The people of a `whom` with several, each to be ticked. */
const holders = ({ whom, clause }: RungYaml): readonly Check[] => {
  if (whom === undefined || typeof whom === 'string' || 'ask' in whom) return []
  const several = 'all' in whom ? whom.all : 'any' in whom ? whom.any : whom['and-or']
  return several.map((title, i) => ({
    id: `holder-${i + 1}`,
    kind: 'holder',
    text: `Approached: ${title}`,
    clause,
    on: [],
  }))
}

const because: Readonly<Record<StandIn['for'], string>> = {
  absent: 'nobody in the post, or nobody to be had',
  conflict: 'conflict of interest',
}

const standIns = ({ instead }: RungYaml): readonly Check[] =>
  instead.map((one, i) => ({
    id: `instead-${i + 1}`,
    kind: 'stand-in',
    text: `Approached instead (${because[one.for]}): ${one.whom}`,
    clause: one.clause,
    on: [],
  }))

const approval = ({ approval: needed }: RungYaml): readonly Check[] =>
  needed === undefined
    ? []
    : [
        {
          id: 'approval',
          kind: 'approval',
          text: `Approval before it goes out, by: ${needed.by}`,
          clause: needed.clause,
          on: [],
        },
      ]

/** Two that have the same id would be ticked together. */
const doubled = (refs: References, path: Path, checks: readonly Check[]): void => {
  const seen = new Set<string>()
  for (const { id } of checks) {
    if (seen.has(id))
      refs.say(
        'RF017',
        path,
        `Two things to tick on this rung have the id "${id}".`,
        'Give one of them another id.',
      )
    seen.add(id)
  }
}

/** Never throws; what is wrong goes into `refs`. */
export const buildChecks = (
  refs: References,
  path: Path,
  yaml: RungYaml,
  policy: PolicyYaml,
): readonly Check[] => {
  for (const list of ['checks', 'forms', 'inform'] as const)
    for (const [i, one] of yaml[list].entries()) {
      refs.title([...path, list, i, 'text'], one.text)
      checkWhen(refs, [...path, list, i], one.when, policy)
    }
  for (const list of ['forms', 'inform'] as const)
    for (const [i, one] of yaml[list].entries())
      refs.known('outcome', [...path, list, i, 'on'], one.on, yaml.outcomes)
  const made: readonly Check[] = [
    ...yaml.checks.map((one) => listed(one, 'ready', one.text)),
    ...holders(yaml),
    ...standIns(yaml),
    ...approval(yaml),
    ...yaml.forms.map((one) => listed(one, 'form', `Form: ${one.text}`)),
    ...yaml.inform.map((one) => listed(one, 'inform', `Told, or sent a copy: ${one.text}`)),
  ]
  doubled(refs, path, made)
  for (const one of made)
    if (one.kind === 'holder' || one.kind === 'stand-in' || one.kind === 'approval')
      refs.title(path, one.text)
  return made
}
