/** What was last said and done in a case, for whoever comes back to it after days. */

import { formatShortDate } from '../calendar/date.ts'
import type { Attempt, Case, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Field, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { happened } from '../case/starts.ts'
import { rungName } from '../flow/rungs.ts'
import type { Line } from '../terminal/screen.ts'

const textOf = (value: Value | undefined): string | undefined =>
  value?.kind === 'text' ? value.text.replaceAll('\n', ' ') : undefined

const said = (attempt: Attempt, field: Field): readonly Line[] => {
  const text = textOf(attempt.details[field])
  return text === undefined
    ? []
    : [{ spans: [{ text: `${fields[field].label}: ` }, { text }], indent: 2, hang: 2 }]
}

const lastOf = (
  visit: Visit | undefined,
): { readonly visit: Visit; readonly attempt: Attempt } | undefined => {
  const attempt = visit?.attempts.at(-1)
  return visit === undefined || attempt === undefined ? undefined : { visit, attempt }
}

/** Notes that nobody has gone on from yet: somebody may have added them meanwhile. Oldest first. */
const notesSince = (state: Case): readonly Line[] => {
  const log = toList(state.log)
  const worked = log.findLastIndex(({ place }) =>
    ['rung', 'promise', 'top', 'handed', 'closing'].includes(place.kind),
  )
  return log.slice(worked + 1).flatMap(({ fact }): readonly Line[] => {
    if (fact.kind !== 'answer' || fact.field !== 'note' || fact.value.kind !== 'text') return []
    const when = `${formatShortDate(fact.at.slice(0, 10))}, ${fact.at.slice(11, 16)}`
    return [
      {
        spans: [{ text: `Note, ${when}: `, as: 'title' }, { text: fact.value.text.replaceAll('\n', ' ') }],
        hang: 2,
      },
    ]
  })
}

/** The last thing that happened: when, on which step, and what was told of it. Empty before anything has. */
export const lastTimeLines = (state: Case): readonly Line[] => {
  const here = 'visit' in state.position ? state.position.visit : undefined
  const last = lastOf(here) ?? lastOf(state.trail?.last)
  if (last === undefined) return []
  const { date, time } = happened(last.attempt)
  const when = `${formatShortDate(date)}${time === undefined ? '' : `, ${time}`}`
  return [
    {
      spans: [
        { text: `Last: ${when}, ` },
        { text: rungName(last.visit.rung) },
        { text: `: ${last.attempt.outcome.label}`, as: 'title' },
      ],
      hang: 2,
    },
    ...(['who', 'said', 'reason', 'reference', 'done-what', 'why'] as const).flatMap((field) =>
      said(last.attempt, field),
    ),
    ...notesSince(state),
  ]
}
