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
import type { Frame } from './frames.ts'
import type { Rehearsal } from './rehearsal.ts'

type Answered = Marked | 'left' | 'interrupted'

const leaveKey = { key: 'q', label: 'leave' }

const letterOf = (i: number): string => String(i + 1)

const optionLines = (options: readonly string[], right?: number): readonly Line[] =>
  options.map((text, i) => ({
    spans: [
      { text: i === right ? ' ▶ ' : '   ', as: 'mark' },
      { text: `${letterOf(i)} ${text}`, ...(i === right ? { as: 'title' as const } : {}) },
    ],
    hang: 5,
  }))

const answerPage = (head: readonly Line[], question: QuizQuestion, verdict: Line): Page => ({
  head,
  body: [
    { spans: [{ text: question.ask, as: 'title' }], hang: 2 },
    ...optionLines(question.options, question.right),
    { spans: [] },
    verdict,
    {
      spans: [{ text: question.reason }],
      indent: 2,
      right: [{ text: clauseWords(question.clause), as: 'clause' }],
    },
  ],
})

const tell = async (terminal: Terminal, page: Page, marked: Marked): Promise<Answered> => {
  const reply = await terminal.ask({ kind: 'read', page, keys: [leaveKey] })
  if (reply.kind === 'interrupted') return 'interrupted'
  return reply.kind === 'key' ? 'left' : marked
}

const askOne = async (
  terminal: Terminal,
  head: readonly Line[],
  question: QuizQuestion,
): Promise<Answered> => {
  const reply = await terminal.ask({
    kind: 'choice',
    page: { head, body: [] },
    title: question.ask,
    options: question.options.map((label, i) => ({ id: String(i), label })),
    keys: [leaveKey],
  })
  if (reply.kind === 'interrupted') return 'interrupted'
  if (reply.kind !== 'choice') return 'left'
  const right = Number(reply.id) === question.right
  const verdict: Line = right
    ? { spans: [{ text: 'Right. ', as: 'saved' }] }
    : { spans: [{ text: 'Not so. ', as: 'late' }, { text: `It is ${letterOf(question.right)}.` }] }
  return tell(terminal, answerPage(head, question, verdict), {
    clause: question.clause,
    right: right ? 1 : 0,
    of: 1,
  })
}

const askHands = async (
  terminal: Terminal,
  head: readonly Line[],
  question: QuizQuestion,
): Promise<Answered> => {
  const { options } = question
  const reply = await terminal.ask({
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
  const verdict: Line = {
    spans: [{ text: `${right} of ${of} hands were right. It is ${letterOf(question.right)}.` }],
  }
  return tell(terminal, answerPage(head, question, verdict), { clause: question.clause, right, of })
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

const showFrame = async (terminal: Terminal, { page }: Frame): Promise<'on' | 'left' | 'interrupted'> => {
  const reply = await terminal.ask({ kind: 'read', page, keys: [leaveKey] })
  if (reply.kind === 'interrupted') return 'interrupted'
  return reply.kind === 'key' ? 'left' : 'on'
}

export interface Quizzed {
  readonly ended: 'left' | 'interrupted'
  readonly score: Score
}

/** Goes through the case, and asks before each rung. `hands`: of a room, by a show of hands. */
export const quiz = async (
  { policy, ports }: Rehearsal,
  terminal: Terminal,
  frames: readonly Frame[],
  hands: boolean,
): Promise<Quizzed> => {
  const calendar = ports.shipped.calendar(policy.calendar)?.calendar
  const marked: Marked[] = []
  const over = (ended: Quizzed['ended']): Quizzed => ({ ended, score: scoreOf(marked) })
  const ask = hands ? askHands : askOne
  for (const frame of frames) {
    const { reached } = frame
    // Only the case's own head: the rung itself would be the answer.
    const head = frame.page.head.slice(0, 1)
    const questions =
      reached === undefined || calendar === undefined ? [] : questionsAt(policy, reached, calendar)
    for (const question of questions) {
      const answered = await ask(terminal, head, question)
      if (typeof answered === 'string') return over(answered)
      marked.push(answered)
    }
    const shown = await showFrame(terminal, frame)
    if (shown !== 'on') return over(shown)
  }
  const shown = await showFrame(terminal, {
    page: { head: [], body: scoreLines(scoreOf(marked)) },
    stops: true,
    facts: 0,
  })
  return over(shown === 'interrupted' ? 'interrupted' : 'left')
}
