/**
 * A record walked again by today's edition of its policy: where the edition would have asked something else, offered something
 * else, set another deadline or led elsewhere. What was asked for and is not in the record is passed over where that may be;
 * where it may not, the walk ends, for nobody can say what would have been answered.
 */
import { begin, type Case, type Placed, type World } from '../case/case.ts'
import type { Command, Written } from '../case/command.ts'
import { decide } from '../case/decide.ts'
import { evolve } from '../case/evolve.ts'
import type { Answer, Value } from '../case/fact.ts'
import { next } from '../case/next.ts'
import type { Ask, Question } from '../case/question.ts'
import { rungName } from '../flow/rungs.ts'
import { compareDues, unmatched } from './again-dues.ts'
import {
  answers,
  type Checks,
  comesLater,
  compareChecks,
  compareOptions,
  isSame,
  titleOf,
  valueToday,
} from './again-questions.ts'
import { type Again, add, end, type Parted, type Parting, type Walk } from './parting.ts'
import { mainFact, type Stop } from './stops.ts'
import type { Story } from './story.ts'

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
