/** Why this step stands here: its clause, how the source was read, and the working of the deadlines. */

import type { Visit } from '../case/case.ts'
import type { Policy } from '../flow/policy.ts'
import { rungName } from '../flow/rungs.ts'
import { clauseWords } from '../flow/words/phrase.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import type { Desk } from './desk.ts'
import { clockLines, workingLines } from './due-lines.ts'
import { titledHead } from './head-lines.ts'
import { openLines } from './remark-lines.ts'

export const whyPage = (desk: Desk, policy: Policy, visit: Visit): Page => {
  const { state, casebook, ports } = desk.sitting
  const { rung } = visit
  const scenario = state.scenario
  const remarks = openLines(policy, [
    ...rung.remarks,
    ...visit.clocks.flatMap((one) => one.remarks),
    ...rung.advice.flatMap((id) => policy.advice.find((one) => one.id === id)?.remarks ?? []),
    ...(scenario?.remarks ?? []),
    ...(scenario?.tracks.find((one) => one.rungs.includes(rung))?.remarks ?? []),
    ...(policy.officeHours?.remarks ?? []),
  ])
  return {
    head: titledHead(desk.sitting, `Why: ${rungName(rung)}`),
    body: [
      { spans: [{ text: `${policy.title}, ${policy.edition.printed}, ${clauseWords(rung.clause)}.` }] },
      { spans: [{ text: `The words here are our own; the facts are the policy’s.`, as: 'quiet' }] },
      { spans: [] },
      ...workingLines(state, ports.clock.now(), casebook.settings.closures),
      ...clockLines(state, visit.clocks, rung),
      ...rung.outcomes.map(
        (outcome): Line => ({
          spans: [{ text: `• ${outcome.label}` }],
          hang: 2,
          ...(outcome.clause === undefined ? {} : { right: clauseOf(outcome.clause) }),
        }),
      ),
      { spans: [] },
      ...(remarks.length === 0
        ? [{ spans: [{ text: 'The source is plain here: no gap, no reading.' }] }]
        : []),
      ...remarks,
    ],
  }
}
