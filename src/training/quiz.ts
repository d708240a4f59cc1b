/**
 * The questions of a quiz, before each rung: what next, whom, by when? Made of the policy and of the case as it stands, so that the
 * right answer is what the program itself would do. Wrong ones are the policy's other rungs and people, and other days.
 */
import { addDays, formatDate } from '../calendar/date.ts'
import { formatDue } from '../calendar/deadline.ts'
import type { Calendar, PlainDate } from '../calendar/time.ts'
import { isWorkingDay } from '../calendar/working.ts'
import type { AttemptKind } from '../case/attempt-kinds.ts'
import { type Case, placeKey, type Visit } from '../case/case.ts'
import { toList } from '../case/chain.ts'
import { type Due, dues } from '../case/clocks.ts'
import { answerTo, holds } from '../case/conditions.ts'
import type { Clock, Policy, Rung, Scenario, Start } from '../flow/policy.ts'
import { rungName, rungsOf } from '../flow/rungs.ts'
import { type ClockPlace, clockSentence } from '../flow/words/clock.ts'
import { partiesAsObject } from '../flow/words/closed-lists.ts'
import { quoted } from '../flow/words/phrase.ts'

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
  /** What came of the rung before. */
  readonly before?: AttemptKind
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

const isLike = (a: string, b: string): boolean =>
  a.toLowerCase().includes(b.toLowerCase()) || b.toLowerCase().includes(a.toLowerCase())

/** The right answer at a place that nothing tells of, among wrong ones that are none of them nearly right. Always the same for the same `where`. */
const among = (
  where: string,
  right: string,
  others: readonly string[],
): Pick<QuizQuestion, 'options' | 'right'> => {
  const roll = dice(seedOf(`${where} ${right}`))
  const left = [...new Set(others)].filter((one) => !isLike(one, right))
  const wrong: string[] = []
  while (wrong.length < mostWrong && left.length > 0) wrong.push(...left.splice(roll(left.length), 1))
  const at = roll(wrong.length + 1)
  return { options: [...wrong.slice(0, at), right, ...wrong.slice(at)], right: at }
}

const whereOf = ({ visit }: Reached, kind: QuizQuestion['kind']): string =>
  `${visit.scenario} ${visit.rung.id} ${kind}`

const otherRungs = (policy: Policy, visit: Visit): readonly Rung[] =>
  policy.scenarios
    .filter(({ id }) => id === visit.scenario)
    .flatMap(rungsOf)
    .filter(({ id }) => id !== visit.rung.id)

/** What came of the rung before, without what follows from it. */
const cameOf: Readonly<Record<AttemptKind, string>> = {
  agreed: 'They have agreed. ',
  refused: 'They do not agree, or what they say does not settle it. ',
  'other-way': 'Another way has been chosen. ',
  stopped: 'Somebody has stopped it. ',
  returned: 'It has come back. ',
  done: 'That is done. ',
  recorded: 'That is put on record. ',
  'no-issue': 'It is no disagreement after all. ',
  waiting: 'You are waiting for them. ',
  unreached: 'You could not reach them. ',
  'no-answer': 'There was no answer in time. ',
  'not-done': 'That was not done. ',
  skipped: 'That step was left out. ',
  withdrawn: 'It was withdrawn. ',
  moved: 'The case has moved to another ladder. ',
  back: 'The case has gone back. ',
}

/** The other place to begin than the first step that was chosen. */
const startOf = ({ log, off }: Case, scenario: Scenario | undefined): Start | undefined => {
  const chosen = toList(log).flatMap(({ fact, entry, index }) =>
    fact.kind === 'answer' &&
    fact.field === 'start' &&
    fact.value.kind === 'choice' &&
    !off.has(placeKey(entry, index))
      ? [fact.value.choice.id]
      : [],
  )
  return scenario?.starts.find(({ id }) => id === chosen.at(-1))
}

type Stem = Pick<QuizQuestion, 'ask' | 'clause' | 'reason'>

/** Where a case begins is its own choice where the policy leaves one: nobody can know it who is not told. */
const firstStem = (policy: Policy, { visit, state }: Reached): Stem => {
  const scenario = policy.scenarios.find(({ id }) => id === visit.scenario)
  const start = startOf(state, scenario)
  if (start !== undefined)
    return {
      ask: `The case is this: ${quoted(start.title)}. Where does the policy let it begin?`,
      clause: start.clause,
      reason: `The policy lets it begin there: ${quoted(start.title)}.`,
    }
  const isBottom = scenario?.ladder[0]?.id === visit.rung.id
  return {
    ask: 'What is the first step by the policy?',
    clause: visit.rung.clause,
    reason: isBottom
      ? 'It is where the policy’s ladder begins for this disagreement.'
      : 'By what was answered before it begins here: the steps below do not apply.',
  }
}

const nextStem = (policy: Policy, reached: Reached): Stem =>
  reached.before === undefined
    ? firstStem(policy, reached)
    : {
        ask: `${cameOf[reached.before]}What is the next step by the policy?`,
        clause: reached.visit.rung.clause,
        reason: 'That is where the policy goes on from there.',
      }

const nextQuestion = (policy: Policy, reached: Reached): QuizQuestion => {
  const { visit } = reached
  return {
    kind: 'next',
    ...nextStem(policy, reached),
    ...among(whereOf(reached, 'next'), rungName(visit.rung), [
      ...otherRungs(policy, visit).map(rungName),
      'Accept it, and close the case',
    ]),
  }
}

