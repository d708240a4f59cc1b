/**
 * A record walked again by today's edition of its policy: where the edition would have asked something else, offered something
 * else, set another deadline or led elsewhere. What was asked for and is not in the record is passed over where that may be;
 * where it may not, the walk ends, for nobody can say what would have been answered.
 */
import { formatDue } from '../calendar/deadline.ts'
import { begin, type Case, type Placed, type World } from '../case/case.ts'
import type { Command, Written } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import { evolve } from '../case/evolve.ts'
import type { Answer, DueStatement, Value } from '../case/fact.ts'
import { next } from '../case/next.ts'
import type { Ask, Question } from '../case/question.ts'
import { rungName } from '../flow/rungs.ts'
import { mainFact, type Stop } from './stops.ts'
import type { Story } from './story.ts'
import { leadsWords } from './ways.ts'

/** How today's edition parts from what happened. Texts are words for people. */
export type Parting =
  | { readonly kind: 'also-asks'; readonly title: string; readonly clause?: string }
  | { readonly kind: 'not-asked'; readonly title: string }
  | { readonly kind: 'asks-otherwise'; readonly then: string; readonly now: string }
  | { readonly kind: 'no-such-answer'; readonly label: string }
  | { readonly kind: 'also-offers'; readonly labels: readonly string[] }
  | { readonly kind: 'leads'; readonly label: string; readonly then: string; readonly now: string }
  /** A deadline: `then` is absent where there was none, `now` where there would be none. */
  | { readonly kind: 'due'; readonly what: string; readonly then?: string; readonly now?: string }
  | { readonly kind: 'goes'; readonly then: string; readonly now: string }

/** A stop, by its index, with how today's edition parts from it. */
export interface Parted {
  readonly stop: number
  readonly partings: readonly Parting[]
}

export interface Again {
  readonly parted: readonly Parted[]
  /** The stop at which the walk ended before the record did, and why. */
  readonly ended?: { readonly stop: number; readonly why: string }
}

/** What is known while the record is walked again. Changed stop by stop. */
interface Walk {
  readonly story: Story
  state: Case
  readonly found: Map<number, Parting[]>
  /** Deadlines that only one of the two has stated so far, by their keys, with the stop. */
  readonly open: Map<string, { readonly stop: number; readonly parting: Parting }>
  ended: Again['ended']
}

const add = ({ found }: Walk, stop: number, parting: Parting): void => {
  const list = found.get(stop)
  if (list === undefined) found.set(stop, [parting])
  else list.push(parting)
}

const end = (walk: Walk, stop: number, why: string): void => {
  walk.ended ??= { stop, why }
}

const titleOf = (question: Question): string | undefined =>
  question.kind === 'ask' || question.kind === 'checks' ? question.title : undefined

/** The same question, though perhaps in other words. One of the policy's own may have another id, and then has its words. */
const isSame = (a: Question, b: Question): boolean => {
  if (a.kind !== 'ask' || b.kind !== 'ask') return a.kind === b.kind
  return a.field === b.field && (a.subject?.id === b.subject?.id || a.title === b.title)
}

const answers = (question: Question, { fact }: Placed): boolean => {
  if (fact.kind !== 'answer') return false
  switch (question.kind) {
    case 'ask':
      return (
        question.field === fact.field &&
        (question.subject?.id === fact.subject?.id || question.title === fact.subject?.label)
      )
    case 'scenario':
      return fact.field === 'scenario'
    case 'checks':
      return fact.field === 'check'
    case 'policy':
    case 'closed':
    case 'lost-policy':
      return false
  }
}

/** Whether the record answers a question later on, before it comes to another rung. */
const comesLater = ({ story: { stops } }: Walk, from: number, question: Question): boolean => {
  for (let i = from + 1; i < stops.length; i++) {
    const stop = stops[i]
    if (stop === undefined) return false
    if (answers(question, mainFact(stop))) return true
    if (stop.facts.some(({ fact }) => fact.kind === 'next')) return false
  }
  return false
}

