/**
 * A made-up case as it plays itself: the program's own screens in the order in which they would come, each with what was answered
 * there. It is walked once, into a record, and can then be stepped through in both directions.
 */
import { formatDue } from '../calendar/deadline.ts'
import type { Stamp } from '../calendar/time.ts'
import { instant, london, stampAt } from '../calendar/zone.ts'
import type { Case, Placed, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Command } from '../case/command.ts'
import type { Answer, Fact } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { next } from '../case/next.ts'
import type { Ask, Question } from '../case/question.ts'
import { type Cursor, respond, turning } from '../case/script.ts'
import { UserError } from '../errors.ts'
import { choosePolicy, perform, type Sitting, sitAgain } from '../sitting/sitting.ts'
import type { Line, Page } from '../terminal/screen.ts'
import type { Point } from '../training/exercise.ts'
import { pointsHere, theySay } from '../training/prompter.ts'
import type { Reached } from '../training/quiz.ts'
import { valueText } from '../wizard/corrections.ts'
import { dangerPage } from '../wizard/danger-page.ts'
import type { Desk } from '../wizard/desk.ts'
import { headLines } from '../wizard/head-lines.ts'
import { pageFor } from '../wizard/question-page.ts'
import { askedLine, passedLines, pointLine, replyLines } from './lines.ts'
import type { Rehearsal } from './rehearsal.ts'

export interface Frame {
  readonly page: Page
  /** Playing by itself stops here: the room is to speak. */
  readonly stops: boolean
  /** A rung is come to: the case as it stands, before anything was answered there. */
  readonly reached?: Reached
  /** The facts that stand in the record before this frame. */
  readonly facts: number
}

const blank: Line = { spans: [] }

const titled = (text: string): Line => ({ spans: [{ text, as: 'title' }] })

const optionLines = ({ title, input }: Ask, chosen: string | undefined): readonly Line[] => {
  const options =
    input.kind === 'choice' ? input.options.filter((one) => one.aside !== true || one.id === chosen) : []
  return [
    titled(title),
    ...options.map(
      ({ id, label }, i): Line => ({
        spans: [
          { text: id === chosen ? ' ▶ ' : '   ', as: 'mark' },
          { text: `${i + 1} ${label}`, ...(id === chosen ? { as: 'title' as const } : {}) },
        ],
        hang: 5,
      }),
    ),
  ]
}

/** What was written down, fact by fact: question and answer, and what the engine said after it. */
const factLine = (fact: Fact): readonly Line[] => {
  switch (fact.kind) {
    case 'answer':
      return turning.includes(fact.field) ? [] : [answerLine(fact)]
    case 'next':
      return [{ spans: [{ text: 'Next: ' }, { text: fact.to.label, as: 'title' }], hang: 2 }]
    case 'due': {
      const whose = { ours: 'Due from you', theirs: 'Due from them', both: 'Due from both' }[fact.whose]
      return [
        {
          spans: [
            { text: `${whose}: ` },
            { text: `${formatDue(fact.deadline)}, to ${fact.title}`, as: 'due' },
            { text: `. ${fact.deadline.working}`, as: 'quiet' },
          ],
          hang: 2,
        },
      ]
    }
    case 'closed':
      return [{ spans: [{ text: 'Closed: ' }, { text: fact.how.label, as: 'title' }], hang: 2 }]
    case 'policy':
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'replaces':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
      return []
  }
}

const answerLine = ({ field, subject, value }: Answer): Line => ({
  spans: [{ text: `${subject?.label ?? fields[field].label}: ` }, { text: valueText(value), as: 'say' }],
  indent: 2,
  hang: 2,
})

const written = (facts: readonly Placed[]): readonly Line[] => facts.flatMap(({ fact }) => factLine(fact))

/** Each answer takes a minute. */
const minute = 60_000

interface Telling {
  readonly rehearsal: Rehearsal
  readonly sitting: Sitting
  readonly desk: Desk
  readonly frames: Frame[]
  /** Facts that are on no frame yet begin here. */
  told: number
  /** The frame on which the last turning answer is to be marked. */
  asked?: { readonly question: Ask; readonly page: Page; readonly chosen: string }
  /** What was answered on the rung before. */
  before?: string
}

const factsOf = ({ state }: Sitting): readonly Placed[] => toList(state.log)

const add = (telling: Telling, page: Page, stops: boolean, reached?: Reached): void => {
  telling.frames.push({
    page,
    stops,
    facts: factsOf(telling.sitting).length,
    ...(reached === undefined ? {} : { reached }),
  })
}

const isOpening = ({ fact }: Placed): boolean =>
  fact.kind === 'answer' && (fact.field === 'danger' || fact.field === 'recorded-by')

/** Puts on a frame what has been written since the last one. Who writes, and that nobody is in danger, is told once. */
const flush = (telling: Telling): void => {
  const { sitting, asked, told } = telling
  const facts = factsOf(sitting).slice(told)
  telling.told = told + facts.length
  const lines = sitting.state.sittings > 1 && facts.every(isOpening) ? [] : written(facts)
  if (asked !== undefined) {
    const options = optionLines(asked.question, asked.chosen)
    const body = lines.length === 0 ? options : [...options, blank, titled('Written down'), ...lines]
    add(telling, { head: asked.page.head, body }, false)
    delete telling.asked
  } else if (lines.length > 0) {
    add(telling, { head: headLines(sitting), body: [titled('Asked and written down'), ...lines] }, false)
  }
}

