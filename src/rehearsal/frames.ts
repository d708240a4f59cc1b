/**
 * A made-up case as it plays itself: the program's own screens in the order in which they would come, each with what was answered
 * there. It is walked once, into a record, and can then be stepped through in both directions.
 */
import type { Stamp } from '../calendar/time.ts'
import { instant, london, stampAt } from '../calendar/zone.ts'
import type { AttemptKind } from '../case/attempt-kinds.ts'
import type { Case, Placed, Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import type { Command } from '../case/command.ts'
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
import { dangerPage } from '../wizard/danger-page.ts'
import type { Desk } from '../wizard/desk.ts'
import { headLines } from '../wizard/head-lines.ts'
import { pageFor } from '../wizard/question-page.ts'
import { askedLine, meanwhileLine, passedLines, pointLine, replyLines } from './lines.ts'
import { must, type Rehearsal } from './rehearsal.ts'
import { blank, optionLines, titled, withoutKeys, written } from './written.ts'

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

/** Where nothing is said of it: a frame of no kind of its own, on which playing goes on. */
type Manner = Partial<Omit<Frame, 'page' | 'facts'>>

const add = (telling: Telling, page: Page, manner: Manner = {}): void => {
  telling.frames.push({
    kind: 'other',
    stops: false,
    ...manner,
    page: { head: page.head.flatMap(withoutKeys), body: page.body.flatMap(withoutKeys) },
    facts: factsOf(telling.sitting).length,
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
    add(telling, { head: asked.page.head, body })
    delete telling.asked
  } else if (lines.length > 0) {
    add(telling, { head: headLines(sitting), body: [titled('Asked and written down'), ...lines] })
  }
}

const discussed = (telling: Telling, points: readonly Point[]): void => {
  const head = headLines(telling.sitting)
  for (const point of points) {
    add(telling, { head, body: [askedLine(point)] }, { stops: true })
    add(telling, { head, body: [askedLine(point), blank, pointLine(point)] }, { stops: true })
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
  const { before } = telling
  const manner: Manner =
    visit === undefined || visit.attempts.length > 0
      ? {}
      : {
          kind: 'rung',
          reached: { visit, state: sitting.state, ...(before === undefined ? {} : { before }) },
        }
  const body = [...said, ...optionLines(question, undefined), blank, ...page.body]
  add(telling, { head: page.head, body }, manner)
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
  add(telling, { head: headLines(telling.sitting), body: [meanwhileLine(text)] }, { stops: true })
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
  if (sitting.state.sitting.dangerOpen) add(telling, dangerPage(desk), { kind: 'danger', stops: true })
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
  // Where the case stands is an answer.
  const brief = { head: head.slice(0, 1), body: passed }
  add(telling, { head, body: [...passed, blank, ...body] }, { brief })
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
  add(telling, storyPage(exercise, headLines(sitting)), { kind: 'story', stops: true })
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
  add(telling, { head: headLines(sitting), body: [titled(end)] }, { stops: true })
  return telling.frames
}
