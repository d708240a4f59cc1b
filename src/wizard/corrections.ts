/** `b`: choose an earlier answer, say why, answer anew. The old answer stays in the record, marked as replaced. */

import { formatMoment } from '../calendar/moment.ts'
import { ask, hows, yesNo, yesNoUnsure } from '../case/ask.ts'
import type { Case, Placed } from '../case/case.ts'
import { findRung } from '../case/case.ts'
import type { Answer, Value } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import { correctableAnswers } from '../case/history.ts'
import { newVisit } from '../case/moves.ts'
import { choices } from '../case/outcomes.ts'
import type { Ask, Choice } from '../case/question.ts'
import type { Option } from '../terminal/screen.ts'

const mostOffered = 7

const valueText = (value: Value): string => {
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

const isAnswer = (placed: Placed): placed is Placed & { readonly fact: Answer } =>
  placed.fact.kind === 'answer'

/** Id of the option that leads to older answers. */
export const olderId = 'older'

/** A page of the answers that can be corrected, the newest first; the id is "entry.index". `from`: how many newer ones were passed. */
export const correctionOptions = (state: Case, from: number): readonly Option[] => {
  const all = correctableAnswers(state).filter(isAnswer)
  const shown = all.slice(from, from + mostOffered).map(toOption)
  return all.length > from + mostOffered ? [...shown, { id: olderId, label: 'Older answers …' }] : shown
}

/** How many answers one page of them holds. */
export const correctionPage = mostOffered

const longest = 70

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text

/** The label gives way, so that the answer can always be seen. */
const toOption = ({ entry, index, fact, place }: Placed & { readonly fact: Answer }): Option => {
  const value = cut(valueText(fact.value), 40)
  const label = cut(fact.subject?.label ?? fields[fact.field].label, longest - 2 - value.length)
  const option: Option = { id: `${entry}.${index}`, label: `${label}: ${value}` }
  return place.kind === 'rung' ? { ...option, hint: place.rung.label } : option
}

const optionsFor = (state: Case, placed: Placed & { readonly fact: Answer }): readonly Choice[] => {
  const { fact, place } = placed
  switch (fact.field) {
    case 'scenario':
      return (state.policy?.scenarios ?? []).map(({ id, title }) => ({ id, label: title }))
    case 'how':
      return hows
    case 'outcome': {
      const rung =
        place.kind === 'rung' && state.scenario !== undefined
          ? findRung(state.scenario, place.rung.id)
          : undefined
      if (rung === undefined || state.scenario === undefined) return []
      return choices(state, state.scenario, newVisit(state.scenario, rung, { date: '2000-01-01' })).filter(
        ({ id }) => id !== 'here',
      )
    }
    case 'guard':
      return state.policy?.guards.find((one) => one.id === fact.subject?.id)?.options ?? yesNoUnsure
    case 'ask':
      return state.policy?.asks.find((one) => one.id === fact.subject?.id)?.options ?? []
    case 'check':
      return yesNo
    case 'danger':
      return yesNoUnsure
    default:
      return []
  }
}

/** An earlier answer, and the question to which it was one. */
export interface Anew {
  readonly question: Ask
  readonly entry: number
  readonly index: number
  /** The step it belongs to, where it belongs to one. */
  readonly step?: string
  readonly was: string
}

/** The question that the chosen answer was an answer to, asked anew; undefined where it cannot be asked. */
export const questionAnew = (state: Case, id: string): Anew | undefined => {
  const placed = correctableAnswers(state)
    .filter(isAnswer)
    .find((one) => `${one.entry}.${one.index}` === id)
  if (placed === undefined) return undefined
  const { fact, entry, index, place } = placed
  const options = optionsFor(state, placed)
  const question = ask(place, fact.field, {
    ...(fact.subject === undefined ? {} : { subject: fact.subject, title: fact.subject.label }),
    options,
  })
  const step = place.kind === 'rung' ? { step: place.rung.label } : {}
  return { question, entry, index, ...step, was: valueText(fact.value) }
}
