/**
 * The questions of a quiz, before each rung: what next, whom, by when? Made of the policy and of the case as it stands, so that the
 * right answer is what the program itself would do. Wrong ones are the policy's other rungs and people, and other days.
 */
import { addDays, formatDate } from '../calendar/date.ts'
import { formatDue } from '../calendar/deadline.ts'
import type { Calendar, PlainDate } from '../calendar/time.ts'
import { isWorkingDay } from '../calendar/working.ts'
import type { Case, Visit } from '../case/case.ts'
import { type Due, dues } from '../case/clocks.ts'
import type { Clock, Policy, Rung } from '../flow/policy.ts'
import { rungName, rungsOf } from '../flow/rungs.ts'
import { clockSentence, limitWords } from '../flow/words/clock.ts'

export interface QuizQuestion {
  readonly kind: 'next' | 'whom' | 'when'
  readonly ask: string
  /** The right one among them. */
  readonly options: readonly string[]
  /** Index of the right one. */
  readonly right: number
  readonly clause: string
  readonly reason: string
}

/** The case when a rung is come to. */
export interface Reached {
  readonly visit: Visit
  readonly state: Case
  /** What was answered on the rung before. */
  readonly before?: string
}

/** Another number each time; the same for the same seed. */
const dice = (seed: number): ((sides: number) => number) => {
  let state = seed >>> 0
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const seedOf = (text: string): number =>
  [...text].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) >>> 0, 7)

const mostWrong = 3

/** The right answer at a place that nothing tells of, among so many wrong ones. Always the same for the same words. */
const among = (right: string, others: readonly string[]): Pick<QuizQuestion, 'options' | 'right'> => {
  const roll = dice(seedOf(`${right}${others.join('')}`))
  const left = [...new Set(others)].filter((one) => one !== right)
  const wrong: string[] = []
  while (wrong.length < mostWrong && left.length > 0) wrong.push(...left.splice(roll(left.length), 1))
  const at = roll(wrong.length + 1)
  return { options: [...wrong.slice(0, at), right, ...wrong.slice(at)], right: at }
}

const otherRungs = (policy: Policy, visit: Visit): readonly Rung[] =>
  policy.scenarios
    .filter(({ id }) => id === visit.scenario)
    .flatMap(rungsOf)
    .filter(({ id }) => id !== visit.rung.id)

const nextQuestion = (policy: Policy, { visit, before }: Reached): QuizQuestion => ({
  kind: 'next',
  ask:
    before === undefined
      ? 'They have said no. What is the first step?'
      : `“${before}”. What is the next step?`,
  ...among(rungName(visit.rung), [
    ...otherRungs(policy, visit).map(rungName),
    'Accept it, and close the case',
  ]),
  clause: visit.rung.clause,
  reason:
    before === undefined
      ? 'It is where the policy’s ladder begins for this disagreement.'
      : 'That is the step to which this answer leads in the policy.',
})

const whomOf = ({ whom }: Rung): string | undefined => (whom === undefined || whom === '' ? undefined : whom)

const whomQuestion = (policy: Policy, { visit }: Reached): readonly QuizQuestion[] => {
  const right = whomOf(visit.rung)
  const others = otherRungs(policy, visit).flatMap((rung) => whomOf(rung) ?? [])
  const asked = right === undefined ? undefined : among(right, others)
  return right === undefined || asked === undefined || asked.options.length < 2
    ? []
    : [
        {
          kind: 'whom',
          ask: 'Whom do you ask for?',
          ...asked,
          clause: visit.rung.clause,
          reason: `The policy names them for this step: ${visit.rung.title}.`,
        },
      ]
}

const noTime = 'The policy gives no time here'

const nearDays = (date: PlainDate, calendar: Calendar): readonly string[] => {
  const days = [-3, -2, -1, 1, 2, 3, 4].map((by) => addDays(date, by))
  return days.filter((day) => isWorkingDay(day, calendar)).map((day) => formatDue({ date: day }))
}

const oursFirst = <T>(list: readonly T[], clockOf: (one: T) => Clock): T | undefined =>
  list.find((one) => clockOf(one).whose !== 'theirs') ?? list[0]