/** The decided facts, numbered as the record numbers what it has of them. */
const numbered = (facts: readonly Written[], stop: Stop): readonly Placed[] =>
  facts.map((written, i) => {
    const { fact } = written
    const own = stop.facts.find(
      (one) =>
        one.fact.kind === 'answer' &&
        fact.kind === 'answer' &&
        one.fact.field === fact.field &&
        (one.fact.subject?.id === fact.subject?.id || one.fact.field !== 'check'),
    )
    return {
      entry: own?.entry ?? Number.MAX_SAFE_INTEGER,
      index: own?.index ?? i + 1,
      ...written,
    }
  })

const dueOf = ({ fact }: { readonly fact: Placed['fact'] }): readonly DueStatement[] =>
  fact.kind === 'due' ? [fact] : []

const nowDue = (walk: Walk, index: number, after: Case, { clock, title, deadline }: DueStatement): void => {
  const then = after.stated[clock]
  const key = `now ${clock}`
  const now = formatDue(deadline)
  if (then === undefined) walk.open.set(key, { stop: index, parting: { kind: 'due', what: title, now } })
  else if (formatDue(then.deadline) !== now && walk.open.delete(`then ${clock}`))
    add(walk, index, { kind: 'due', what: title, then: formatDue(then.deadline), now })
}

const thenDue = (walk: Walk, index: number, { clock, title, deadline }: DueStatement): void => {
  const now = walk.state.stated[clock]
  const then = formatDue(deadline)
  if (now === undefined) {
    walk.open.set(`then ${clock}`, { stop: index, parting: { kind: 'due', what: title, then } })
    return
  }
  walk.open.delete(`now ${clock}`)
  if (formatDue(now.deadline) !== then)
    add(walk, index, { kind: 'due', what: title, then, now: formatDue(now.deadline) })
}

/** Holds the deadlines that this stop stated against those of today's edition. */
const compareDues = (walk: Walk, index: number, stop: Stop, decided: readonly Placed[]): void => {
  const after = walk.story.caseBefore(index + 1)
  if (after === undefined) return
  const stated = stop.facts.flatMap(dueOf)
  for (const one of stated) thenDue(walk, index, one)
  for (const one of decided.flatMap(dueOf))
    if (!stated.some(({ clock }) => clock === one.clock)) nowDue(walk, index, after, one)
}

const rungOf = ({ position }: Case): string | undefined =>
  position.kind === 'rung' ? rungName(position.visit.rung) : undefined

const rungIdOf = ({ position }: Case): string | undefined =>
  position.kind === 'rung' ? position.visit.rung.id : undefined

/** Where both are on a rung, and not on the same one, the answers of the record lead no further. */
const comparePlaces = (walk: Walk, index: number): void => {
  const after = walk.story.caseBefore(index + 1)
  if (after === undefined) return
  const [then, now] = [rungOf(after), rungOf(walk.state)]
  if (then === undefined || now === undefined || then === now || rungIdOf(after) === rungIdOf(walk.state))
    return
  add(walk, index, { kind: 'goes', then, now })
  end(walk, index, 'What was answered on the other rungs answers nothing on this one.')
}

const apply = (walk: Walk, index: number, stop: Stop, command: Command): void => {
  const decided = decide(walk.state, command, mainFact(stop).fact.at)
  if (decided.kind === 'refused') {
    end(walk, index, decided.reason)
    return
  }
  const facts = numbered(decided.facts, stop)
  walk.state = facts.reduce(evolve, walk.state)
  compareDues(walk, index, stop, facts)
  comparePlaces(walk, index)
}

/** What nobody asked for is taken as it stands, and what follows from it is stated anew. */
const takeOver = (walk: Walk, index: number, stop: Stop): void => {
  const told = stop.facts.filter(
    ({ fact: { kind } }) => kind !== 'next' && kind !== 'due' && kind !== 'closed',
  )
  walk.state = told.reduce(evolve, walk.state)
  apply(walk, index, stop, { kind: 'settle' })
}

