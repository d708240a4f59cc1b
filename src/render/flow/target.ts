/** Where outcomes lead, in words with links, in the proof-reading document; and the anchors that links go to. */
import type { Policy, Scenario, Target } from '../../flow/policy.ts'
import { type TargetPart, targetParts } from '../../flow/words/target.ts'
import { link, type Span, type Text } from '../document/document.ts'

export const scenarioAnchor = (scenario: string): string => `scenario.${scenario}`
export const rungAnchor = (scenario: string, rung: string): string => `rung.${scenario}.${rung}`
export const partAnchor = (part: string, id: string): string => `${part}.${id}`

const spanOf = (part: TargetPart): Span => {
  if (typeof part === 'string') return part
  const { names, text } = part
  switch (names.kind) {
    case 'rung':
      return link(text, rungAnchor(names.scenario, names.rung))
    case 'elsewhere':
      return link(text, partAnchor('elsewhere', names.elsewhere))
  }
}

const afterwards = (policy: Policy, to: Target): string => {
  if (to.kind !== 'elsewhere') return ''
  const matter = policy.elsewhere.find((one) => one.id === to.elsewhere)
  return matter?.returns === true ? '; the case stays open, for it may come back' : '; the case ends'
}

/** `to “Stage 2: …”`, `to the end of the policy`: to stand behind "leads". */
export const leads = (policy: Policy, scenario: Scenario, to: Target): Text => [
  ...targetParts(policy, scenario, to).map(spanOf),
  afterwards(policy, to),
]
