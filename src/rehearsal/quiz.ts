/** Quiz: before each rung the room says what comes next, whom to ask and by when; then the policy does. */
import { clauseWords } from '../flow/words/phrase.ts'
import type { Line, Page, Terminal } from '../terminal/screen.ts'
import {
  type Marked,
  type QuizQuestion,
  questionsAt,
  readHands,
  type Score,
  scoreOf,
} from '../training/quiz.ts'
import { type Asking, safely } from './asking.ts'
import type { Frame } from './frames.ts'
import type { Rehearsal } from './rehearsal.ts'

type Ended = 'left' | 'interrupted'

/** A question with what was said to it. */
interface Said {
  readonly question: QuizQuestion
  readonly marked: Marked
  readonly verdict: Line
}

const leaveKey = { key: 'q', label: 'leave' }

const letterOf = (i: number): string => String(i + 1)

const optionLines = (options: readonly string[]): readonly Line[] =>
  options.map((text, i) => ({ spans: [{ text: `   ${letterOf(i)} ${text}` }], hang: 5 }))

/** One question and what the policy says to it. */
const answerLines = ({ question, verdict }: Said): readonly Line[] => [
  { spans: [{ text: question.ask }], hang: 2 },
  verdict,
  {
    spans: [{ text: question.reason, as: 'quiet' }],
    indent: 2,
    right: [{ text: clauseWords(question.clause), as: 'clause' }],
  },
  { spans: [] },
]

const rightLabel = ({ options, right }: QuizQuestion): string => options[right] ?? ''

const askOne = async (ask: Asking, head: readonly Line[], question: QuizQuestion): Promise<Said | Ended> => {
  const reply = await ask({
    kind: 'choice',
    page: { head, body: [] },
    title: question.ask,
    options: question.options.map((label, i) => ({ id: String(i), label })),
    keys: [leaveKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind !== 'choice') return 'left'
  const chosen = Number(reply.id)
  const isRight = chosen === question.right
  return {
    question,
    marked: { clause: question.clause, right: isRight ? 1 : 0, of: 1 },
    verdict: {
      spans: isRight
        ? [
            { text: '  Right: ', as: 'saved' },
            { text: rightLabel(question), as: 'title' },
          ]
        : [
            { text: '  Not so: ', as: 'late' },
            { text: `${question.options[chosen] ?? ''}. It is: ` },
            { text: rightLabel(question), as: 'title' },
          ],
      hang: 4,
    },
  }
}

const askHands = async (
  ask: Asking,
  head: readonly Line[],
  question: QuizQuestion,
): Promise<Said | Ended> => {
  const { options } = question
  const reply = await ask({
    kind: 'text',
    page: {
      head,
      body: [{ spans: [{ text: question.ask, as: 'title' }], hang: 2 }, ...optionLines(options)],
    },
    title: 'How many hands for each?',
    hint: `${options.length} numbers with spaces between; Esc, then q leaves`,
    keys: [leaveKey],
    check: (text) => {
      const read = readHands(text, options.length)
      return typeof read === 'string' ? read : undefined
    },
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  const hands = reply.kind === 'text' ? readHands(reply.text, options.length) : undefined
  if (hands === undefined || typeof hands === 'string') return 'left'
  const of = hands.reduce((sum, one) => sum + one, 0)
  const right = hands[question.right] ?? 0
  return {
    question,
    marked: { clause: question.clause, right, of },
    verdict: {
      spans: [
        { text: `  ${right} of ${of} hands: `, as: right * 2 > of ? 'saved' : 'late' },
        { text: rightLabel(question), as: 'title' },
      ],
      hang: 4,
    },
  }
}

/** The score, a line for each clause that was asked about. */
export const scoreLines = ({ right, of, clauses }: Score): readonly Line[] => [
  { spans: [{ text: `Score: ${right} of ${of}`, as: 'title' }] },
  ...clauses.map(
    (one): Line => ({
      spans: [
        { text: one.right === one.of ? '  ' : ' ! ', as: 'mark' },
        { text: `${clauseWords(one.clause)}: ${one.right} of ${one.of}` },
      ],
      indent: 2,
    }),
  ),
]

const show = async (ask: Asking, page: Page): Promise<'on' | Ended> => {
  const reply = await ask({ kind: 'read', page, keys: [leaveKey] })
  if (reply.kind === 'interrupted') return 'interrupted'
  return reply.kind === 'key' ? 'left' : 'on'
}

/** What a quiz shows of a frame: nothing that tells what comes next. */
const shownOf = (frame: Frame): Page | undefined =>
  frame.brief ?? (frame.kind === 'other' ? undefined : frame.page)

export interface Quizzed {
  readonly ended: Ended
  readonly score: Score
}

/** All questions before a rung first, for the answer to one tells the next. */
const askAll = async (
  ask: Asking,
  one: typeof askOne,
  head: readonly Line[],
  questions: readonly QuizQuestion[],
): Promise<readonly Said[] | Ended> => {
  const said: Said[] = []
  for (const question of questions) {
    const answered = await one(ask, head, question)
    if (typeof answered === 'string') return answered
    said.push(answered)
  }
  return said
}

/** Goes through the case, and asks before each rung. `hands`: of a room, by a show of hands. */
export const quiz = async (
  { policy, ports }: Rehearsal,
  terminal: Terminal,
  frames: readonly Frame[],
  hands: boolean,
): Promise<Quizzed> => {
  const calendar = ports.shipped.calendar(policy.calendar)?.calendar
  const ask = safely(terminal, ports.shipped.common())
  const marked: Marked[] = []
  const over = (ended: Ended): Quizzed => ({ ended, score: scoreOf(marked) })
  for (const frame of frames) {
    const { reached } = frame
    if (reached !== undefined && calendar !== undefined) {
      // Only the case's own head: the rung itself would be the answer.
      const head = frame.page.head.slice(0, 1)
      const said = await askAll(ask, hands ? askHands : askOne, head, questionsAt(policy, reached, calendar))
      if (typeof said === 'string') return over(said)
      marked.push(...said.map((one) => one.marked))
      const told = await show(ask, { head, body: said.flatMap(answerLines) })
      if (told !== 'on') return over(told)
    }
    const page = shownOf(frame)
    const shown = page === undefined ? 'on' : await show(ask, page)
    if (shown !== 'on') return over(shown)
  }
  const last = await show(ask, { head: [], body: scoreLines(scoreOf(marked)) })
  return over(last === 'interrupted' ? 'interrupted' : 'left')
}
