/** Texts that do not fit into a line of a terminal of 80 columns, as they are shown there. Wide characters count as two. */
import { columns } from '../../columns.ts'
import type { LineKind, Policy, Rung, Scenario } from '../policy.ts'
import { rungName, rungsOf, spokenLabel } from '../rungs.ts'
import type { Claim } from './place.ts'

/** Columns that there are for each, beside margins, marks and what stands at the right. */
const widest = { short: 20, title: 76, label: 74, value: 60 } as const

/** What is dialled or typed from the screen while somebody waits; addresses of pages and streets may wrap. */
const dialled: readonly LineKind[] = ['phone', 'voicemail', 'e-mail']

const tooLong = (what: string, text: string, most: number, at: Claim['at']): readonly Claim[] => {
  // No character takes more than two columns.
  if (text.length * 2 <= most) return []
  const wide = columns(text)
  return wide <= most
    ? []
    : [
        {
          code: 'RF043',
          message: `${what} takes ${wide} columns; at a width of 80 there are ${most}.`,
          hint: 'Say it in fewer words; what is more can stand in "do", "note" or "text".',
          at,
        },
      ]
}

const ofRung = ({ id }: Scenario, rung: Rung): readonly Claim[] => {
  const at = (...path: readonly PropertyKey[]): Claim['at'] => ({
    in: 'rung',
    scenario: id,
    rung: rung.id,
    path,
  })
  const what = spokenLabel(rung) === undefined ? 'This title' : 'This title with its label'
  return [
    ...tooLong(what, rungName(rung), widest.title, at('title')),
    ...rung.outcomes.flatMap((one) =>
      tooLong('This outcome', one.label, widest.label, at('outcomes', one.id, 'label')),
    ),
  ]
}

export const widths = (policy: Policy): readonly Claim[] => [
  ...tooLong('The short title', policy.short, widest.short, { in: 'policy', path: ['short'] }),
  ...policy.contacts.flatMap((contact) =>
    contact.lines.flatMap((line, i) =>
      dialled.includes(line.kind)
        ? tooLong('This line', line.value, widest.value, {
            in: 'policy',
            path: ['contacts', contact.id, 'lines', i, 'value'],
          })
        : [],
    ),
  ),
  ...policy.scenarios.flatMap((scenario) => rungsOf(scenario).flatMap((rung) => ofRung(scenario, rung))),
]
