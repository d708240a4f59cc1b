/**
 * Where an outcome leads, in words to stand behind "leads": `to “Stage 2: …”`, `to the end of the policy`. In parts, so that
 * a document can make links of those that name something. Draws nothing.
 */
import type { Policy, Scenario, Target } from '../policy.ts'
import { findRung, rungName } from '../rungs.ts'
import { ladderEnds } from './closed-lists.ts'
import { quoted } from './phrase.ts'

/** A text; `names`: what of the policy it is the name of. */
export type TargetPart =
  | string
  | {
      readonly text: string
      readonly names:
        | { readonly kind: 'rung'; readonly scenario: string; readonly rung: string }
        | { readonly kind: 'elsewhere'; readonly elsewhere: string }
    }

const rungPart = (scenario: Scenario | undefined, id: string): TargetPart => {
  const rung = scenario === undefined ? undefined : findRung(scenario, id)
  return scenario === undefined || rung === undefined
    ? quoted(id)
    : { text: quoted(rungName(rung)), names: { kind: 'rung', scenario: scenario.id, rung: id } }
}

/** `scenario`: the one that it leads out of. */
export const targetParts = (
  policy: Policy,
  scenario: Scenario | undefined,
  to: Target,
): readonly TargetPart[] => {
  switch (to.kind) {
    case 'rung':
      return ['to ', rungPart(scenario, to.rung)]
    case 'scenario': {
      const other = policy.scenarios.find(({ id }) => id === to.scenario)
      return [`to the scenario ${quoted(other?.title ?? to.scenario)}, at `, rungPart(other, to.rung)]
    }
    case 'elsewhere': {
      const matter = policy.elsewhere.find(({ id }) => id === to.elsewhere)
      const text = quoted(matter?.title ?? to.elsewhere)
      return [
        'elsewhere, to ',
        matter === undefined ? text : { text, names: { kind: 'elsewhere', elsewhere: matter.id } },
      ]
    }
    case 'promise':
    case 'top':
    case 'close':
      return [`to ${ladderEnds[to.kind]}`]
  }
}

/** The same as one text. */
export const targetWords = (policy: Policy, scenario: Scenario | undefined, to: Target): string =>
  targetParts(policy, scenario, to)
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('')
