/** How a step is to be taken: by which means, with whose approval, in which meeting, through whom instead, what to write down. */
import type { Case } from '../case/case.ts'
import type { Policy, Rung, WhomByAnswer } from '../flow/policy.ts'
import { media, recordables, standInReasons } from '../flow/words/closed-lists.ts'
import { meetingWords } from '../flow/words/meeting.ts'
import { either, quoted } from '../flow/words/phrase.ts'
import { optionWords } from '../flow/words/when.ts'
import type { Line } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import { contactRows } from './contact-lines.ts'
import { contactsOf, type Desk } from './desk.ts'

/** By which means, and who has to approve it before anything goes out. */
export const mannerLines = ({ medium, checks }: Rung): readonly Line[] => [
  ...(medium === undefined ? [] : [{ spans: [{ text: `How: ${media[medium]}.` }], indent: 2 }]),
  ...checks
    .filter(({ kind }) => kind === 'approval')
    .map(
      ({ text, clause }): Line => ({
        spans: [{ text: `${text}.` }],
        indent: 2,
        hang: 2,
        right: clauseOf(clause),
      }),
    ),
]

const allWhom = (policy: Policy, { ask, is, otherwise }: WhomByAnswer): string =>
  [
    ...Object.entries(is).map(([option, whom]) => `${whom} (${optionWords(policy, ask, option)})`),
    ...(otherwise === undefined ? [] : [otherwise]),
  ].join(', or ')

const whomWords = (state: Case, policy: Policy, { whom, whomBy }: Rung): string | undefined => {
  if (whomBy === undefined) return whom
  const answer = state.asks[whomBy.ask]
  if (answer === undefined) return allWhom(policy, whomBy)
  return whomBy.is[answer.id] ?? whomBy.otherwise ?? whom
}

/** Whom to ask for; where that depends on an answer that was not given, everybody whom it could be. */
export const askFor = (state: Case, policy: Policy, rung: Rung): readonly Line[] => {
  const words = whomWords(state, policy, rung)
  return words === undefined
    ? []
    : [{ spans: [{ text: 'Ask for: ' }, { text: words, as: 'title' }], hang: 2 }]
}

/** Whom to approach instead, with the number. */
export const standInLines = (desk: Desk, policy: Policy, { instead }: Rung): readonly Line[] =>
  instead.flatMap((one): readonly Line[] => [
    {
      spans: [{ text: `If ${standInReasons[one.for]}: ` }, { text: one.whom, as: 'title' }],
      hang: 2,
      right: clauseOf(one.clause),
    },
    ...contactRows(desk, contactsOf(desk, policy, one.contacts)),
  ])

/** The meeting that a step is about. */
export const meetingLines = ({ meeting }: Rung): readonly Line[] => {
  if (meeting === undefined) return []
  const text = `Meeting: ${meetingWords(meeting).join('; ')}.`
  return [{ spans: [{ text }], indent: 2, hang: 2, right: clauseOf(meeting.clause) }]
}

/** What stands until it is settled: what the rung says, or else its scenario. */
export const meanwhileLines = (state: Case, rung: Rung): readonly Line[] => {
  const found = rung.meanwhile ?? state.scenario?.meanwhile
  return found === undefined
    ? []
    : [{ spans: [{ text: `Meanwhile: ${found.text}` }], hang: 2, right: clauseOf(found.clause) }]
}

/** What is due only after some outcomes: shown before one of them is chosen. */
export const laterLines = ({ checks, outcomes }: Rung): readonly Line[] =>
  checks
    .filter(({ on }) => on.length > 0)
    .map(({ text, on, clause }): Line => {
      const labels = on.map((id) => quoted(outcomes.find((one) => one.id === id)?.label ?? id))
      return {
        spans: [{ text: `After ${either(labels)}: ${text}` }],
        hang: 2,
        right: clauseOf(clause),
      }
    })

/** What the source wants written down. */
export const recordLines = ({ record, questions }: Rung): readonly Line[] => {
  const named = [...record.map((one) => recordables[one]), ...questions.map((one) => one.ask)]
  return named.length === 0
    ? []
    : [{ spans: [{ text: `The policy wants written down: ${named.join('; ')}` }], hang: 2 }]
}
