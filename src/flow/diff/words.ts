/**
 * The values of a policy in words, as a comparison quotes them: complete, so that two values that differ never read the same.
 * Compares nothing and writes no sentences.
 */
import type { OfficeHours, Rule, Timescale } from '../../calendar/time.ts'
import { formatTimescale } from '../../calendar/timescale.ts'
import type {
  Agency,
  ClockStart,
  ContactLine,
  Limit,
  Meeting,
  Missed,
  Passage,
  Policy,
  Rung,
  Scenario,
  StandIn,
  Target,
  When,
  WhomByAnswer,
} from '../policy.ts'
import { findRung } from '../rungs.ts'

const timescale = (one: Timescale): string => {
  const same = one.unit === 'same-day' || one.unit === 'same-working-day'
  return same ? `the ${formatTimescale(one)}` : formatTimescale(one)
}

export const hoursWords = ({ from, to }: OfficeHours): string => `${from} to ${to}`

const ruleWords = ({ within, also, dayOne, by, officeHours }: Rule, hours: OfficeHours | undefined): string =>
  [
    timescale(within),
    ...(also === undefined ? [] : [`or ${timescale(also)}, whichever is earlier`]),
    ...(dayOne === undefined ? [] : ['the first day counts']),
    ...(by === undefined ? [] : [`by ${by} of the last day`]),
    // The policy's own hours are told once, as the policy's.
    ...(officeHours === undefined || (officeHours.from === hours?.from && officeHours.to === hours.to)
      ? []
      : [`office hours ${hoursWords(officeHours)}`]),
  ].join(', ')

/** How long: "3 working days", "a time that both sides agree, at most 2 weeks". */
export const limitWords = (limit: Limit, hours: OfficeHours | undefined): string => {
  switch (limit.kind) {
    case 'rule':
      return ruleWords(limit.rule, hours)
    case 'agreed':
      return limit.cap === undefined
        ? 'a time that both sides agree'
        : `a time that both sides agree, at most ${ruleWords(limit.cap, hours)}`
    case 'urgency':
      return 'no figure, only a word for how urgent it is'
  }
}

export const passageWords = ({ text, clause }: Passage): string => `${text} (clause ${clause})`

/** A rung as people call it: its printed label where that says something, else its title. */
export const rungWords = (rung: Rung): string =>
  rung.label !== undefined && /[a-z]{3}/i.test(rung.label) ? rung.label : `“${rung.title}”`

const rungIn = (scenario: Scenario | undefined, id: string): string => {
  const rung = scenario === undefined ? undefined : findRung(scenario, id)
  return rung === undefined ? `“${id}”` : rungWords(rung)
}

/** Where something leads: "to stage 4", "to the end of the policy". */
export const targetWords = (policy: Policy, scenario: Scenario | undefined, to: Target): string => {
  switch (to.kind) {
    case 'rung':
      return `to ${rungIn(scenario, to.rung)}`
    case 'scenario': {
      const other = policy.scenarios.find(({ id }) => id === to.scenario)
      return `to the scenario “${other?.title ?? to.scenario}”, ${rungIn(other, to.rung)}`
    }
    case 'promise':
      return 'to a promise, which is kept open until it is done'
    case 'top':
      return 'to the end of the policy'
    case 'elsewhere':
      return `elsewhere: “${policy.elsewhere.find(({ id }) => id === to.elsewhere)?.title ?? to.elsewhere}”`
    case 'close':
      return 'to the close of the case'
  }
}

/** A question or a guard of the policy, and the answers: only for these. */
export const whenWords = (policy: Policy, { ask, is }: When): string => {
  const asked = policy.asks.find(({ id }) => id === ask) ?? policy.guards.find(({ id }) => id === ask)
  const title = asked === undefined ? ask : 'title' in asked ? asked.title : asked.ask
  const answers = is.map((id) => `“${asked?.options.find((one) => one.id === id)?.label ?? id}”`)
  return `“${title}” ${answers.join(' or ')}`
}

export const whomByWords = (policy: Policy, { ask, is, otherwise }: WhomByAnswer): string => {
  const asked = policy.asks.find(({ id }) => id === ask)
  const options = Object.entries(is).map(
    ([id, whom]) => `${asked?.options.find((one) => one.id === id)?.label ?? id}: ${whom}`,
  )
  const all = otherwise === undefined ? options : [...options, `otherwise: ${otherwise}`]
  return `“${asked?.title ?? ask}” ${all.join('; ')}`
}

const lineKinds: Readonly<Record<ContactLine['kind'], string>> = {
  phone: 'telephone number',
  voicemail: 'voicemail number',
  'e-mail': 'e-mail address',
  web: 'web address',
  post: 'postal address',
}

