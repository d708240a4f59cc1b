/**
 * A made-up case as it plays itself: the program's own screens in the order in which they would come, each with what was answered
 * there. It is walked once, into a record, and can then be stepped through in both directions.
 */
import { formatDue } from '../calendar/deadline.ts'
import type { Stamp } from '../calendar/time.ts'
import { instant, london, stampAt } from '../calendar/zone.ts'
import type { AttemptKind } from '../case/attempt-kinds.ts'
import type { Case, Placed, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Command } from '../case/command.ts'
import type { Answer, Fact } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { next } from '../case/next.ts'
import { kindOf } from '../case/outcomes.ts'
import type { Ask, Question } from '../case/question.ts'
import { type Cursor, respond, turning } from '../case/script.ts'
import { UserError } from '../errors.ts'
import { choosePolicy, perform, type Sitting, sitAgain } from '../sitting/sitting.ts'
import type { Line, Page } from '../terminal/screen.ts'
import type { Exercise, Point } from '../training/exercise.ts'
import { pointsHere, theySay } from '../training/prompter.ts'
import type { Reached } from '../training/quiz.ts'
import { valueText } from '../wizard/corrections.ts'
import { dangerPage } from '../wizard/danger-page.ts'
import type { Desk } from '../wizard/desk.ts'
import { headLines } from '../wizard/head-lines.ts'
import { pageFor } from '../wizard/question-page.ts'
import { askedLine, meanwhileLine, passedLines, pointLine, replyLines } from './lines.ts'
import { must, type Rehearsal } from './rehearsal.ts'

export interface Frame {
  readonly page: Page
  /** What a quiz shows as well: nothing that tells what comes next. */
  readonly kind: 'story' | 'rung' | 'danger' | 'other'
  /** Of time that passes: no more than that. */
  readonly brief?: Page
  /** Playing by itself stops here: the room is to speak. */
  readonly stops: boolean
  /** A rung is come to: the case as it stands, before anything was answered there. */
  readonly reached?: Reached
  /** The facts that stand in the record before this frame. */
  readonly facts: number
}

const blank: Line = { spans: [] }

const textOf = ({ spans }: Line): string => spans.map(({ text }) => text).join('')

/** Nobody can press here what the screens of a call tell of. */
const withoutKeys = (line: Line): readonly Line[] => {
  if (/\bpress [a-z!]\b/i.test(textOf(line))) return []
  const spans = line.spans.map((span) => ({
    ...span,
    text: span.text.replace(/ \([ak]\)(?=:|$)/, '').replace(/ +s leaves; go on later, or go up now\./, ''),
  }))
  return [{ ...line, spans }]
}

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
  /** What came of the rung before. */
  before?: AttemptKind
  /** Points of this step that were talked about before its danger. */
  discussed: number
}

const factsOf = ({ state }: Sitting): readonly Placed[] => toList(state.log)

const add = (
  telling: Telling,
  page: Page,
  stops: boolean,
  kind: Frame['kind'] = 'other',
  reached?: Reached,
): void => {
  telling.frames.push({
    page: { head: page.head.flatMap(withoutKeys), body: page.body.flatMap(withoutKeys) },
    kind,
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
const turnFrames = (telling: Telling, question: Ask, chosen: string, all: readonly Point[]): void => {
  const points = all.slice(telling.discussed)
  telling.discussed = 0
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
  add(telling, { head: page.head, body }, false, reached === undefined ? 'other' : 'rung', reached)
  discussed(telling, points)
  telling.asked = { question, page: { head: page.head, body: [] }, chosen }
}

const chosenIn = (commands: readonly Command[]): string | undefined =>
  commands
    .flatMap((one) => (one.kind === 'answer' && one.value.kind === 'choice' ? [one.value.choice.id] : []))
    .at(-1)

const isTurn = (question: Question): question is Ask =>
  question.kind === 'ask' && turning.includes(question.field)

const stopped = 'The made-up case does not go on'

/** What happens before a step, by itself: the room is to take it in. */
const noteFrame = (telling: Telling, text: string): void => {
  flush(telling)
  add(telling, { head: headLines(telling.sitting), body: [meanwhileLine(text)] }, true)
}

/** What comes first is asked before the screen tells it. */
const beforeDanger = (telling: Telling): void => {
  const [first] = pointsHere(telling.rehearsal.exercise, telling.sitting.state)
  if (first === undefined) return
  discussed(telling, [first])
  telling.discussed = 1
}

const dangerFrame = (telling: Telling): void => {
  const { desk, sitting } = telling
  if (sitting.state.sitting.dangerOpen) add(telling, dangerPage(desk), true, 'danger')
}

const passTo = (telling: Telling, to: Stamp): void => {
  const { rehearsal, sitting } = telling
  flush(telling)
  const from = rehearsal.clock.now()
  const calendar = rehearsal.ports.shipped.calendar(rehearsal.policy.calendar)?.calendar
  rehearsal.clock.set(to)
  must(sitAgain(sitting), stopped)
  telling.told = factsOf(sitting).length
  const question = next(sitting.state)
  const { head, body } = pageFor(telling.desk, question)
  const passed = calendar === undefined ? [] : passedLines(from, to, calendar)
  add(telling, { head, body: [...passed, blank, ...body] }, false)
  const last = telling.frames.pop()
  // Where the case stands is an answer.
  if (last !== undefined) telling.frames.push({ ...last, brief: { head: head.slice(0, 1), body: passed } })
}

const later = (stamp: Stamp): Stamp => stampAt(instant(stamp) + minute, london)

const carryOut = (telling: Telling, commands: readonly Command[]): void => {
  const { rehearsal, sitting } = telling
  const question = next(sitting.state)
  const chosen = chosenIn(commands)
  if (isTurn(question) && chosen !== undefined) {
    flush(telling)
    turnFrames(telling, question, chosen, pointsHere(rehearsal.exercise, sitting.state))
    const visit = visitOf(sitting.state)
    const kind = visit === undefined ? undefined : kindOf(visit.rung, chosen)
    if (kind !== undefined) telling.before = kind
  }
  for (const command of commands) {
    if (command.kind === 'note') noteFrame(telling, command.text)
    if (command.kind === 'danger') beforeDanger(telling)
    must(
      command.kind === 'policy'
        ? choosePolicy(sitting, rehearsal.policy, rehearsal.text)
        : perform(sitting, command),
      stopped,
    )
    if (command.kind === 'note') telling.told = factsOf(sitting).length
    if (command.kind === 'danger') dangerFrame(telling)
    rehearsal.clock.set(later(rehearsal.clock.now()))
  }
}

/** What is read out before it begins. */
export const storyPage = ({ title, story }: Exercise, head: readonly Line[]): Page => ({
  head: [...head, blank, titled(title)],
  body: story.map((text) => ({ spans: [{ text }] })),
})

/** Walks the case into the record of `sitting`, and yields its frames. Throws a `UserError` where it does not go on. */
export const framesOf = (rehearsal: Rehearsal, sitting: Sitting): readonly Frame[] => {
  const { exercise, policy, clock } = rehearsal
  const desk: Desk = { sitting, common: rehearsal.ports.shipped.common() }
  const telling: Telling = { rehearsal, sitting, desk, frames: [], told: 0, discussed: 0 }
  add(telling, storyPage(exercise, headLines(sitting)), true, 'story')
  let cursor: Cursor = { used: {} }
  for (;;) {
    const response = respond(exercise.script, cursor, sitting.state, policy, clock.now())
    if (response.kind === 'problem')
      throw new UserError(`${stopped}: ${response.message}.`, 'Check it with "rungs flow test".')
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