/** A deadline of the rung that runs already. */
const dueHere = ({ visit, state }: Reached): Due | undefined => {
  const own = visit.clocks.map(({ id }) => id)
  const open = dues(state).filter(({ clock, met }) => met === undefined && own.includes(clock.id))
  return oursFirst(open, ({ clock }) => clock)
}

/** A clock of the rung that will run whatever comes, and from a moment that is still to be told. */
const clockHere = ({ visit }: Reached): Clock | undefined =>
  oursFirst(
    visit.clocks.filter(({ on, when }) => on.length === 0 && when === undefined),
    (clock) => clock,
  )

const subjects = { ours: 'you', theirs: 'them', both: 'both sides' } as const

const times = [
  'the same working day',
  '1 working day',
  '2 working days',
  '3 working days',
  '5 working days',
  '10 working days',
  '5 days',
]

const dateQuestion = ({ visit }: Reached, { clock, deadline }: Due, calendar: Calendar): QuizQuestion => ({
  kind: 'when',
  ask: `This step was reached on ${formatDate(visit.reached.date)}. What is the last day for ${subjects[clock.whose]} to ${clock.title}?`,
  ...among(formatDue(deadline), [...nearDays(deadline.date, calendar), noTime]),
  clause: clock.clause,
  reason: `${deadline.working}.`,
})

const lengthQuestion = (clock: Clock): QuizQuestion => ({
  kind: 'when',
  ask: `How long does the policy give ${subjects[clock.whose]} to ${clock.title}?`,
  ...among(limitWords(clock), [...times.filter((one) => !one.endsWith(clock.words)), noTime]),
  clause: clock.clause,
  reason: clockSentence(clock).join(''),
})

const noClockQuestion = ({ visit }: Reached): QuizQuestion => ({
  kind: 'when',
  ask: 'By when must it be done, or answered?',
  ...among(noTime, [
    'By the end of the same working day',
    'Within two working days',
    'Within five working days',
  ]),
  clause: visit.rung.clause,
  reason: 'The policy prints no clock for this step. Agree a date on the call, and write it down.',
})

const whenQuestion = (reached: Reached, calendar: Calendar): QuizQuestion => {
  const due = dueHere(reached)
  if (due !== undefined) return dateQuestion(reached, due, calendar)
  const clock = clockHere(reached)
  return clock === undefined ? noClockQuestion(reached) : lengthQuestion(clock)
}

/** What to ask before a rung, in this order. */
export const questionsAt = (
  policy: Policy,
  reached: Reached,
  calendar: Calendar,
): readonly QuizQuestion[] => [
  nextQuestion(policy, reached),
  ...whomQuestion(policy, reached),
  whenQuestion(reached, calendar),
]

/** One question answered: by one person, or by a show of hands. */
export interface Marked {
  readonly clause: string
  readonly right: number
  readonly of: number
}

export interface Score {
  readonly right: number
  readonly of: number
  /** In the order in which they were asked about. */
  readonly clauses: readonly Marked[]
}

export const scoreOf = (marked: readonly Marked[]): Score => {
  const clauses = new Map<string, Marked>()
  for (const { clause, right, of } of marked) {
    const before = clauses.get(clause) ?? { clause, right: 0, of: 0 }
    clauses.set(clause, { clause, right: before.right + right, of: before.of + of })
  }
  const sum = (part: 'right' | 'of'): number => marked.reduce((total, one) => total + one[part], 0)
  return { right: sum('right'), of: sum('of'), clauses: [...clauses.values()] }
}

/** `12 3 0 1` → as many numbers as there are options, or what is wrong with it. */
export const readHands = (text: string, options: number): readonly number[] | string => {
  const words = text.trim().split(/[\s,]+/)
  if (words.length !== options || words.some((word) => !/^\d{1,3}$/.test(word)))
    return `Type ${options} numbers with spaces between: how many hands for each answer.`
  const hands = words.map(Number)
  return hands.every((one) => one === 0) ? 'Somebody has to raise a hand.' : hands
}
