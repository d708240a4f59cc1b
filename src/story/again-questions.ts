/** The questions of a record beside those of another edition: which are the same, how they are worded, what they offer. Asks nothing. */
import type { Case, Placed } from '../case/case.ts'
import type { Answer, Value } from '../case/fact.ts'
import type { Ask, Question } from '../case/question.ts'
import { add, type Walk } from './parting.ts'
import { mainFact } from './stops.ts'
import { leadsWords } from './ways.ts'

export const titleOf = (question: Question): string | undefined =>
  question.kind === 'ask' || question.kind === 'checks' ? question.title : undefined

/** The same question, though perhaps in other words. One of the policy's own may have another id, and then has its words. */
export const isSame = (a: Question, b: Question): boolean => {
  if (a.kind !== 'ask' || b.kind !== 'ask') return a.kind === b.kind
  return a.field === b.field && (a.subject?.id === b.subject?.id || a.title === b.title)
}

export const answers = (question: Question, { fact }: Placed): boolean => {
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
export const comesLater = ({ story: { stops } }: Walk, from: number, question: Question): boolean => {
  for (let i = from + 1; i < stops.length; i++) {
    const stop = stops[i]
    if (stop === undefined) return false
    if (answers(question, mainFact(stop))) return true
    if (stop.facts.some(({ fact }) => fact.kind === 'next')) return false
  }
  return false
}

const optionsOf = ({ input }: Ask) => (input.kind === 'choice' ? input.options : [])

/** The same option today: by its id, or else by its words. */
export const valueToday = (question: Ask, value: Value): Value | undefined => {
  if (value.kind !== 'choice' || question.input.kind !== 'choice') return value
  const { id, label } = value.choice
  const options = optionsOf(question)
  const found = options.find((one) => one.id === id) ?? options.find((one) => one.label === label)
  return found === undefined ? undefined : { kind: 'choice', choice: { id: found.id, label: found.label } }
}

export const compareOptions = (
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

export type Checks = Extract<Question, { kind: 'checks' }>

export const compareChecks = (walk: Walk, index: number, asked: Checks, today: Checks): void => {
  const known = (list: Checks, text: string, id: string): boolean =>
    list.checks.some((one) => one.id === id || one.text === text)
  for (const { id, text, clause } of today.checks)
    if (!known(asked, text, id)) add(walk, index, { kind: 'also-asks', title: text, clause })
  for (const { id, text } of asked.checks)
    if (!known(today, text, id)) add(walk, index, { kind: 'not-asked', title: text })
}
