/**
 * The course of a case: what was chosen and when, step by step, as it held in the end. No word that anybody typed is in it; where
 * there was one, a fixed phrase stands. Made from the facts of a record, or of a walk; see strip.ts.
 */
import { formatMoment } from '../calendar/moment.ts'
import type { Stamp } from '../calendar/time.ts'
import { begin, type Case, type Placed, placeOf, type World } from '../case/case.ts'
import { addedLater } from '../case/command.ts'
import { evolve } from '../case/evolve.ts'
import type { Answer, Field, Value } from '../case/fact.ts'
import { lineage } from '../case/history.ts'
import { aboutFields } from '../case/pending.ts'
import { keyOf, turning } from '../case/script.ts'

/** Stands where somebody typed something. */
export const leftOut = 'left out'

export const somebody = 'A. Example'

export type Danger = 'yes' | 'no' | 'unsure'

/** What belongs to one turn of the case, before it is said how it turned. */
export interface Details {
  /** By field, or by the id of what the policy asks. */
  readonly values: Readonly<Record<string, string>>
  readonly checks: readonly string[]
  readonly advice?: string
  readonly danger?: Exclude<Danger, 'no'>
}

/** One turn of the case: an outcome of a rung, or what became of it at a place after the ladder. */
export interface Turn extends Details {
  /** As in a walk: the rung, or `promise`, `top`, `handed`, `closing`. */
  readonly key: string
  readonly outcome: string
  readonly at: Stamp
  /** When the last was said of it. */
  readonly until: Stamp
  /** Counted from 1. */
  readonly sitting: number
  /** When that sitting began. */
  readonly opened: Stamp
  /** Where it stands. */
  readonly entry: number
}

export interface Course {
  readonly start: Stamp
  readonly scenario: string | undefined
  /** At the beginning of each sitting. */
  readonly dangers: readonly Danger[]
  readonly dangerDone: boolean
  readonly tried: boolean
  readonly begun?: string
  readonly why?: string
  readonly asks: Readonly<Record<string, string>>
  readonly guards: Readonly<Record<string, string>>
  readonly moments: Readonly<Record<string, string>>
  readonly about: Readonly<Record<string, string>>
  /** How it ended for each child. */
  readonly children: readonly string[]
  readonly turns: readonly Turn[]
  /** What was told at the place where the case stands, with no turn after it. */
  readonly rest: Details & { readonly key: string }
  /** What a made-up case has no words for, in sentences. */
  readonly lost: readonly string[]
  /** The case that this comes to, without what lies off its path. */
  readonly state: Case
  /** Facts that lie off the path since a correction. */
  readonly off: number
  readonly corrections: number
}

const persons: readonly Field[] = ['who', 'promise-who', 'advice-who']

/** As somebody would type it in a walk; undefined where it was passed over. */
const spelt = (field: Field, value: Value): string | undefined => {
  switch (value.kind) {
    case 'choice':
      return value.choice.id
    case 'text':
      return persons.includes(field) ? somebody : leftOut
    case 'moment':
      return formatMoment(value.moment)
    case 'date':
      return value.date
    case 'none':
      return undefined
  }
}

const isDanger = (id: string | undefined): id is Danger => id === 'yes' || id === 'no' || id === 'unsure'

/** Details as they are gathered. */
interface Gathered {
  values: Record<string, string>
  checks: Set<string>
  advice?: string
  danger?: Exclude<Danger, 'no'>
}

type Turned = Omit<Turn, keyof Details | 'until'> & Gathered & { until: Stamp }

const nothing = (): Gathered => ({ values: {}, checks: new Set() })

const detailsOf = ({ values, checks, advice, danger }: Gathered): Details => ({
  values,
  checks: [...checks],
  ...(advice === undefined ? {} : { advice }),
  ...(danger === undefined ? {} : { danger }),
})

/** What the facts so far come to. */
interface Gathering {
  opened: Stamp
  sittings: number
  scenario?: string
  readonly dangers: Danger[]
  dangerDone: boolean
  tried: boolean
  begun?: string
  why?: string
  readonly asks: Record<string, string>
  readonly guards: Record<string, string>
  readonly moments: Record<string, string>
  readonly about: Record<string, string>
  readonly children: string[]
  readonly turns: Turned[]
  readonly lost: string[]
  /** For the turn that is to come. */
  ahead: Gathered
}

const gathering = (): Gathering => ({
  opened: '',
  sittings: 0,
  dangers: [],
  dangerDone: false,
  tried: false,
  asks: {},
  guards: {},
  moments: {},
  about: {},
  children: [],
  turns: [],
  lost: [],
  ahead: nothing(),
})

/** Where what is said on a rung belongs: with the outcome that is being told, or with the one to come. */
const here = (made: Gathering, { position }: Case): Gathered => {
  const telling = position.kind === 'rung' && position.visit.attempts.at(-1)?.complete === false
  return (telling ? made.turns.at(-1) : undefined) ?? made.ahead
}

const onTurn = (made: Gathering, before: Case, { place, fact, entry }: Placed, outcome: string): void => {
  const at = place.kind === 'rung' ? place : placeOf(before.position)
  made.turns.push({
    ...made.ahead,
    key: keyOf(at),
    outcome,
    at: fact.at,
    until: fact.at,
    sitting: made.sittings,
    opened: made.opened,
    entry,
  })
  made.ahead = nothing()
}

