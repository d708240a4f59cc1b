/**
 * What only a comparison quotes whole, in words: so complete that two values that differ never read the same. What is said
 * elsewhere, too, is in flow/words/. Compares nothing and writes no sentences.
 */
import type { OfficeHours } from '../../calendar/time.ts'
import type {
  Agency,
  Challenged,
  ContactLine,
  Passage,
  Policy,
  Rung,
  Scenario,
  StandIn,
  WhomByAnswer,
} from '../policy.ts'
import { findRung, rungName } from '../rungs.ts'
import { challengedBodies, lineHours, standInReasons } from '../words/closed-lists.ts'
import { clauseWords, quoted } from '../words/phrase.ts'
import { optionWords, questionWords } from '../words/when.ts'

export const hoursWords = ({ from, to }: OfficeHours): string => `${from} to ${to}`

export const passageWords = ({ text, clause }: Passage): string => `${text} (${clauseWords(clause)})`

/** What the rung with this id is called; the id itself where there is none. */
export const rungIn = (scenario: Scenario | undefined, id: string): string => {
  const rung = scenario === undefined ? undefined : findRung(scenario, id)
  return rung === undefined ? id : rungName(rung)
}

export const whomByWords = (policy: Policy, { ask, is, otherwise }: WhomByAnswer): string => {
  const options = Object.entries(is).map(([id, whom]) => `${optionWords(policy, ask, id)}: ${whom}`)
  const all = otherwise === undefined ? options : [...options, `otherwise: ${otherwise}`]
  return `${quoted(questionWords(policy, ask))} ${all.join('; ')}`
}

export const challengedWords = (policy: Policy, challenged: Challenged): string => {
  if (challenged.kind === 'ask') return `the answer to ${quoted(questionWords(policy, challenged.ask))}`
  const { id, title, clause, remarks } = challenged
  const open = remarks.map((one) => policy.remarks.find((remark) => remark.id === one)?.text ?? one)
  return [`${title} (${clauseWords(clause)}), counted as ${challengedBodies[id] ?? id}`, ...open].join('; ')
}

export const lineWords = ({ value, hours, note }: ContactLine): string => {
  const about = [...(hours === 'any' ? [] : [lineHours[hours]]), ...(note === undefined ? [] : [note])]
  return about.length === 0 ? value : `${value} (${about.join('; ')})`
}

/** The roles of the contacts with these ids. */
export const roles = (policy: Policy, ids: readonly string[]): string =>
  ids.map((id) => policy.contacts.find((one) => one.id === id)?.role ?? id).join(', ')

export const standInWords = (policy: Policy, one: StandIn): string => {
  const contacts = one.contacts.length === 0 ? '' : `; contact: ${roles(policy, one.contacts)}`
  return `where ${standInReasons[one.for]}: ${one.whom}${contacts} (${clauseWords(one.clause)})`
}

export const postWords = ({ title, joined }: Agency['posts'][number]): string =>
  joined === undefined ? title : `${joined} ${title}`

/** Where a rung stands: its ladder, named, with the other rungs of it. */
export interface Ladder {
  readonly group: string
  readonly name: string
  readonly rungs: readonly Rung[]
}

/** The ladders of a scenario, the main one first, those beside last. */
export const ladders = (scenario: Scenario): readonly Ladder[] => [
  { group: 'ladder', name: '', rungs: scenario.ladder },
  ...scenario.tracks.map((track) => ({
    group: `track/${track.id}`,
    name: `on the track ${quoted(track.title)}`,
    rungs: track.rungs,
  })),
  { group: 'ways', name: 'beside the ladder', rungs: scenario.ways },
]

const between = (below: Rung | undefined, above: Rung | undefined): string => {
  const [under, over] = [below, above].map((one) => (one === undefined ? undefined : quoted(rungName(one))))
  if (under === undefined) return over === undefined ? 'alone' : `at the bottom, below ${over}`
  return over === undefined ? `at the top, above ${under}` : `between ${under} and ${over}`
}

/** "between “Stage 2: …” and “Stage 3: …”", "at the top, above “…”", "beside the ladder". */
export const whereWords = ({ group, name, rungs }: Ladder, rung: Rung): string => {
  if (group === 'ways') return name
  const at = rungs.indexOf(rung)
  const place = between(rungs[at - 1], rungs[at + 1])
  return name === '' ? place : `${name}, ${place}`
}
