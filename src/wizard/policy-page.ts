/** The policy at a key: the whole ladder with its clocks and where the case stands; then what else the policy says. */

import type { Stamp } from '../calendar/time.ts'
import type { Case } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { generalTerms } from '../flow/criteria.ts'
import { heldIn } from '../flow/nationwide.ts'
import type { Clock, Policy, Rung, Scenario } from '../flow/policy.ts'
import { rungName } from '../flow/rungs.ts'
import { limitWords } from '../flow/words/clock.ts'
import { parties } from '../flow/words/closed-lists.ts'
import { editionWarnings } from '../render/flow/edition.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import type { Desk } from './desk.ts'
import { titledHead } from './head-lines.ts'
import { termLine } from './match.ts'

/** What a person should know of the edition before trusting it. */
export const editionLines = (policy: Policy, now: Stamp): readonly Line[] =>
  editionWarnings(policy, now.slice(0, 10)).map((text) => ({ spans: [{ text, as: 'gap' }], hang: 2 }))

const clocksOf = (clocks: readonly Clock[]): string =>
  clocks.map((clock) => `${parties[clock.whose]}: ${limitWords(clock)} to ${clock.title}`).join('; ')

const rungLines = (rung: Rung, mark: string): readonly Line[] => {
  const clocks = clocksOf(rung.clocks)
  return [
    {
      spans: [{ text: `${mark} `, as: 'mark' }, { text: rungName(rung) }],
      indent: 1,
      hang: 2,
      right: clauseOf(rung.clause),
    },
    ...(clocks === '' ? [] : [{ spans: [{ text: clocks, as: 'due' } as const], indent: 5 }]),
  ]
}

const ladderLines = (state: Case, scenario: Scenario): readonly Line[] => {
  const here = 'visit' in state.position ? state.position.visit.rung : undefined
  const seen = new Set(
    toList(state.trail)
      .filter((visit) => visit.scenario === scenario.id)
      .map((visit) => visit.rung.id),
  )
  const mark = (rung: Rung): string => (rung === here ? '◉' : seen.has(rung.id) ? '●' : '○')
  const spanning = clocksOf(scenario.clocks)
  return [
    { spans: [{ text: `The ladder: ${scenario.title}`, as: 'title' }] },
    { spans: [{ text: scenario.when }], right: clauseOf(scenario.clause) },
    ...(spanning === '' ? [] : [{ spans: [{ text: `Over all steps: ${spanning}`, as: 'due' } as const] }]),
    ...scenario.stages.flatMap((stage): readonly Line[] => {
      const clocks = clocksOf(stage.clocks)
      return clocks === ''
        ? []
        : [{ spans: [{ text: `${stage.title}: ${clocks}`, as: 'due' }], right: clauseOf(stage.clause) }]
    }),
    ...scenario.ladder.flatMap((rung) => rungLines(rung, mark(rung))),
    {
      spans: [{ text: `  ${scenario.top.text}`, as: 'quiet' }],
      hang: 2,
      right: clauseOf(scenario.top.clause),
    },
    ...scenario.tracks.flatMap((track): readonly Line[] => [
      { spans: [{ text: track.title, as: 'title' }], right: clauseOf(track.clause) },
      ...track.rungs.flatMap((rung) => rungLines(rung, mark(rung))),
    ]),
    ...(scenario.ways.length === 0 ? [] : [{ spans: [{ text: 'Beside the ladder', as: 'title' } as const] }]),
    ...scenario.ways.flatMap((rung) => rungLines(rung, mark(rung))),
    ...scenario.notes.map(
      ({ text, clause }): Line => ({
        spans: [{ text: `• ${text}` }],
        hang: 2,
        right: clauseOf(clause),
      }),
    ),
    { spans: [] },
  ]
}

const list = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [{ spans: [{ text: title, as: 'title' }] }, ...lines, { spans: [] }]

const cited = ({ text, clause }: { readonly text: string; readonly clause: string }): Line => ({
  spans: [{ text: `• ${text}` }],
  hang: 2,
  right: [{ text: clause, as: 'clause' }],
})

/** Everything of the policy that is not a rung. */
export const policyLines = (policy: Policy, common: Desk['common']): readonly Line[] => [
  ...list('What holds at every step', policy.principles.map(cited)),
  ...list('Words', policy.terms.map(termLine)),
  ...list(`Words in this nation (${common.label})`, generalTerms(policy, common).map(termLine)),
  ...list(
    'Matters that go elsewhere',
    policy.elsewhere.map(({ title, text, clause }) => ({
      spans: [{ text: `${title}: `, as: 'title' }, { text }],
      hang: 2,
      right: [{ text: clause, as: 'clause' }],
    })),
  ),
  ...list(
    `At any time (${common.label})`,
    heldIn(common.anyoneMayRefer, policy.nation).map(({ text }) => ({
      spans: [{ text: `• ${text}` }],
      hang: 2,
    })),
  ),
  ...list(
    'Gaps: where the source says nothing',
    policy.remarks.filter(({ kind }) => kind === 'gap').map(cited),
  ),
  ...list(
    'Readings: where the source can be read in two ways',
    policy.remarks.filter(({ kind }) => kind === 'reading').map(cited),
  ),
]

/** The page behind `p`. */
export const policyPage = (desk: Desk, policy: Policy): Page => {
  const { state, ports } = desk.sitting
  const ladders = state.scenario === undefined ? policy.scenarios : [state.scenario]
  return {
    head: [
      ...titledHead(desk.sitting, policy.title),
      { spans: [{ text: policy.edition.printed, as: 'quiet' }] },
    ],
    body: [
      ...editionLines(policy, ports.clock.now()),
      { spans: [] },
      ...ladders.flatMap((scenario) => ladderLines(state, scenario)),
      ...policyLines(policy, desk.common),
    ],
  }
}
