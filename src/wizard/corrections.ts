/** `b`: choose an earlier answer, say why, answer anew. The old answer stays in the record, marked as replaced. */

import { formatMoment } from '../calendar/moment.ts'
import type { Stamp } from '../calendar/time.ts'
import { type Asked, answersToAskAnew } from '../case/asked.ts'
import type { Case, Placed } from '../case/case.ts'
import type { Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import type { Ask } from '../case/question.ts'
import type { Option, Page, Prompt, Reply } from '../terminal/screen.ts'
import { dangerKey } from './danger-page.ts'
import { checkText, hintFor, leaveOut, readChoice, readText } from './reading.ts'

const mostOffered = 7

/** An answer's words on one line. */
export const valueText = (value: Value): string => {
  switch (value.kind) {
    case 'choice':
      return value.choice.label
    case 'text':
      return value.text.replaceAll('\n', ' ')
    case 'moment':
      return formatMoment(value.moment)
    case 'date':
      return value.date
    case 'none':
      return 'not given'
  }
}

/** An answer as an option: where it stands in the record, "entry.index". */
const idOf = ({ entry, index }: Placed): string => `${entry}.${index}`

/** Id of the option that leads to older answers. */
export const olderId = 'older'

/** A page of the answers that can be corrected, the newest first; the id is "entry.index". `from`: how many newer ones were passed. */
export const correctionOptions = (state: Case, from: number): readonly Option[] => {
  const all = answersToAskAnew(state)
  const shown = all.slice(from, from + mostOffered).map(toOption)
  return all.length > from + mostOffered ? [...shown, { id: olderId, label: 'Older answers …' }] : shown
}

/** How many answers one page of them holds. */
export const correctionPage = mostOffered

const longest = 70

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** The label gives way, so that the answer can always be seen. */
const toOption = ({ answer, place }: Asked): Option => {
  const { fact } = answer
  const value = cut(valueText(fact.value), 40)
  const label = cut(fact.subject?.label ?? fields[fact.field].label, longest - 2 - value.length)
  const option: Option = { id: idOf(answer), label: `${label}: ${value}` }
  return place.kind === 'rung' ? { ...option, hint: place.rung.label } : option
}

/** An earlier answer, and the question to which it was one. */
export interface Anew {
  readonly question: Ask
  readonly entry: number
  readonly index: number
  /** The step it belongs to, where it belongs to one. */
  readonly step?: string
  readonly was: Value
}

/** The question that the chosen answer was an answer to; undefined where it cannot be asked anew. */
export const questionAnew = (state: Case, id: string): Anew | undefined => {
  const found = answersToAskAnew(state).find(({ answer }) => idOf(answer) === id)
  if (found === undefined) return undefined
  const { answer, place, question } = found
  const step = place.kind === 'rung' ? { step: place.rung.label } : {}
  return { question, entry: answer.entry, index: answer.index, ...step, was: answer.fact.value }
}

const backId = 'return'

/** The question put anew. `draft`: what had been typed when danger came up, else the old text, for mending. */
export const anewPrompt = (
  { question, was }: Anew,
  page: Page,
  draft: string | undefined,
  now: () => Stamp,
): Prompt => {
  const { input, title } = question
  if (input.kind === 'choice')
    return {
      kind: 'choice',
      page,
      title,
      options: [
        ...input.options.map(({ id, label }) => ({ id, label })),
        ...(input.optional ? [{ id: leaveOut, label: 'Leave it out' }] : []),
        { id: backId, label: 'Nothing: back' },
      ],
      keys: [dangerKey],
    }
  const start = draft ?? (was.kind === 'text' ? was.text : undefined)
  const hint = start === undefined ? hintFor(question) : 'Enter takes it as it stands'
  return {
    kind: 'text',
    page,
    title,
    keys: [dangerKey, { key: 'b', label: 'back, change nothing' }],
    check: checkText(question, now),
    ...(hint === '' ? {} : { hint }),
    ...(start === undefined ? {} : { draft: start }),
  }
}

const same = (a: Value, b: Value): boolean => {
  if (a.kind === 'choice' && b.kind === 'choice') return a.choice.id === b.choice.id
  if (a.kind === 'text' && b.kind === 'text') return a.text === b.text
  return a.kind === b.kind && valueText(a) === valueText(b)
}

/** The new value; undefined where the reply leaves the answer as it was. */
export const readAnew = ({ question, was }: Anew, reply: Reply, now: Stamp): Value | undefined => {
  if (reply.kind === 'choice' && reply.id === backId) return undefined
  const value =
    reply.kind === 'choice'
      ? readChoice(question, reply.id)
      : reply.kind === 'text'
        ? readText(question, reply.text, now)
        : was
  return 'error' in value || same(value, was) ? undefined : value
}
