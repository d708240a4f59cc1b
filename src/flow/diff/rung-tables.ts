/**
 * Of a rung and of what stands on it: the words that it has, how each is compared, and whether a change of it may change what
 * is done in a case. The other parts are in tables.ts.
 */
import type { Rule } from '../../calendar/time.ts'
import { same } from '../canonical.ts'
import type { Limit, Policy, Rung, Scenario, StandIn, Target } from '../policy.ts'
import { limitWords, startWords } from '../words/clock.ts'
import {
  authorities,
  checkKinds,
  consequences,
  media,
  outcomeKinds,
  parties,
  partiesAsObject,
  recordables,
} from '../words/closed-lists.ts'
import { meetingWords } from '../words/meeting.ts'
import { clauseWords } from '../words/phrase.ts'
import { targetWords } from '../words/target.ts'
import { carry, carryStart, carryTarget, carryWhom, type Sides } from './sides.ts'
import {
  adviceNamed,
  contacts,
  guardsNamed,
  list,
  named,
  passage,
  passages,
  remarks,
  type Table,
  type Teller,
  text,
  value,
  weighty,
  when,
  worded,
  yesNo,
} from './tell.ts'
import { ladders, standInWords, whomByWords } from './words.ts'

/** The policy's own hours are told once, as the policy's. */
const withoutHours = (rule: Rule, hours: Policy['officeHours']): Rule => {
  const { officeHours, ...rest } = rule
  return officeHours?.from === hours?.from && officeHours?.to === hours?.to ? rest : rule
}

const bare = (limit: Limit, { officeHours }: Policy): Limit => {
  switch (limit.kind) {
    case 'rule':
      return { kind: 'rule', rule: withoutHours(limit.rule, officeHours) }
    case 'agreed':
      return limit.cap === undefined ? limit : { kind: 'agreed', cap: withoutHours(limit.cap, officeHours) }
    case 'urgency':
      return limit
  }
}

/** `by`: who has that long. */
const limit: Teller<Limit> = (a, b, sides) => {
  const [before, after] = [bare(a, sides.a.policy), bare(b, sides.b.policy)]
  if (same(before, after)) return []
  const from = limitWords({ limit: before, words: sides.a.clock?.words ?? '' })
  const to = limitWords({ limit: after, words: sides.b.clock?.words ?? '' })
  const by = sides.b.clock === undefined ? {} : { by: parties[sides.b.clock.whose] }
  return [from === to ? by : { from, to, ...by }]
}

const outcomeIds: Teller<readonly string[]> = list(
  (id: string, { rung }) => rung?.outcomes.find((one) => one.id === id)?.label ?? id,
  (sides, id) => carry(sides, 'outcome', id),
)

export const clockTable: Table<'clock'> = {
  id: 'parts',
  title: worded(text),
  whose: weighty(named(partiesAsObject)),
  limit: weighty(limit),
  words: worded(text),
  from: weighty(
    list(
      (start, { clock, ...place }) => startWords(start, clock, place),
      (sides, start) => carryStart(sides, start),
    ),
  ),
  on: weighty(outcomeIds),
  when: weighty(when),
  met: weighty(named({ sent: 'sending it in time meets it', received: 'only receipt meets it' })),
  sooner: weighty(yesNo),
  indicative: weighty(yesNo),
  missed: weighty(value(({ then, clause }) => `${consequences[then]} (${clauseWords(clause)})`)),
  clause: worded(text),
  remarks: worded(remarks),
}

/** What leads up goes wherever up goes, and that is told once, of the rung. */
const outcomeTarget: Teller<Target> = (a, b, sides) => {
  if (same(a, sides.a.rung?.up) && same(b, sides.b.rung?.up)) return []
  const words = (to: Target, side: Sides['a']): string => targetWords(side.policy, side.scenario, to)
  if (same(carryTarget(sides, a), b)) return []
  const from = words(a, sides.a)
  const to = words(b, sides.b)
  return [from === to ? {} : { from, to }]
}