/** What a line of a contact is: "telephone number". */
export const lineName = ({ kind }: ContactLine): string => lineKinds[kind]

export const lineWords = ({ value, hours, note }: ContactLine): string => {
  const about = [
    ...(hours === 'any' ? [] : [hours === 'day' ? 'by day' : 'out of hours']),
    ...(note === undefined ? [] : [note]),
  ]
  return about.length === 0 ? value : `${value} (${about.join('; ')})`
}

const roles = (policy: Policy, ids: readonly string[]): string =>
  ids.map((id) => policy.contacts.find((one) => one.id === id)?.role ?? id).join(', ')

export const standInWords = (policy: Policy, one: StandIn): string => {
  const why =
    one.for === 'absent' ? 'where there is nobody in the post' : 'where they have a part in the matter'
  const contacts = one.contacts.length === 0 ? '' : `; contact: ${roles(policy, one.contacts)}`
  return `${why}: ${one.whom}${contacts} (clause ${one.clause})`
}

export const meetingWords = (one: Meeting): string =>
  [
    ...(one.convenes === undefined ? [] : [`convened by ${one.convenes}`]),
    ...(one.chairs === undefined ? [] : [`chaired by ${one.chairs}`]),
    ...(one.attends === undefined ? [] : [`attended by ${one.attends}`]),
    ...(one.independent === undefined ? [] : [`independence: ${one.independent}`]),
    `clause ${one.clause}`,
  ].join('; ')

const missedNames: Readonly<Record<Missed['then'], string>> = {
  'move-on': 'one moves on',
  'may-move-on': 'one may move on',
  lapses: 'the right lapses',
}

export const missedWords = ({ then, clause }: Missed): string => `${missedNames[then]} (clause ${clause})`

const clockName = (scenario: Scenario | undefined, path: string): string => {
  const [owner = '', id = ''] = path.split('/')
  const rung = scenario === undefined ? undefined : findRung(scenario, owner)
  const stage = scenario?.stages.find((one) => one.id === owner)
  const clocks = rung?.clocks ?? stage?.clocks ?? scenario?.clocks ?? []
  const title = clocks.find((one) => one.id === id)?.title ?? path
  return rung === undefined ? `to ${title}` : `to ${title} (${rungWords(rung)})`
}

/** The moment that a clock counts from. */
export const startWords = (policy: Policy, scenario: Scenario | undefined, start: ClockStart): string => {
  switch (start.kind) {
    case 'told':
      return 'the disagreement, or receipt of the decision'
    case 'reached':
      return 'what led there'
    case 'asked':
      return 'the moment the other side is asked'
    case 'outcome':
      return 'the outcome named'
    case 'stage':
      return 'the beginning of the stage'
    case 'moment':
      return `“${policy.moments.find(({ id }) => id === start.moment)?.ask ?? start.moment}”`
    case 'start':
      return `the start of ${rungIn(scenario, start.rung)}`
    case 'end':
      return `the end of ${rungIn(scenario, start.rung)}`
    case 'deadline':
      return `the deadline ${clockName(scenario, start.clock)}`
  }
}

export const postWords = ({ title, joined }: Agency['posts'][number]): string =>
  joined === undefined ? title : `${joined} ${title}`

/** Where a rung stands: its ladder, named, with the other rungs of it. */
export interface Standing {
  readonly group: string
  readonly name: string
  readonly rungs: readonly Rung[]
}

/** The ladders of a scenario, the main one first, those beside last. */
export const ladders = (scenario: Scenario): readonly Standing[] => [
  { group: 'ladder', name: '', rungs: scenario.ladder },
  ...scenario.tracks.map((track) => ({
    group: `track/${track.id}`,
    name: `on the track “${track.title}”`,
    rungs: track.rungs,
  })),
  { group: 'ways', name: 'beside the ladder', rungs: scenario.ways },
]

/** "between stage 2 and stage 3", "at the top, above stage 3", "beside the ladder". */
export const whereWords = ({ group, name, rungs }: Standing, rung: Rung): string => {
  if (group === 'ways') return name
  const at = rungs.indexOf(rung)
  const below = rungs[at - 1]
  const above = rungs[at + 1]
  const place =
    below === undefined && above === undefined
      ? 'alone'
      : below === undefined
        ? `at the bottom, below ${above === undefined ? '' : rungWords(above)}`
        : above === undefined
          ? `at the top, above ${rungWords(below)}`
          : `between ${rungWords(below)} and ${rungWords(above)}`
  return name === '' ? place : `${name}, ${place}`
}
