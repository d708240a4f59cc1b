/**
 * A rung as the person on the call sees it. What must not scroll off (title, whom to call, their number) is in the
 * head; the rest is ordered by what is needed first.
 */

import { formatShortDate } from '../calendar/date.ts'
import type { Attempt, Case, Visit } from '../case/case.ts'
import { resolve } from '../case/conditions.ts'
import { sentHere } from '../case/history.ts'
import { leadsTo } from '../case/outcomes.ts'
import { checkKey, checksOf } from '../case/pending.ts'
import type { Agency, Passage, Policy, Rung } from '../flow/policy.ts'
import { findRung, rungName } from '../flow/rungs.ts'
import { authorities } from '../flow/words/closed-lists.ts'
import { capital, quoted } from '../flow/words/phrase.ts'
import type { Line, Meaning, Page } from '../terminal/screen.ts'
import { clauseOf } from './clause.ts'
import { contactLine, contactRows, printedLines } from './contact-lines.ts'
import { contactsOf, type Desk, draftsHere, undecided } from './desk.ts'
import { clockLines, dueLines, ownDateLines, sinceLine } from './due-lines.ts'
import { titledHead } from './head-lines.ts'
import { remarkLines } from './remark-lines.ts'
import {
  askFor,
  laterLines,
  mannerLines,
  meanwhileLines,
  meetingLines,
  recordLines,
  standInLines,
} from './rung-manner.ts'

const mostContacts = 3

const whomLines = (desk: Desk, policy: Policy, rung: Rung): readonly Line[] => {
  const contacts = contactsOf(desk, policy, rung.contacts)
  const open = undecided(desk, policy, rung)
  // While it is not known whose number it will be, none is put before another.
  const rows =
    open.length > 0 ? contacts.map((contact) => contactLine(desk, contact)) : contactRows(desk, contacts)
  const choose: readonly Line[] =
    open.length === 0
      ? []
      : [
          {
            spans: [
              { text: 'Which number? ', as: 'title' },
              { text: 'Press q to say: ' },
              { text: policy.asks.find((one) => one.id === open[0])?.title ?? '' },
            ],
            indent: 2,
            hang: 2,
          },
        ]
  const shown =
    open.length > 0 && rows.length > mostContacts
      ? rows.slice(0, mostContacts - 1)
      : rows.slice(0, mostContacts)
  const more = rows.length - shown.length
  return [
    ...(rung.acts === undefined
      ? []
      : [{ spans: [{ text: 'Who acts: ' }, { text: rung.acts, as: 'title' } as const], hang: 2 }]),
    ...askFor(desk.sitting.state, policy, rung),
    ...rung.never.map((one) => passage(rung, one, 'Do not contact: ', 'danger')),
    ...(rung.whom !== undefined && rung.noNumber === undefined && rung.contacts.length === 0
      ? [{ spans: [{ text: 'The flow gives no number here.', as: 'gap' } as const], indent: 2 }]
      : []),
    ...(rung.noNumber === undefined
      ? []
      : [{ spans: [{ text: rung.noNumber, as: 'gap' } as const], indent: 2 }]),
    ...choose,
    ...shown,
    ...(more > 0 ? [{ spans: [{ text: `${more} more: press c`, as: 'quiet' } as const], indent: 2 }] : []),
  ]
}

/** A sentence with its clause at the right, where that is not the clause of the rung. */
const passage = (rung: Rung, { text, clause }: Passage, lead: string, as?: Meaning): Line => ({
  spans: [{ text: `${lead}${text}`, ...(as === undefined ? {} : { as }) }],
  indent: 2,
  hang: lead.length,
  ...(clause === rung.clause ? {} : { right: clauseOf(clause) }),
})

const checkLines = (state: Case, visit: Visit): readonly Line[] =>
  checksOf(state, visit)
    // Whom to approach, and who approves, is said above.
    .filter(({ kind }) => !['holder', 'stand-in', 'approval'].includes(kind))
    .map((check) => {
      const ticked = state.checks[checkKey(visit.scenario, visit.rung.id, check.id)]
      return {
        spans: [{ text: `${ticked === true ? '✓' : ticked === false ? '–' : '○'} ${check.text}` }],
        indent: 2,
        hang: 2,
        ...(check.clause === visit.rung.clause ? {} : { right: clauseOf(check.clause) }),
      }
    })

const posts = (agency: Agency): string =>
  agency.posts
    .map(({ title, joined }, i) =>
      i === 0 ? title : joined === undefined ? ` → ${title}` : ` ${joined} ${title}`,
    )
    .join('')

const agencyLines = (policy: Policy, rung: Rung): readonly Line[] =>
  rung.agencies && policy.agencies.length > 0
    ? [
        {
          spans: [
            { text: 'Agencies’ own ladders ', as: 'title' },
            {
              text: rung.oppositeNumber
                ? '(the policy pairs no posts: ask who is the opposite number)'
                : '(the policy pairs no posts)',
            },
          ],
        },
        ...policy.agencies.map(
          (agency): Line => ({
            spans: [{ text: `${agency.title}: `, as: 'title' }, { text: posts(agency) }],
            indent: 2,
            hang: 2,
          }),
        ),
      ]
    : []

const guardLines = (policy: Policy, rung: Rung, state: Case, visit: Visit): readonly Line[] =>
  rung.guards.flatMap((id): readonly Line[] => {
    const guard = policy.guards.find((one) => one.id === id)
    if (guard === undefined) return []
    const stated = (guard.every === 'rung' ? visit.guards : state.guards)[id]
    const then = guard.options.find((one) => one.id === stated?.id)?.then
    return [
      {
        spans: [
          { text: stated === undefined ? 'Think first: ' : 'You said: ' },
          { text: stated === undefined ? guard.ask : `${stated.label} (${guard.ask})` },
        ],
        hang: 2,
        right: clauseOf(guard.clause),
      },
      ...(then === undefined ? [] : [{ spans: [{ text: then, as: 'danger' } as const], indent: 2 }]),
    ]
  })

