/** Whose decision is disputed, in the proof-reading document: of the whole policy, and of a scenario where it is another. */
import type { Challenged, Policy } from '../../flow/policy.ts'
import { challengedBodies } from '../../flow/words/closed-lists.ts'
import { questionWords } from '../../flow/words/when.ts'
import { cited, code, type Item, link, type Text } from '../document/document.ts'
import { partAnchor } from './target.ts'

/** `counted with other policies as …`. */
const counted = (id: string): Text => [
  `counted with other policies as ${challengedBodies[id] ?? id} (id: `,
  code(id),
  ')',
]

const answers = (policy: Policy, ask: string): readonly Item[] =>
  (policy.asks.find(({ id }) => id === ask)?.options ?? []).map(({ id, label }) => ({
    text: [`${label}: `, ...counted(id)],
  }))

/** One item; nothing where the flow does not say. Its gaps and readings are not in it. */
export const challengedItems = (policy: Policy, challenged: Challenged | undefined): readonly Item[] => {
  switch (challenged?.kind) {
    case undefined:
      return []
    case 'ask':
      return [
        {
          text: [
            'As answered to: ',
            link(questionWords(policy, challenged.ask), partAnchor('ask', challenged.ask)),
          ],
          under: answers(policy, challenged.ask),
        },
      ]
    case 'body':
      return [{ text: [challenged.title, ...cited(challenged.clause), '; ', ...counted(challenged.id)] }]
  }
}
