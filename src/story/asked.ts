/** What was asked at a stop, with every answer that the policy allowed there. From the case as it stood; asks nothing itself. */
import type { Case, Placed } from '../case/case.ts'
import type { Named, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { next } from '../case/next.ts'
import type { Ask, Question } from '../case/question.ts'
import { mainFact, type Stop } from './stops.ts'
import type { Story } from './story.ts'
import { leadsWords, scenarioWords } from './ways.ts'

/** One answer that could have been given. */
export interface Way {
  readonly id: string
  readonly label: string
  /** It is the one that was given. */
  readonly taken: boolean
  /** As the end of "leads …"; absent where the next question follows and nothing else. */
  readonly leads?: string
  /** It was offered only behind "Something else". */
  readonly aside?: true
  readonly clause?: string
}

/**
 * `unasked`: the person told it by themselves; `stood`: the question that was on the screen then. `unknown`: without the
 * policy nobody can say.
 */
export type Asked =
  | {
      readonly kind: 'asked'
      readonly title: string
      readonly hint?: string
      readonly clause?: string
      /** Empty where anything could be typed. */
      readonly ways: readonly Way[]
      /** It could be passed over with Enter. */
      readonly optional: boolean
    }
  | { readonly kind: 'unasked'; readonly stood?: string }
  | { readonly kind: 'unknown' }

const isTaken = (value: Value, { id, label }: Named): boolean =>
  value.kind === 'choice' && value.choice.id === id && value.choice.label === label

/** "This is where I am now" is written as the answer to another question. */
const isHere = (question: Ask, { fact }: Placed): boolean =>
  question.field === 'outcome' && fact.kind === 'answer' && fact.field === 'tried'

const answersIt = (question: Ask, placed: Placed): boolean =>
  isHere(question, placed) ||
  (placed.fact.kind === 'answer' &&
    placed.fact.field === question.field &&
    placed.fact.subject?.id === question.subject?.id)

const askWays = (before: Case, question: Ask, { fact }: Placed, here: boolean): readonly Way[] => {
  const { input } = question
  if (input.kind !== 'choice' || fact.kind !== 'answer') return []
  return input.options.map(({ id, label, aside }) => {
    const leads = leadsWords(before, question, { id, label }, fact.at)
    return {
      id,
      label,
      taken: here ? id === 'here' : isTaken(fact.value, { id, label }),
      ...(leads === undefined ? {} : { leads }),
      ...(aside === true ? { aside } : {}),
    }
  })
}

const askAsked = (before: Case, question: Ask, placed: Placed): Asked => ({
  kind: 'asked',
  title: question.title,
  ...(question.hint === undefined ? {} : { hint: question.hint }),
  ...(question.clause === undefined ? {} : { clause: question.clause }),
  ways: askWays(before, question, placed, isHere(question, placed)),
  optional: question.input.optional,
})

const scenarioAsked = (
  before: Case,
  { scenarios }: Extract<Question, { kind: 'scenario' }>,
  { fact }: Placed,
): Asked => ({
  kind: 'asked',
  title: fields.scenario.ask,
  ways: scenarios.map(({ id, title }) => ({
    id,
    label: title,
    taken: fact.kind === 'answer' && isTaken(fact.value, { id, label: title }),
    leads: scenarioWords(before, { id, label: title }, fact.at),
  })),
  optional: false,
})

const ticked = ({ facts }: Stop, id: string): boolean =>
  facts.some(
    ({ fact }) =>
      fact.kind === 'answer' &&
      fact.field === 'check' &&
      fact.subject?.id === id &&
      fact.value.kind === 'choice',
  )

const checksAsked = ({ title, checks }: Extract<Question, { kind: 'checks' }>, stop: Stop): Asked => ({
  kind: 'asked',
  title,
  ways: checks.map(({ id, text, clause }) => ({ id, label: text, taken: ticked(stop, id), clause })),
  optional: true,
})

const stoodOf = (question: Question): string | undefined => {
  switch (question.kind) {
    case 'ask':
    case 'checks':
      return question.title
    case 'scenario':
      return fields.scenario.ask
    case 'policy':
    case 'closed':
    case 'lost-policy':
      return undefined
  }
}

/** Before a sitting has begun to ask, nothing stands on the screen: a note can be added without one. */
const unasked = ({ sitting }: Case, question: Question): Asked => {
  const stood = sitting.danger === undefined ? undefined : stoodOf(question)
  return { kind: 'unasked', ...(stood === undefined ? {} : { stood }) }
}

const answered = (before: Case, question: Question, stop: Stop, main: Placed): Asked => {
  if (question.kind === 'ask' && answersIt(question, main)) return askAsked(before, question, main)
  if (main.fact.kind !== 'answer') return unasked(before, question)
  if (question.kind === 'scenario' && main.fact.field === 'scenario')
    return scenarioAsked(before, question, main)
  return question.kind === 'checks' && stop.kind === 'checks'
    ? checksAsked(question, stop)
    : unasked(before, question)
}

/** Where the answer that a correction replaces was first given. Each step leads back in the record, so that none leads in a circle. */
const rootOf = (story: Story, index: number): number | undefined => {
  let at = index
  for (;;) {
    const fact = story.stops[at]?.facts[0].fact
    if (fact?.kind !== 'replaces') return at === index ? undefined : at
    const earlier = story.stopOf(fact.entry, fact.fact)
    if (earlier === undefined || earlier >= at) return undefined
    at = earlier
  }
}

/** A correction is asked as the answer was that it replaces, but for what it says now. */
const corrected = (story: Story, index: number, main: Placed): Asked => {
  const root = rootOf(story, index)
  const then = root === undefined ? undefined : story.caseBefore(root)
  const first = root === undefined ? undefined : story.stops[root]
  if (then === undefined || first === undefined || main.fact.kind !== 'answer') return { kind: 'unasked' }
  const asked = answered(then, next(then), first, mainFact(first))
  const { value } = main.fact
  return asked.kind === 'asked'
    ? { ...asked, ways: asked.ways.map((way) => ({ ...way, taken: isTaken(value, way) })) }
    : { kind: 'unasked' }
}

/** What was asked at the stop of this index. */
export const askedAt = (story: Story, index: number): Asked => {
  const stop = story.stops[index]
  const before = story.caseBefore(index)
  if (stop === undefined || before === undefined) return { kind: 'unknown' }
  const question = next(before)
  if (question.kind === 'lost-policy') return { kind: 'unknown' }
  const main = mainFact(stop)
  const isAgain = question.kind === 'ask' && question.replaces !== undefined
  if (stop.kind === 'correction' && !isAgain) return corrected(story, index, main)
  return answered(before, question, stop, main)
}