const whomOf = ({ whom }: Rung): string | undefined => (whom === undefined || whom === '' ? undefined : whom)

const whomQuestion = (policy: Policy, reached: Reached): readonly QuizQuestion[] => {
  const { visit } = reached
  const right = whomOf(visit.rung)
  if (right === undefined) return []
  const others = otherRungs(policy, visit).flatMap((rung) => whomOf(rung) ?? [])
  const asked = among(whereOf(reached, 'whom'), right, others)
  return asked.options.length < 2
    ? []
    : [
        {
          kind: 'whom',
          ask: 'Who is to be approached at this step?',
          ...asked,
          clause: visit.rung.clause,
          reason: `They stand with this step: ${visit.rung.title}.`,
        },
      ]
}

const noTime = 'The policy sets no time at this point'

/** Working days near that one, none of them before the step was reached. */
const nearDays = (date: PlainDate, reached: PlainDate, calendar: Calendar): readonly string[] => {
  const days = [-3, -2, -1, 1, 2, 3, 4, 5].map((by) => addDays(date, by))
  return days
    .filter((day) => day >= reached && isWorkingDay(day, calendar))
    .map((day) => formatDue({ date: day }))
}

const oursFirst = <T>(list: readonly T[], clockOf: (one: T) => Clock): T | undefined =>
  list.find((one) => clockOf(one).whose !== 'theirs') ?? list[0]

/** A deadline that runs already: of the rung, or what the rung before left for us to do here. */
const dueHere = ({ visit, state }: Reached): Due | undefined => {
  const open = dues(state).filter(
    ({ clock, met }) => met === undefined && (visit.clocks.includes(clock) || clock.whose !== 'theirs'),
  )
  return oursFirst(open, ({ clock }) => clock)
}

/** The clocks of the rung that the answers so far do not rule out. */
const clocksHere = ({ visit, state }: Reached): readonly Clock[] =>
  visit.clocks.filter(({ when }) => holds(state, when))

/** Whether a clock runs whatever comes, be it from a moment that is still to be told. */
const isCertain =
  ({ visit, state }: Reached) =>
  ({ on, when }: Clock): boolean =>
    on.length === 0 && (when === undefined || answerTo(state, when.ask, visit) !== undefined)

const placeOf = (policy: Policy, { visit }: Reached): ClockPlace => {
  const scenario = policy.scenarios.find(({ id }) => id === visit.scenario)
  return { policy, rung: visit.rung, ...(scenario === undefined ? {} : { scenario }) }
}

const times = [
  'the same working day',
  '1 working day',
  '2 working days',
  '3 working days',
  '5 working days',
  '10 working days',
  '1 month',
]

const dateQuestion = (reached: Reached, { clock, deadline }: Due, calendar: Calendar): QuizQuestion => {
  const { date } = reached.visit.reached
  return {
    kind: 'when',
    ask: `This step was reached on ${formatDate(date)}. What is the last day for ${partiesAsObject[clock.whose]} to ${clock.title}?`,
    ...among(whereOf(reached, 'when'), formatDue(deadline), [
      ...nearDays(deadline.date, date, calendar),
      noTime,
    ]),
    clause: clock.clause,
    reason: `${deadline.working}.`,
  }
}

/** Where the policy has words and no figure, that it gives no time would be right as well. */
const lengthQuestion = (policy: Policy, reached: Reached, clock: Clock): QuizQuestion => {
  const isFigure = clock.limit.kind !== 'urgency'
  const others = times.filter((one) => !one.endsWith(clock.words))
  return {
    kind: 'when',
    ask: `How long does the policy give ${partiesAsObject[clock.whose]} to ${clock.title}?`,
    ...among(whereOf(reached, 'when'), clock.words, isFigure ? [...others, noTime] : others),
    clause: clock.clause,
    reason: clockSentence(clock, placeOf(policy, reached)).join(''),
  }
}

/** `later`: clocks that only an outcome or an answer sets going. */
const noClockQuestion = (policy: Policy, reached: Reached, later: readonly Clock[]): QuizQuestion => {
  const place = placeOf(policy, reached)
  const sentences = later.map((clock) => clockSentence(clock, place).join(''))
  const others = times.filter((one) => !later.some(({ words }) => one.endsWith(words)))
  return {
    kind: 'when',
    ask: 'By when must it be done, or answered?',
    ...among(
      whereOf(reached, 'when'),
      noTime,
      others.map((one) => `Within ${one}`),
    ),
    clause: later[0]?.clause ?? reached.visit.rung.clause,
    reason:
      later.length === 0
        ? 'The policy prints no clock for this step.'
        : ['No clock runs yet.', ...sentences].join(' '),
  }
}

const whenQuestion = (policy: Policy, reached: Reached, calendar: Calendar): QuizQuestion => {
  const due = dueHere(reached)
  if (due !== undefined) return dateQuestion(reached, due, calendar)
  const all = clocksHere(reached)
  const certain = oursFirst(all.filter(isCertain(reached)), (clock) => clock)
  return certain === undefined
    ? noClockQuestion(policy, reached, all)
    : lengthQuestion(policy, reached, certain)
}

/** What to ask before a rung, in this order. */
export const questionsAt = (
  policy: Policy,
  reached: Reached,
  calendar: Calendar,
): readonly QuizQuestion[] => [
  nextQuestion(policy, reached),
  ...whomQuestion(policy, reached),
  whenQuestion(policy, reached, calendar),
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