/** The command that passes over a question, where it may be passed over. */
const passOver = (question: Question): Command | undefined => {
  if (question.kind === 'checks') return { kind: 'checks', ticked: [] }
  return question.kind === 'ask' && question.input.optional
    ? { kind: 'answer', value: { kind: 'none' } }
    : undefined
}

const alsoAsks = (question: Question): Parting => ({
  kind: 'also-asks',
  title: titleOf(question) ?? '',
  ...(question.kind === 'ask' && question.clause !== undefined ? { clause: question.clause } : {}),
})

/** More than any rung asks. */
const patience = 50

/** Comes to the question that the record answers next. False: today's edition does not ask it here, or nobody can say. */
const comeTo = (walk: Walk, index: number, stop: Stop, asked: Question): boolean => {
  for (let turns = 0; turns < patience; turns++) {
    const question = next(walk.state)
    if (isSame(question, asked)) return true
    const skip = passOver(question)
    if (comesLater(walk, index, question) || titleOf(question) === undefined) {
      add(walk, index, { kind: 'not-asked', title: titleOf(asked) ?? '' })
      return false
    }
    add(walk, index, alsoAsks(question))
    if (skip === undefined) {
      end(walk, index, `What would have been answered to “${titleOf(question) ?? ''}” nobody can say.`)
      return false
    }
    const decided = decide(walk.state, skip, mainFact(stop).fact.at)
    if (decided.kind === 'refused') return false
    walk.state = numbered(decided.facts, { ...stop, facts: [stop.facts[0]] })
      .map(unnumbered)
      .reduce(evolve, walk.state)
  }
  return false
}

/** What the record does not have must not pass for something that it has. */
const unnumbered = (placed: Placed, i: number): Placed => ({
  ...placed,
  entry: Number.MAX_SAFE_INTEGER,
  index: i + 1,
})

const optionsOf = ({ input }: Ask) => (input.kind === 'choice' ? input.options : [])

/** The same option today: by its id, or else by its words. */
const valueToday = (question: Ask, value: Value): Value | undefined => {
  if (value.kind !== 'choice' || question.input.kind !== 'choice') return value
  const { id, label } = value.choice
  const options = optionsOf(question)
  const found = options.find((one) => one.id === id) ?? options.find((one) => one.label === label)
  return found === undefined ? undefined : { kind: 'choice', choice: { id: found.id, label: found.label } }
}

const compareOptions = (
  walk: Walk,
  index: number,
  before: Case,
  asked: Ask,
  today: Ask,
  fact: Answer,
): void => {
  if (asked.title !== today.title)
    add(walk, index, { kind: 'asks-otherwise', then: asked.title, now: today.title })
  const old = new Set(optionsOf(asked).flatMap(({ id, label }) => [id, label]))
  const labels = optionsOf(today)
    .filter(({ id, label }) => !old.has(id) && !old.has(label))
    .map(({ label }) => label)
  if (labels.length > 0) add(walk, index, { kind: 'also-offers', labels })
  const value = valueToday(today, fact.value)
  if (fact.value.kind !== 'choice' || value?.kind !== 'choice' || asked.field !== 'outcome') return
  const then = leadsWords(before, asked, fact.value.choice, fact.at)
  const now = leadsWords(walk.state, today, value.choice, fact.at)
  if (then !== undefined && now !== undefined && then !== now)
    add(walk, index, { kind: 'leads', label: value.choice.label, then, now })
}

const answerAsk = (walk: Walk, index: number, stop: Stop, asked: Ask, before: Case, fact: Answer): void => {
  const today = next(walk.state)
  if (today.kind !== 'ask') return
  compareOptions(walk, index, before, asked, today, fact)
  const value = fact.field === 'tried' ? hereValue : valueToday(today, fact.value)
  if (value === undefined) {
    const label = fact.value.kind === 'choice' ? fact.value.choice.label : ''
    add(walk, index, { kind: 'no-such-answer', label })
    end(walk, index, 'What would have been answered instead nobody can say.')
    return
  }
  apply(walk, index, stop, { kind: 'answer', value })
}

