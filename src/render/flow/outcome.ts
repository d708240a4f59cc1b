/** What can be said to have happened on a rung, in the proof-reading document: the flow's own outcomes and the program's. */
import type { Outcome, Policy, Rung, Scenario } from '../../flow/policy.ts'
import { outcomeKinds } from '../../flow/words/closed-lists.ts'
import { whenWords } from '../../flow/words/when.ts'
import { between, cited, type Item, strong, type Text } from '../document/document.ts'
import { leads } from './target.ts'

/** An outcome of the flow: its label, what kind it is, where it leads, who chooses it, and for which answers. */
export const outcomeItem = (policy: Policy, scenario: Scenario, outcome: Outcome): Item => ({
  text: [
    strong(outcome.label),
    ...cited(outcome.clause),
    `: counts as “${outcomeKinds[outcome.kind]}”; leads `,
    ...leads(policy, scenario, outcome.to),
    outcome.by === undefined ? '' : `; chosen by ${outcome.by}`,
    outcome.when === undefined ? '' : `; ${whenWords(policy, outcome.when)}`,
  ],
})

const offer = (id: string, ...text: Text): readonly [string, Text] => [id, text]

/**
 * What the program itself offers on a rung beside the flow's outcomes, as one text. An outcome of the flow with the same id
 * takes its place.
 */
export const offers = (policy: Policy, scenario: Scenario, rung: Rung): Text => {
  const own = new Set(rung.outcomes.map((one) => one.id))
  const up = leads(policy, scenario, rung.up)
  const approach =
    rung.whom === undefined && rung.whomBy === undefined
      ? []
      : [
          offer('waiting', 'Waiting for an answer (stays here)'),
          offer('unreached', 'Could not reach them (stays here)'),
          offer('no-answer', 'No answer in time (leads ', ...up, ')'),
        ]
  const all = [
    ...approach,
    offer('skipped', `Leave this step out${rung.optional ? '' : ', with a reason'} (leads `, ...up, ')'),
    offer('back', 'Go back to an earlier step'),
    ...(policy.scenarios.length > 1 ? [offer('moved', 'Another kind of disagreement fits now')] : []),
    offer('withdrawn', 'It is settled otherwise, or no longer needed (closes)'),
  ]
  return between(
    all.filter(([id]) => !own.has(id)).map(([, text]) => text),
    '; ',
  )
}

/** The same, explained once for the whole policy. */
export const offersExplained: readonly Item[] = [
  {
    text: [
      'Where somebody is approached: waiting for an answer; could not reach them; no answer in time. The first two keep the case on its rung, the third goes up.',
    ],
  },
  {
    text: [
      'On every rung, behind “Something else”: leave this step out, with a reason unless the source makes the rung optional; go back to an earlier step; another kind of disagreement fits now; it is settled otherwise, or no longer needed.',
    ],
  },
  {
    text: [
      'For somebody who has tried some steps before the record is begun: not done yet, this is where I am now.',
    ],
  },
]
