/**
 * Whether a fact is the one that the engine would have written, and else in what they differ, in words. What a person typed
 * is not compared, nor the stamp.
 */
import { formatDue } from '../calendar/deadline.ts'
import type { Deadline, Moment } from '../calendar/time.ts'
import type { Placed } from '../case/case.ts'
import type { Written } from '../case/command.ts'
import type { Answer, DueStatement, Fact, Named, ReplacesFact, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { samePlace } from '../case/place.ts'

const sameNamed = (a: Named | undefined, b: Named | undefined): boolean =>
  a === b || (a?.id === b?.id && a?.label === b?.label)

const sameMoment = (a: Moment, b: Moment): boolean =>
  a === b || (a.date === b.date && a.time === b.time && a.about === b.about)

const sameValue = (a: Value, b: Value): boolean => {
  switch (a.kind) {
    case 'choice':
      return b.kind === 'choice' && sameNamed(a.choice, b.choice)
    case 'date':
      return b.kind === 'date' && a.date === b.date
    case 'moment':
      return b.kind === 'moment' && sameMoment(a.moment, b.moment)
    case 'text':
    case 'none':
      return a.kind === b.kind
  }
}

const isTick = (value: Value): boolean =>
  value.kind === 'choice' && value.choice.id === 'yes' && value.choice.label === 'Yes'

/** What was ticked is nobody's to say but the person's. */
const sameAnswer = (expected: Answer, fact: Answer): boolean =>
  expected.field === fact.field &&
  sameNamed(expected.subject, fact.subject) &&
  (sameValue(expected.value, fact.value) || (fact.field === 'check' && isTick(fact.value)))

const sameDeadline = (a: Deadline, b: Deadline): boolean =>
  a.date === b.date && a.time === b.time && a.working === b.working && a.unsureAfter === b.unsureAfter

const sameDue = (expected: DueStatement, fact: DueStatement): boolean =>
  expected.clock === fact.clock &&
  expected.whose === fact.whose &&
  expected.title === fact.title &&
  expected.calendar === fact.calendar &&
  sameDeadline(expected.deadline, fact.deadline)

const sameReplaces = (expected: ReplacesFact, fact: ReplacesFact): boolean =>
  expected.entry === fact.entry && expected.fact === fact.fact && sameNamed(expected.reason, fact.reason)

const sameFact = (expected: Fact, fact: Fact): boolean => {
  switch (expected.kind) {
    case 'answer':
      return fact.kind === 'answer' && sameAnswer(expected, fact)
    case 'next':
      return fact.kind === 'next' && sameNamed(expected.to, fact.to)
    case 'due':
      return fact.kind === 'due' && sameDue(expected, fact)
    case 'closed':
      return fact.kind === 'closed' && sameNamed(expected.how, fact.how)
    case 'policy':
      return (
        fact.kind === 'policy' && sameNamed(expected.policy, fact.policy) && expected.sha256 === fact.sha256
      )
    case 'replaces':
      return fact.kind === 'replaces' && sameReplaces(expected, fact)
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
      return expected.kind === fact.kind
  }
}

/** Whether this is the fact that the engine writes, under the heading where it writes it. */
export const isAsExpected = (expected: Written, { place, fact }: Placed): boolean =>
  sameFact(expected.fact, fact) && samePlace(expected.place, place)

const valueWords = (value: Value): string => (value.kind === 'choice' ? `: ${value.choice.label}` : '')

/** A fact in a few words, none of them typed by a person. */
export const factWords = (fact: Fact): string => {
  switch (fact.kind) {
    case 'answer': {
      const label = fact.subject?.label ?? fields[fact.field].label
      return `“${label}${valueWords(fact.value)}”`
    }
    case 'next':
      return `“Next: ${fact.to.label}”`
    case 'due':
      return `“Due: ${formatDue(fact.deadline)}, to ${fact.title}”`
    case 'closed':
      return `“Closed: ${fact.how.label}”`
    case 'policy':
      return `“Policy: ${fact.policy.label}”`
    case 'replaces':
      return `a correction of entry ${fact.entry}, fact ${fact.fact}`
    case 'device':
    case 'training':
    case 'program':
    case 'clock-given':
    case 'recovered':
    case 'taken-over':
    case 'receipt':
      return 'what the program says of itself'
  }
}

/** In what a fact differs from the one that is expected there. */
export const differenceWords = (expected: Written, placed: Placed): string => {
  const { fact } = placed
  if (sameFact(expected.fact, fact)) return 'It stands under another heading than the one it belongs to.'
  if (expected.fact.kind === 'due' && fact.kind === 'due' && expected.fact.clock === fact.clock)
    return dueWords(expected.fact, fact)
  return `By the policy ${factWords(expected.fact)} belongs here, and here is ${factWords(fact)}.`
}

const dueWords = (expected: DueStatement, fact: DueStatement): string => {
  if (!sameDeadline(expected.deadline, fact.deadline))
    return `By the policy this is due ${formatDue(expected.deadline)}: ${expected.deadline.working}.`
  return expected.calendar === fact.calendar
    ? `By the policy this is ${factWords(expected)}, and for others to do than it says.`
    : 'It names another calendar than the one that it has to be counted on.'
}
