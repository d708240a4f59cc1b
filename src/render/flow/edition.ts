/** How old a policy is, and what a reader has to be warned of. Takes today as a value; knows no file. */
import { months } from '../../calendar/date.ts'
import type { PlainDate } from '../../calendar/time.ts'
import type { Policy } from '../../flow/policy.ts'

/** `2024-11` → "November 2024"; anything else as it is. */
export const monthName = (month: string): string => {
  const name = months[Number(month.slice(5, 7)) - 1]
  return name === undefined ? month : `${name} ${month.slice(0, 4)}`
}

const review = ({ edition }: Policy, today: PlainDate): readonly string[] => {
  const { issued, reviewDue } = edition
  if (reviewDue !== undefined)
    return today.slice(0, 7) > reviewDue
      ? [`Past its review date: the review was due in ${monthName(reviewDue)}.`]
      : []
  return issued === undefined ? ['Without any date: nobody can tell from the policy how old it is.'] : []
}

/**
 * Sentences for the first screen of a policy that was superseded, is past its review date, has no date at all, or names bodies abolished since.
 * A review due in a month is past once that month is over. Empty where there is nothing to warn of.
 */
export const editionWarnings = (policy: Policy, today: PlainDate): readonly string[] => [
  ...(policy.edition.supersededBy === undefined
    ? []
    : [`A newer text has taken its place: ${policy.edition.supersededBy}.`]),
  ...review(policy, today),
  ...policy.bodies
    .filter((body) => today.slice(0, 7) >= body.ended)
    .map(
      (body) =>
        `It names a body that exists no longer: ${body.name}, ended by ${monthName(body.ended)}. In its place: ${body.replacedBy}.`,
    ),
]
