/** The page above each question. One question, one screen. */

import { formatShortDate } from '../calendar/date.ts'
import type { Case } from '../case/case.ts'
import { closingChecks } from '../case/closing.ts'
import { fields } from '../case/fields.ts'
import type { Ask, Question } from '../case/question.ts'
import { heldIn } from '../flow/nationwide.ts'
import { rungName } from '../flow/rungs.ts'
import type { Line, Page } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import { adviceRows } from './contact-lines.ts'
import { dangerPage } from './danger-page.ts'
import type { Desk } from './desk.ts'
import { dueLines, ownDateLines, sinceLine, workingLines } from './due-lines.ts'
import { headLines, titledHead } from './head-lines.ts'
import { lastTimeLines } from './last-time.ts'
import { matchLines } from './match.ts'
import { editionLines } from './policy-page.ts'
import { gapLines } from './remark-lines.ts'
import { rungPage, visitPage } from './rung-page.ts'
import { missedLines } from './weakest.ts'

const titleLine = (text: string): Line => ({ spans: [{ text, as: 'title' }] })

/** What passed since the case was last worked on: shown with the first question of a later sitting. */
const meanwhile = (desk: Desk): readonly Line[] => {
  const { state, ports, casebook } = desk.sitting
  const now = ports.clock.now()
  const { position } = state
  if (position.kind === 'opening' || position.kind === 'entry') return []
  const here = 'visit' in position ? [titleLine(rungName(position.visit.rung))] : []
  const today: Line = {
    spans: [{ text: `Today is ${formatShortDate(now.slice(0, 10))}, ${now.slice(11, 16)}.` }],
  }
  return [
    { spans: [{ text: 'Where the case stands', as: 'title' }] },
    today,
    ...here,
    ...lastTimeLines(state),
    ...promised(desk),
    ...sinceLine(state),
    ...workingLines(state, now, casebook.settings.closures),
    ...ownDateLines(state, now),
  ]
}

/** Settings that were passed over. */
const problemLines = ({ sitting }: Desk): readonly Line[] =>
  sitting.casebook.problem === undefined
    ? []
    : [{ spans: [{ text: `The settings are not used: ${sitting.casebook.problem}`, as: 'late' }], hang: 2 }]

const promised = ({ sitting }: Desk): readonly Line[] => {
  const { position } = sitting.state
  if (position.kind !== 'promise') return []
  return (['promise-what', 'promise-who'] as const).flatMap((field): readonly Line[] => {
    const value = position.details[field]
    return value?.kind === 'text'
      ? [{ spans: [{ text: `${fields[field].label}: ` }, { text: value.text }], hang: 2 }]
      : []
  })
}

/** What was promised, and by when. */
const promiseLines = (desk: Desk): readonly Line[] => {
  const { state, ports, casebook } = desk.sitting
  if (state.position.kind !== 'promise') return []
  const now = ports.clock.now()
  return [
    ...promised(desk),
    ...ownDateLines(state, now),
    ...workingLines(state, now, casebook.settings.closures),
  ]
}

const ending = (desk: Desk, question: Ask): readonly Line[] => {
  const { state, ports } = desk.sitting
  const { position, scenario } = state
  if (position.kind === 'top' && (question.field === 'top-outcome' || question.field === 'look-again'))
    return scenario !== undefined
      ? [
          {
            spans: [{ text: scenario.top.text, as: 'gap' }],
            right: clauseOf(scenario.top.clause),
          },
          ...heldIn(desk.common.anyoneMayRefer, state.policy?.nation).map(
            (one): Line => ({ spans: [{ text: `${one.text} (${desk.common.label})` }] }),
          ),
          ...ownDateLines(state, ports.clock.now()),
        ]
      : []
  const children = state.about.children
  if (children?.kind === 'text' && ['child', 'child-outcome', 'child-more'].includes(question.field))
    return [{ spans: [{ text: 'The case is about: ' }, { text: children.text, as: 'title' }], hang: 2 }]
  if (question.field === 'closing') return dueLines(state, ports.clock.now())
  if (question.field === 'same-outcome' && scenario?.eachChild !== undefined)
    return [{ spans: [{ text: scenario.eachChild.text }], right: clauseOf(scenario.eachChild.clause) }]
  if (position.kind === 'entry')
    return [titleLine(position.scenario.title), { spans: [{ text: position.scenario.when }] }]
  const id = position.kind === 'closing' || position.kind === 'handed' ? position.elsewhere : undefined
  const matter = state.policy?.elsewhere.find((one) => one.id === id)
  return matter === undefined || state.policy === undefined
    ? []
    : [...adviceRows(desk, state.policy, matter), ...ownDateLines(state, ports.clock.now())]
}

const about: Line = {
  spans: [{ text: 'So that the record can be read by somebody who was not there: ', as: 'quiet' }],
}

const askPage = (desk: Desk, question: Ask): Page => {
  const { state } = desk.sitting
  const { position, policy } = state
  const head = headLines(desk.sitting)
  if (question.field === 'danger-done') return dangerPage(desk)
  if (question.field === 'danger') return { head, body: [...problemLines(desk), ...meanwhile(desk)] }
  if (question.field === 'match-how') return { head, body: matchLines(desk, question) }
  if (question.place.kind === 'about') return { head, body: [about] }
  if (position.kind === 'rung' && policy !== undefined && question.place.kind === 'rung')
    return question.field === 'outcome'
      ? rungPage(desk, policy, position.visit)
      : visitPage(desk, position.visit)
  return {
    head:
      position.kind === 'promise'
        ? titledHead(desk.sitting, 'They agreed. The case stays open until it is done.')
        : head,
    body: [...promiseLines(desk), ...ending(desk, question), ...missedLines(state, question)],
  }
}

/** What the source leaves open about the end of a case. */
const closingLines = (state: Case): readonly Line[] =>
  state.policy === undefined || state.position.kind !== 'closing'
    ? []
    : gapLines(
        state.policy,
        closingChecks(state, state.position).flatMap((one) => one.remarks),
      )

const ownPage = (desk: Desk, question: Question): Page => {
  const { sitting } = desk
  const { state } = sitting
  switch (question.kind) {
    case 'ask':
      return askPage(desk, question)
    case 'checks':
      if (state.position.kind === 'rung') return visitPage(desk, state.position.visit)
      return { head: headLines(sitting), body: question.place.kind === 'closing' ? closingLines(state) : [] }
    case 'scenario':
      return {
        head: state.policy === undefined ? headLines(sitting) : titledHead(sitting, state.policy.title),
        body: [
          ...(state.policy === undefined ? [] : editionLines(state.policy, sitting.ports.clock.now())),
          ...(state.catchingUp
            ? [
                {
                  spans: [
                    { text: 'Next you will be asked what happened at each step that was tried already.' },
                  ],
                },
              ]
            : []),
        ],
      }
    case 'policy':
      return {
        head: headLines(sitting),
        body: [
          {
            spans: [
              {
                text: 'Rungs walks you up your own escalation policy. This is asked once; change it later with o.',
                as: 'quiet',
              },
            ],
          },
        ],
      }
    case 'closed':
    case 'lost-policy':
      return { head: headLines(sitting), body: [] }
  }
}

/** The page for a question; what somebody adds to it comes first in its body. */
export const pageFor = (desk: Desk, question: Question): Page => {
  const { head, body } = ownPage(desk, question)
  return { head, body: [...(desk.aside?.lines(question) ?? []), ...body] }
}
