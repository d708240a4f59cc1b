/** Why this step stands here: its clause, how the source was read, and the working of the deadlines. */

import { rungName, type Visit } from '../case/case.ts'
import type { Policy } from '../flow/policy.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { clauseOf, clauseText } from './clause.ts'
import { type Desk, remarksOf } from './desk.ts'
import { clockLines, workingLines } from './due-lines.ts'
import { titledHead } from './head-lines.ts'

export const whyPage = (desk: Desk, policy: Policy, visit: Visit): Page => {
  const { state, casebook, ports } = desk.sitting
  const { rung } = visit
  const scenario = state.scenario
  const remarks = remarksOf(policy, [
    ...rung.remarks,
    ...rung.clocks.flatMap((one) => one.remarks),
    ...(scenario?.remarks ?? []),
    ...(scenario?.clocks.flatMap((one) => one.remarks) ?? []),
  ])
  return {
    head: titledHead(desk.sitting, `Why: ${rungName(rung)}`),
    body: [
      { spans: [{ text: `${policy.title}, ${policy.edition.printed}, ${clauseText(rung.clause)}.` }] },
      { spans: [{ text: `The words here are our own; the facts are the policy’s.`, as: 'quiet' }] },
      { spans: [] },
      ...workingLines(state, ports.clock.now(), casebook.settings.closures),
      ...clockLines(state, [...rung.clocks, ...(scenario?.clocks ?? [])]),
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
      ...remarks.map(
        (remark): Line => ({
          spans: [
            { text: remark.kind === 'gap' ? 'Gap: ' : 'Reading: ', as: 'title' },
            { text: remark.text, ...(remark.kind === 'gap' ? { as: 'gap' as const } : {}) },
          ],
          hang: 2,
          right: [{ text: remark.clause, as: 'clause' }],
        }),
      ),
    ],
  }
}
