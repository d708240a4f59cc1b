/** What a person typed or chose → a value for the question, or a sentence on why it will not do. */
import { parseDate, parseMoment } from '../calendar/moment.ts'
import type { Stamp } from '../calendar/time.ts'
import { civil } from '../calendar/zone.ts'
import type { Value } from '../case/fact.ts'
import type { Ask } from '../case/question.ts'

/** The id under which "leave it out" is offered among choices. */
export const leaveOut = 'none'

const needed = ({ field }: Ask): string =>
  field === 'recorded-by'
    ? 'Please type your name and role.'
    : 'Please answer this one; what is known of it will do.'

/** An empty text is `none` where the question may be passed over. */
export const readText = (question: Ask, text: string, now: Stamp): Value | { readonly error: string } => {
  const { input } = question
  const typed = text.trim()
  if (typed === '') {
    if (input.kind === 'moment' && input.now) return { kind: 'moment', moment: civil(now) }
    return input.kind !== 'choice' && input.optional ? { kind: 'none' } : { error: needed(question) }
  }
  switch (input.kind) {
    case 'choice':
      return { error: 'Choose one of the answers.' }
    case 'text':
      return text.length > 20_000
        ? { error: 'This is longer than 20,000 characters. Shorten it, or put the rest into a note.' }
        : { kind: 'text', text: typed }
    case 'moment': {
      const read = parseMoment(typed, now)
      return 'moment' in read ? { kind: 'moment', moment: read.moment } : { error: read.error }
    }
    case 'date': {
      const read = parseDate(typed, now)
      return 'date' in read ? { kind: 'date', date: read.date } : { error: read.error }
    }
  }
}

/** What is wrong with a text, for the prompt. */
export const checkText =
  (question: Ask, now: () => Stamp) =>
  (text: string): string | undefined => {
    const value = readText(question, text, now())
    return 'error' in value ? value.error : undefined
  }

export const readChoice = (question: Ask, id: string): Value => {
  if (id === leaveOut || question.input.kind !== 'choice') return { kind: 'none' }
  const option = question.input.options.find((one) => one.id === id)
  return option === undefined
    ? { kind: 'none' }
    : { kind: 'choice', choice: { id: option.id, label: option.label } }
}

const hints: Readonly<Record<'text' | 'moment' | 'date', string>> = {
  text: 'Enter leaves it out',
  moment: 'such as 10:35, about 4pm, yesterday 16:00, 18 Nov',
  date: 'such as tomorrow, fri 27 nov, in 3 days; Enter leaves it out',
}

/** How to answer, in a few words under the question. */
export const hintFor = (question: Ask): string => {
  const { input, hint } = question
  if (input.kind === 'choice') return hint ?? ''
  const how =
    input.kind === 'moment'
      ? `${input.now ? 'Enter: just now; or ' : input.optional ? 'Enter leaves it out; or ' : ''}${hints.moment}`
      : input.kind === 'text' && !input.optional
        ? ''
        : hints[input.kind]
  return [hint, how].filter((one) => one !== undefined && one !== '').join('; ')
}