export const outcomeTable: Table<'outcome'> = {
  id: 'parts',
  kind: weighty(named(outcomeKinds)),
  label: worded(text),
  to: weighty(outcomeTarget),
  by: weighty(text),
  when: weighty(when),
  clause: worded(text),
}

export const checkTable: Table<'check'> = {
  id: 'parts',
  kind: weighty(named(checkKinds)),
  text: worded(text),
  clause: worded(text),
  on: weighty(outcomeIds),
  when: weighty(when),
}

export const questionTable: Table<'question'> = {
  id: 'parts',
  ask: worded(text),
  clause: worded(text),
}

type Stands = 'next' | 'last' | 'other'

const stands = (scenario: Scenario): ReadonlyMap<Rung, Stands> =>
  new Map(
    ladders(scenario).flatMap(({ group, rungs }) =>
      rungs.map((rung, i): readonly [Rung, Stands] => {
        const { up } = rung
        const next = group === 'ways' ? scenario.ladder[0] : rungs[i + 1]
        if (next !== undefined) return [rung, up.kind === 'rung' && up.rung === next.id ? 'next' : 'other']
        return [rung, group === 'ladder' && up.kind !== 'top' ? 'other' : 'last']
      }),
    ),
  )

const known = new WeakMap<Scenario, ReadonlyMap<Rung, Stands>>()

/** Whether a rung leads up as its place says: to the one above it, or on from the last of its ladder. */
const standing = (scenario: Scenario | undefined, rung: Rung | undefined): Stands => {
  if (scenario === undefined || rung === undefined) return 'other'
  const all = known.get(scenario) ?? stands(scenario)
  known.set(scenario, all)
  return all.get(rung) ?? 'other'
}

/** Told where it is not what the order of the rungs says by itself. */
const upwards: Teller<Target> = (a, b, sides) => {
  const before = standing(sides.a.scenario, sides.a.rung)
  const after = standing(sides.b.scenario, sides.b.rung)
  const byOrder = before !== 'other' && after !== 'other' && (before === 'next' || after === 'next')
  if (byOrder || same(carryTarget(sides, a), b)) return []
  const from = targetWords(sides.a.policy, sides.a.scenario, a)
  const to = targetWords(sides.b.policy, sides.b.scenario, b)
  return [from === to ? {} : { from, to }]
}

const carryStandIn = (sides: Sides, one: StandIn): StandIn => ({
  ...one,
  contacts: one.contacts.map((id) => carry(sides, 'contact', id)),
})

export const rungTable: Table<'rung'> = {
  id: 'parts',
  title: worded(text),
  label: worded(text),
  clause: worded(text),
  stage: weighty(
    value(
      (id, { scenario }) => scenario?.stages.find((one) => one.id === id)?.title ?? id,
      (sides, id) => carry(sides, `stage/${sides.a.scenario?.id ?? ''}`, id),
    ),
  ),
  when: weighty(when),
  up: weighty(upwards),
  acts: weighty(text),
  whom: weighty(text),
  whomBy: weighty(value((one, { policy }) => whomByWords(policy, one), carryWhom)),
  instead: weighty(list((one, { policy }) => standInWords(policy, one), carryStandIn)),
  never: weighty(passages),
  contacts: weighty(contacts),
  noNumber: worded(text),
  authority: weighty(named(authorities)),
  medium: weighty(named(media)),
  optional: weighty(yesNo),
  agencies: worded(yesNo),
  oppositeNumber: worded(yesNo),
  meeting: weighty(value((one) => [...meetingWords(one), clauseWords(one.clause)].join('; '))),
  checks: 'parts',
  do: worded(passages),
  inOrder: weighty(yesNo),
  say: worded(value(({ text: words, exact }) => (exact ? `${words} (in exactly these words)` : words))),
  owed: worded(passages),
  record: weighty(list((one) => recordables[one] ?? one)),
  questions: 'parts',
  meanwhile: worded(passage),
  clocks: 'parts',
  guards: weighty(guardsNamed),
  advice: worded(adviceNamed),
  remarks: worded(remarks),
  outcomes: 'parts',
}
