/** Where outcomes lead, in words with links, in the proof-reading document; and the anchors that links go to. */
import type { Policy, Scenario, Target } from '../../flow/policy.ts'
import { findRung } from '../../flow/rungs.ts'
import { rungWords } from '../clock-words.ts'
import { quoted } from '../when-words.ts'
import { link, type Span, type Text } from './document.ts'

export const scenarioAnchor = (scenario: string): string => `scenario.${scenario}`
export const rungAnchor = (scenario: string, rung: string): string => `rung.${scenario}.${rung}`
export const partAnchor = (part: string, id: string): string => `${part}.${id}`

const rungLink = (scenario: Scenario | undefined, id: string): Span => {
  const rung = scenario === undefined ? undefined : findRung(scenario, id)
  const words = quoted(rung === undefined ? id : rungWords(rung))
  return scenario === undefined || rung === undefined ? words : link(words, rungAnchor(scenario.id, id))
}

/** `to “Stage 2: …”`, `to the end of the policy`: to stand behind "leads". */
export const leads = (policy: Policy, scenario: Scenario, to: Target): Text => {
  switch (to.kind) {
    case 'rung':
      return ['to ', rungLink(scenario, to.rung)]
    case 'scenario': {
      const other = policy.scenarios.find((one) => one.id === to.scenario)
      return [`to the scenario ${quoted(other?.title ?? to.scenario)}, its rung `, rungLink(other, to.rung)]
    }
    case 'promise':
      return ['to a promise: the case stays open until it is done']
    case 'top':
      return ['to the end of the policy']
    case 'elsewhere': {
      const matter = policy.elsewhere.find((one) => one.id === to.elsewhere)
      return [
        'elsewhere: ',
        link(quoted(matter?.title ?? to.elsewhere), partAnchor('elsewhere', to.elsewhere)),
        matter?.returns === true ? '; the case stays open, for it may come back' : '; the case ends',
      ]
    }
    case 'close':
      return ['to the close of the case']
  }
}