const discussed = (telling: Telling, points: readonly Point[]): void => {
  const head = headLines(telling.sitting)
  for (const point of points) {
    add(telling, { head, body: [askedLine(point)] }, true)
    add(telling, { head, body: [askedLine(point), blank, pointLine(point)] }, true)
  }
}

const visitOf = ({ position }: Case): Visit | undefined =>
  position.kind === 'rung' ? position.visit : undefined

/** A question that turns the case: the whole screen, first without its answer. */
const turnFrames = (telling: Telling, question: Ask, chosen: string, points: readonly Point[]): void => {
  const { sitting, desk, rehearsal } = telling
  const reply = theySay(rehearsal.exercise, sitting.state, rehearsal.push)
  const page = pageFor(desk, question)
  const said = reply?.scripted === true ? replyLines(reply, rehearsal.push) : []
  const visit = visitOf(sitting.state)
  const reached: Reached | undefined =
    visit === undefined || visit.attempts.length > 0
      ? undefined
      : { visit, state: sitting.state, ...(telling.before === undefined ? {} : { before: telling.before }) }
  const body = [...said, ...optionLines(question, undefined), blank, ...page.body]
  add(telling, { head: page.head, body }, false, reached)
  discussed(telling, points)
  telling.asked = { question, page: { head: page.head, body: [] }, chosen }
}

const chosenIn = (commands: readonly Command[]): string | undefined =>
  commands
    .flatMap((one) => (one.kind === 'answer' && one.value.kind === 'choice' ? [one.value.choice.id] : []))
    .at(-1)

const isTurn = (question: Question): question is Ask =>
  question.kind === 'ask' && turning.includes(question.field)

const must = (sitting: Sitting, command: Command, { policy, text }: Rehearsal): void => {
  const performed =
    command.kind === 'policy' ? choosePolicy(sitting, policy, text) : perform(sitting, command)
  if (performed.kind !== 'saved')
    throw new UserError(
      `The made-up case does not go on: ${performed.reason}.`,
      'Check it with "rungs flow test".',
    )
}

const dangerFrame = (telling: Telling): void => {
  const { desk, sitting } = telling
  if (sitting.state.sitting.dangerOpen) add(telling, dangerPage(desk), true)
}

const passTo = (telling: Telling, to: Stamp): void => {
  const { rehearsal, sitting } = telling
  flush(telling)
  const from = rehearsal.clock.now()
  const calendar = rehearsal.ports.shipped.calendar(rehearsal.policy.calendar)?.calendar
  rehearsal.clock.set(to)
  sitAgain(sitting)
  telling.told = factsOf(sitting).length
  const question = next(sitting.state)
  const { head, body } = pageFor(telling.desk, question)
  const passed = calendar === undefined ? [] : passedLines(from, to, calendar)
  add(telling, { head, body: [...passed, blank, ...body] }, false)
}

const later = (stamp: Stamp): Stamp => stampAt(instant(stamp) + minute, london)

const carryOut = (telling: Telling, commands: readonly Command[]): void => {
  const { rehearsal, sitting } = telling
  const question = next(sitting.state)
  const chosen = chosenIn(commands)
  if (isTurn(question) && chosen !== undefined) {
    flush(telling)
    turnFrames(telling, question, chosen, pointsHere(rehearsal.exercise, sitting.state))
    if (question.place.kind === 'rung' && question.input.kind === 'choice')
      telling.before = question.input.options.find(({ id }) => id === chosen)?.label ?? chosen
  }
  for (const command of commands) {
    if (command.kind === 'danger') flush(telling)
    must(sitting, command, rehearsal)
    if (command.kind === 'danger') dangerFrame(telling)
    rehearsal.clock.set(later(rehearsal.clock.now()))
  }
}

const storyFrame = ({ exercise }: Rehearsal, head: readonly Line[]): Page => ({
  head: [...head, blank, titled(exercise.title)],
  body: exercise.story.map((text) => ({ spans: [{ text }], hang: 0 })),
})

/** Walks the case into the record of `sitting`, and yields its frames. Throws a `UserError` where it does not go on. */
export const framesOf = (rehearsal: Rehearsal, sitting: Sitting): readonly Frame[] => {
  const { exercise, policy, clock } = rehearsal
  const desk: Desk = { sitting, common: rehearsal.ports.shipped.common() }
  const telling: Telling = { rehearsal, sitting, desk, frames: [], told: 0 }
  add(telling, storyFrame(rehearsal, headLines(sitting)), true)
  let cursor: Cursor = { used: {} }
  for (;;) {
    const response = respond(exercise.script, cursor, sitting.state, policy, clock.now())
    if (response.kind === 'problem')
      throw new UserError(
        `The made-up case does not go on: ${response.message}.`,
        'Check it with "rungs flow test".',
      )
    if (response.kind === 'end') break
    cursor = response.cursor
    if (response.kind === 'later') passTo(telling, response.at)
    else carryOut(telling, response.commands)
  }
  flush(telling)
  const end =
    sitting.state.position.kind === 'closed'
      ? 'The case is closed.'
      : 'The exercise ends here; the case would stay open.'
  add(telling, { head: headLines(sitting), body: [titled(end)] }, true)
  return telling.frames
}
