/** From one stop of a story to another. Pure: an index to an index, undefined where there is none to go to. */
import type { Answer, Fact } from '../case/fact.ts'
import { fields } from '../case/fields.ts'
import type { Remark, Remarks } from './remark.ts'
import { mainFact, type Stop } from './stops.ts'
import type { Story } from './story.ts'

export const onward = ({ stops }: Story, from: number): number | undefined =>
  from + 1 < stops.length ? from + 1 : undefined

export const back = (from: number): number | undefined => (from > 0 ? from - 1 : undefined)

/** The first stop after this one with such a remark; from the beginning again, where there is none later. */
export const nextMarked = (
  { stops }: Story,
  remarks: Remarks,
  from: number,
  wanted: (remark: Remark) => boolean,
): number | undefined => nextWhere(stops.length, from, (i) => (remarks.get(i) ?? []).some(wanted))

const nextWhere = (count: number, from: number, test: (index: number) => boolean): number | undefined => {
  for (let step = 1; step <= count; step++) {
    const index = (from + step) % count
    if (test(index)) return index
  }
  return undefined
}

/** A rung that a record came to. */
export interface VisitedRung {
  readonly id: string
  readonly label: string
  readonly clause: string
  /** Where each visit begins, by the index of its stop. */
  readonly visits: readonly number[]
}

/** The rungs in the order in which the record first came to each. */
export const visitedRungs = ({ stops }: Story): readonly VisitedRung[] => {
  const found = new Map<string, VisitedRung & { readonly visits: number[] }>()
  let here = ''
  for (const [i, stop] of stops.entries()) {
    const { place } = mainFact(stop)
    // A note or a correction in the middle of a visit does not end it.
    if (place.kind !== 'rung') continue
    const key = `${place.rung.id} ${place.clause} ${place.rung.label}`
    if (key === here) continue
    here = key
    const known = found.get(key)
    if (known === undefined)
      found.set(key, { id: place.rung.id, label: place.rung.label, clause: place.clause, visits: [i] })
    else known.visits.push(i)
  }
  return [...found.values()]
}

/** The next visit to a rung after this stop; its first one, where there is none later. */
export const toRung = ({ visits }: VisitedRung, from: number): number | undefined =>
  visits.find((one) => one > from) ?? visits[0]

const answerWords = ({ field, subject, value }: Answer, answers: boolean): readonly string[] => {
  const said = value.kind === 'text' ? value.text : value.kind === 'choice' ? value.choice.label : ''
  return [fields[field].label, subject?.label ?? '', ...(answers ? [said] : [])]
}

const wordsIn = (fact: Fact, answers: boolean): readonly string[] => {
  if (fact.kind === 'answer') return answerWords(fact, answers)
  if (!answers) return []
  switch (fact.kind) {
    case 'next':
      return [fact.to.label]
    case 'due':
      return [fact.title]
    case 'policy':
      return [fact.policy.label]
    case 'recovered':
    case 'taken-over':
      return [fact.text]
    case 'replaces':
      return [fact.reason.label]
    case 'receipt':
      return ['Receipt']
    case 'closed':
      return [fact.how.label]
    case 'training':
      return [fact.exercise.label]
    case 'device':
    case 'program':
    case 'clock-given':
      return []
  }
}

const holds = ({ facts }: Stop, wanted: string, answers: boolean): boolean =>
  facts.some(
    ({ place, fact }) =>
      (place.kind === 'rung' && place.rung.label.toLowerCase().includes(wanted)) ||
      wordsIn(fact, answers).some((words) => words.toLowerCase().includes(wanted)),
  )

/**
 * The next stop that has these words, in labels, choices or typed text; whatever the case of letters, round at the end.
 * `answers`: false where only what was asked, and where, is looked at.
 */
export const search = ({ stops }: Story, from: number, words: string, answers = true): number | undefined => {
  const wanted = words.trim().toLowerCase()
  return wanted === ''
    ? undefined
    : nextWhere(stops.length, from, (i) => {
        const stop = stops[i]
        return stop !== undefined && holds(stop, wanted, answers)
      })
}