const hereValue: Value = { kind: 'choice', choice: { id: 'here', label: '' } }

const tickedIn = ({ facts }: Stop): readonly string[] =>
  facts.flatMap(({ fact }) =>
    fact.kind === 'answer' && fact.subject !== undefined && fact.value.kind === 'choice'
      ? [fact.subject.id]
      : [],
  )

type Checks = Extract<Question, { kind: 'checks' }>

const compareChecks = (walk: Walk, index: number, asked: Checks, today: Checks): void => {
  const known = (list: Checks, text: string, id: string): boolean =>
    list.checks.some((one) => one.id === id || one.text === text)
  for (const { id, text, clause } of today.checks)
    if (!known(asked, text, id)) add(walk, index, { kind: 'also-asks', title: text, clause })
  for (const { id, text } of asked.checks)
    if (!known(today, text, id)) add(walk, index, { kind: 'not-asked', title: text })
}

const answerChecks = (walk: Walk, index: number, stop: Stop, asked: Checks): void => {
  const today = next(walk.state)
  if (today.kind !== 'checks') return
  compareChecks(walk, index, asked, today)
  apply(walk, index, stop, { kind: 'checks', ticked: tickedIn(stop) })
}

const wasHere = (question: Question, { fact }: Placed): boolean =>
  question.kind === 'ask' && question.field === 'outcome' && fact.kind === 'answer' && fact.field === 'tried'

const walkStop = (walk: Walk, index: number, stop: Stop): void => {
  const before = walk.story.caseBefore(index)
  if (before === undefined) {
    end(walk, index, 'From here on the record cannot be followed by its own policy.')
    return
  }
  const asked = next(before)
  const main = mainFact(stop)
  const { fact } = main
  if (
    fact.kind !== 'answer' ||
    stop.kind === 'correction' ||
    !(answers(asked, main) || wasHere(asked, main))
  ) {
    takeOver(walk, index, stop)
    return
  }
  if (!comeTo(walk, index, stop, asked)) return
  if (asked.kind === 'ask') answerAsk(walk, index, stop, asked, before, fact)
  else if (asked.kind === 'checks') answerChecks(walk, index, stop, asked)
  else if (asked.kind === 'scenario') apply(walk, index, stop, { kind: 'answer', value: fact.value })
}

type Open = Walk['open'] extends ReadonlyMap<string, infer One> ? One : never

/** A clock may have got another id: what was to be done by then is the same. */
const isHeir = (one: Open, other: Open): boolean =>
  one.parting.kind === 'due' &&
  other.parting.kind === 'due' &&
  one.stop === other.stop &&
  one.parting.what === other.parting.what &&
  (one.parting.then === undefined) !== (other.parting.then === undefined)

/** Deadlines that only one of the two ever stated; of two that are the same but for their ids nothing, or how their dates differ. */
const unmatched = (open: readonly Open[]): readonly Open[] =>
  open.flatMap((one): readonly Open[] => {
    const heir = open.find((other) => isHeir(one, other))
    if (heir === undefined || one.parting.kind !== 'due' || heir.parting.kind !== 'due') return [one]
    const { then } = one.parting
    const { now } = heir.parting
    return then === undefined || now === undefined || then === now
      ? []
      : [{ stop: one.stop, parting: { ...one.parting, now } }]
  })

/** `today`: the world in which each policy that the record names is today's edition of it. */
export const walkAgain = (story: Story, today: World): Again => {
  const walk: Walk = { story, state: begin(today), found: new Map(), open: new Map(), ended: undefined }
  for (const [i, stop] of story.stops.entries()) {
    if (walk.ended !== undefined) break
    walkStop(walk, i, stop)
  }
  for (const { stop, parting } of unmatched([...walk.open.values()])) add(walk, stop, parting)
  const parted = [...walk.found]
    .sort(([a], [b]) => a - b)
    .map(([stop, partings]): Parted => ({ stop, partings }))
  return walk.ended === undefined ? { parted } : { parted, ended: walk.ended }
}