/** What this step wants in writing, and can have at a key. */
const writtenLines = (desk: Desk): readonly Line[] =>
  draftsHere(desk).map(({ id, title, clause }) => {
    const sent = sentHere(desk.sitting.state, id)
    return {
      spans: [
        { text: 'In writing (l): ' },
        { text: title, as: 'title' },
        ...(sent === undefined
          ? []
          : [{ text: `, on record as sent ${formatShortDate(sent.slice(0, 10))}`, as: 'quiet' } as const]),
      ],
      hang: 2,
      right: clauseOf(clause),
    }
  })

const titled = (title: string, lines: readonly Line[]): readonly Line[] =>
  lines.length === 0 ? [] : [{ spans: [{ text: title, as: 'title' }] }, ...lines]

const adviceLines = (policy: Policy, rung: Rung): readonly Line[] =>
  rung.advice
    .flatMap((id) => policy.advice.find((one) => one.id === id) ?? [])
    .map(({ kind, title, clause }) => ({
      spans: [
        { text: kind === 'action' ? 'Open to you at any point (a): ' : 'Beside the ladder (a): ' },
        { text: title },
      ],
      hang: 2,
      right: clauseOf(clause),
    }))

const sayLines = ({ say }: Rung): readonly Line[] =>
  say === undefined
    ? []
    : [
        {
          spans: [
            { text: say.exact ? 'Say (the policy’s words)  ' : 'Say  ' },
            { text: quoted(say.text), as: 'say' },
          ],
          indent: 2,
          hang: 5,
        },
      ]

/** All there is to say about a rung, in the order in which it is needed. */
const rungBody = (desk: Desk, policy: Policy, visit: Visit): readonly Line[] => {
  const { sitting } = desk
  const { state, ports } = sitting
  const { rung } = visit
  const now = ports.clock.now()
  const urgent = visit.clocks.filter(({ limit }) => limit.kind === 'urgency')
  const timed = visit.clocks.filter(({ limit }) => limit.kind !== 'urgency')
  const todo = rung.do.map((one, i) => passage(rung, one, rung.inOrder ? `${i + 1}. ` : '• '))
  return [
    ...sinceLine(state),
    ...dueLines(state, now),
    ...ownDateLines(state, now),
    ...clockLines(state, urgent, rung),
    ...sayLines(rung),
    ...guardLines(policy, rung, state, visit),
    ...standInLines(desk, policy, rung),
    ...mannerLines(rung),
    ...writtenLines(desk),
    ...todo,
    ...meetingLines(rung),
    ...titled(
      'You are owed',
      rung.owed.map((one) => passage(rung, one, '• ')),
    ),
    ...clockLines(state, timed, rung),
    ...meanwhileLines(state, rung),
    ...recordLines(rung),
    ...(rung.authority === undefined
      ? []
      : [{ spans: [{ text: `${capital(authorities[rung.authority])}.` }] }]),
    ...titled('Have ready, or have done (k)', checkLines(state, visit)),
    ...laterLines(rung),
    ...printedLines(desk, contactsOf(desk, policy, rung.contacts)),
    ...adviceLines(policy, rung),
    ...agencyLines(policy, rung),
    ...remarkLines(policy, [...rung.remarks, ...visit.clocks.flatMap((clock) => clock.remarks)]),
  ]
}

/** The screen on which an outcome is chosen. */
export const rungPage = (desk: Desk, policy: Policy, visit: Visit): Page => ({
  head: [
    ...titledHead(desk.sitting, rungName(visit.rung), clauseOf(visit.rung.clause)),
    ...whomLines(desk, policy, visit.rung),
  ],
  body: rungBody(desk, policy, visit),
})

/** The rung to which an attempt leads, in this scenario or in another. */
const rungAfter = (state: Case, visit: Visit, attempt: Attempt): Rung | undefined => {
  const target = leadsTo(visit, attempt)
  const scenario =
    target?.kind === 'scenario'
      ? state.policy?.scenarios.find(({ id }) => id === target.scenario)
      : state.scenario
  if (target === undefined || scenario === undefined) return undefined
  const there = resolve(
    state,
    scenario,
    target.kind === 'scenario' ? { kind: 'rung', rung: target.rung } : target,
  )
  return there.kind === 'rung' ? findRung(scenario, there.rung) : undefined
}

/** What comes after this attempt, so that the person need not wait for the questions to end. */
const thenLines = (desk: Desk, visit: Visit): readonly Line[] => {
  const { state } = desk.sitting
  const attempt = visit.attempts.at(-1)
  const rung = attempt === undefined ? undefined : rungAfter(state, visit, attempt)
  return rung === undefined || rung === visit.rung || state.policy === undefined
    ? []
    : [
        { spans: [{ text: 'Then: ' }, { text: rungName(rung), as: 'title' }], indent: 2, hang: 2 },
        ...whomLines(desk, state.policy, rung),
        ...sayLines(rung),
      ]
}

/** The few lines that stay above the questions on what happened, and what comes next. */
export const visitPage = (desk: Desk, visit: Visit): Page => {
  const attempt = visit.attempts.at(-1)
  const happened: readonly Line[] =
    attempt === undefined
      ? []
      : [
          {
            spans: [{ text: 'What happened: ' }, { text: attempt.outcome.label, as: 'title' }],
            indent: 2,
            hang: 2,
          },
        ]
  return {
    head: [...titledHead(desk.sitting, rungName(visit.rung), clauseOf(visit.rung.clause)), ...happened],
    body: thenLines(desk, visit),
  }
}
