/** Rungs that approach somebody and do not say how, or leave no way to write down why it failed; contacts of no date. */

import type { Contact, OutcomeKind, Policy, Rung, Scenario } from '../policy.ts'
import { rungsOf } from '../rungs.ts'
import type { Claim } from './place.ts'

/** The kinds of outcome that ask for a reason. */
const reasoned: ReadonlySet<OutcomeKind> = new Set(['refused', 'stopped', 'returned', 'not-done'])

/** Nothing says how to reach them: not that they sit in the same room, and no gap that the source leaves it out. */
const unreachable = (rung: Rung): boolean =>
  rung.whom !== undefined &&
  rung.contacts.length === 0 &&
  rung.noNumber === undefined &&
  rung.meeting === undefined &&
  rung.medium !== 'in-person' &&
  rung.remarks.length === 0 &&
  !rung.agencies &&
  !rung.oppositeNumber

/** Whoever is only told has nothing to refuse. */
const reasonless = (rung: Rung): boolean =>
  rung.whom !== undefined &&
  rung.authority !== 'is-told' &&
  !rung.record.includes('reason') &&
  rung.outcomes.length > 0 &&
  !rung.outcomes.some((one) => reasoned.has(one.kind))

const ofRung = (scenario: Scenario, rung: Rung): readonly Claim[] => {
  const at = (path: readonly PropertyKey[]): Claim['at'] => ({
    in: 'rung',
    scenario: scenario.id,
    rung: rung.id,
    path,
    key: 'key',
  })
  return [
    ...(unreachable(rung)
      ? [
          {
            code: 'RF035',
            message: `"${rung.id}" approaches somebody and says nowhere how to reach them.`,
            hint: 'Add "contacts:", "no-number:" with what to do where the source prints none, or "medium: in-person".',
            at: at(['whom']),
          },
        ]
      : []),
    ...(reasonless(rung)
      ? [
          {
            code: 'RF036',
            message: `Where "${rung.id}" fails no reason can be written down.`,
            hint: 'Add an outcome of the kind refused, stopped, returned or not-done; or "record: [reason]".',
            at: at(['outcomes']),
          },
        ]
      : []),
  ]
}

/** "October 2022", "2018", "undated": a year in four figures, or the word that there is none. */
const undatable = ({ printed }: Contact): boolean => printed !== 'undated' && !/\b\d{4}\b/.test(printed)

const ofContact = (contact: Contact): Claim => ({
  code: 'RF045',
  message: `"${contact.printed}" does not say when the source printed this contact.`,
  hint: 'Write "October 2022", or "undated" where the source has no date.',
  at: { in: 'policy', path: ['contacts', contact.id, 'printed'] },
})

export const approached = (policy: Policy): readonly Claim[] => [
  ...policy.scenarios.flatMap((scenario) => rungsOf(scenario).flatMap((rung) => ofRung(scenario, rung))),
  ...policy.contacts.filter(undatable).map(ofContact),
]
