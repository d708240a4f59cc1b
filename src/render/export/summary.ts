/** The case in short, as a table for whoever reads nothing else. */
import { momentWords } from '../../calendar/moment.ts'
import type { Exported, Said, Summary } from '../../export/exported.ts'
import { capital } from '../../flow/words/phrase.ts'
import { type Block, heading, type Text } from '../document/document.ts'
import { factLink, saidText, stampWords } from './words.ts'

type Facts = readonly (readonly [string, Text])[]

/** A question that every reader has: where it was not answered, that is said. */
const asked = (label: string, said: Said | undefined): Facts => [
  [label, said === undefined ? ['not in the record'] : saidText(said)],
]

const policyRows = ({ policy, scenario }: Summary): Facts => [
  ...(policy === undefined ? [] : [['The policy', [policy.label]] as const]),
  ...(scenario === undefined ? [] : [['What it is about', [scenario.label]] as const]),
]

const writers = ({ recordedBy }: Summary): Text =>
  recordedBy.length === 0 ? ['not in the record'] : recordedBy.flatMap((one) => saidText(one))

const dangerRows = ({ danger }: Summary): Facts =>
  danger.length === 0
    ? []
    : [
        [
          'Immediate danger',
          danger.flatMap(({ entry, fact, at }, i) => [
            `${i === 0 ? 'Yes' : '; again'}, as said on ${stampWords(at)} (`,
            ...factLink(entry, fact),
            ')',
          ]),
        ],
      ]

const standsRows = ({ closed, stands, last, begun }: Summary): Facts => [
  closed === undefined
    ? ['Where it stands', [`${capital(stands)}. The case is open.`]]
    : ['How it ended', [`${capital(closed.how.label)}. Closed on ${stampWords(closed.at)}.`]],
  ...(begun === undefined || last === undefined
    ? []
    : [['Written', [`from ${stampWords(begun)} to ${stampWords(last)}`]] as const]),
]

const childRows = ({ perChild }: Summary): Facts =>
  perChild.length === 0
    ? []
    : [
        [
          'For each child',
          perChild.flatMap(({ child, outcome }) => [
            ...saidText(child),
            outcome === undefined ? 'no outcome in the record' : outcome.label,
          ]),
        ],
      ]

export const summaryBlocks = ({ summary }: Exported): readonly Block[] => {
  const { told } = summary
  return [
    heading(2, 'The case in short', 'summary'),
    {
      kind: 'facts',
      caption: 'Out of the record, as it was corrected; what was typed stands beside a line',
      rows: [
        ...asked('The decision disputed, and whose it is', summary.decision),
        ...(told?.kind === 'moment'
          ? [['The school was told', [momentWords(told)]] as const]
          : asked('The school was told', told)),
        ...asked('The child or children', summary.children),
        ...asked('The concern', summary.concern),
        ...asked('What the child has said', summary.childSaid),
        ...asked('The outcome sought', summary.sought),
        ...dangerRows(summary),
        ...standsRows(summary),
        ...summary.agreed.map(({ label, said }) => [label, saidText(said)] as const),
        ...childRows(summary),
        ...policyRows(summary),
        ['Recorded by', writers(summary)],
      ],
    },
  ]
}