const onDanger = (made: Gathering, { kind }: Placed['place'], id: string | undefined): void => {
  if (!isDanger(id)) return
  if (kind === 'sitting' && made.dangers.length < made.sittings) made.dangers.push(id)
  // Of several before one turn the gravest counts.
  // That there was none is what a walk begins with.
  else if (id !== 'no' && made.ahead.danger !== 'yes') made.ahead.danger = id
}

const onAdvice = (made: Gathering, id: string, entry: number): void => {
  if (made.ahead.advice === undefined) made.ahead.advice = id
  else
    made.lost.push(
      `Entry ${entry}: of what was sought beside the ladder before one answer, only the first is kept.`,
    )
}

const once = (
  made: Gathering,
  into: Record<string, string>,
  id: string,
  value: string,
  entry: number,
): void => {
  if (into[id] !== undefined && into[id] !== value)
    made.lost.push(`Entry ${entry}: a question was answered again, and otherwise; its first answer is kept.`)
  into[id] ??= value
}

const onGuard = (made: Gathering, before: Case, id: string, value: string, entry: number): void => {
  const every = before.policy?.guards.find((one) => one.id === id)?.every
  if (every === 'rung') {
    here(made, before).values[id] = value
    // For a rung where nothing else was said.
    made.guards[id] ??= value
  } else once(made, made.guards, id, value, entry)
}

const onSaid = (
  made: Gathering,
  before: Case,
  { entry, place }: Placed,
  field: Field,
  id: string,
  text: string,
): void => {
  if (field === 'scenario') made.scenario ??= text
  else if (field === 'start') made.begun ??= text
  else if (field === 'why' && place.kind === 'sitting') made.why = text
  else if (field === 'ask') once(made, made.asks, id, text, entry)
  else if (field === 'guard') onGuard(made, before, id, text, entry)
  else if (field === 'moment') once(made, made.moments, id, text, entry)
  else if (aboutFields.includes(field)) made.about[field] = text
  else if (field === 'child-outcome') made.children.push(text)
  else if (field === 'advice' || field === 'action') onAdvice(made, text, entry)
  else if (/^(?:advice|action)-/.test(field)) made.ahead.values[field] ??= text
  else if (field === 'question') here(made, before).values[id] = text
  else if (!unsaid.includes(field)) here(made, before).values[field] = text
}

/** One answer that lies on the path. `before`: the case as it stood. */
const onAnswer = (made: Gathering, before: Case, placed: Placed, answer: Answer): void => {
  const { field, subject, value, at } = answer
  const text = spelt(field, value)
  const { place } = placed
  const id = subject?.id ?? ''
  const last = made.turns.at(-1)
  // Of an outcome that was half told when somebody left, the rest belongs to it in the next sitting, too.
  const belongs = last !== undefined && (last.sitting === made.sittings || here(made, before) === last)
  if (belongs && at > last.until) last.until = at
  if (turning.includes(field)) {
    if (text !== undefined) onTurn(made, before, placed, text)
  } else if (field === 'tried') {
    // "This is where I am now" is an answer to what happened there.
    if (place.kind === 'rung') onTurn(made, before, placed, 'here')
    else made.tried ||= text === 'yes'
  } else if (field === 'danger') onDanger(made, place, text)
  else if (field === 'danger-done') made.dangerDone ||= text !== undefined
  else if (field === 'check') {
    if (text === 'yes') here(made, before).checks.add(id)
    else here(made, before).checks.delete(id)
  } else if (text !== undefined) onSaid(made, before, placed, field, id, text)
}

/** No step of a course: what was written, and what it was matched to. */
const besideTheCourse: readonly Field[] = ['match', 'match-how', 'sent', 'sent-when', 'sent-to', 'sent-how']

/** What a walk says of itself, or what only tells of words. */
const unsaid: readonly Field[] = [
  'recorded-by',
  'same-outcome',
  'child',
  'child-more',
  'again',
  'note',
  ...besideTheCourse,
]

const turnOf = ({ key, outcome, at, until, sitting, opened, entry, ...details }: Turned): Turn => ({
  key,
  outcome,
  at,
  until,
  sitting,
  opened,
  entry,
  ...detailsOf(details),
})

/** What was passed over, and answered when it was asked for again, is no correction. */
const correctionsIn = (facts: readonly Placed[]): number =>
  facts.filter(({ fact }) => fact.kind === 'replaces' && fact.reason.id !== addedLater.id).length

/** What these facts come to. `world`: with the policies that they name. */
export const courseOf = (world: World, facts: readonly Placed[]): Course => {
  const made = gathering()
  let state = begin(world)
  for (const placed of lineage(facts).asCorrected) {
    const { fact } = placed
    const after = evolve(state, placed)
    if (fact.kind === 'device') {
      made.sittings += 1
      made.opened = fact.at
    }
    if (fact.kind === 'answer' && after.off === state.off) onAnswer(made, state, placed, fact)
    state = after
  }
  const { opened: _, sittings: _1, turns, ahead, scenario, ...rest } = made
  return {
    ...rest,
    scenario,
    start: facts[0]?.fact.at ?? '',
    turns: turns.map(turnOf),
    rest: { key: keyOf(placeOf(state.position)), ...detailsOf(ahead) },
    state,
    off: state.off.size,
    corrections: correctionsIn(facts),
  }
}
