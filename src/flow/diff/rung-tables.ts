import type { Limit, Policy, Rung, Scenario, StandIn, Target } from '../policy.ts'
import { canonical, carry, carryStart, carryTarget, carryWhom, type Sides } from './sides.ts'
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
import {
  ladders,
  limitWords,
  meetingWords,
  missedWords,
  standInWords,
  startWords,
  targetWords,
  whomByWords,
} from './words.ts'

const limit: Teller<Limit> = (a, b, sides) => {
  const words = (one: Limit, side: Sides['a']): string =>
    one.kind === 'urgency'
      ? `“${side.clock?.words ?? ''}”, without a figure`
      : limitWords(one, side.policy.officeHours)
  if (canonical(a) === canonical(b)) return []
  const from = words(a, sides.a)
  const to = words(b, sides.b)
  // The same but for office hours that are told as the policy's own.
  if (from === to && sameHours(a, sides.a.policy) && sameHours(b, sides.b.policy)) return []
  const by = sides.b.clock === undefined ? {} : { by: holders[sides.b.clock.whose] }
  return [from === to ? by : { from, to, ...by }]
}

const holders = { ours: 'you', theirs: 'they', both: 'both sides' } as const

const sameHours = (one: Limit, { officeHours }: Policy): boolean => {
  const rule = one.kind === 'rule' ? one.rule : one.kind === 'agreed' ? one.cap : undefined
  return rule?.officeHours?.from === officeHours?.from && rule?.officeHours?.to === officeHours?.to
}

const outcomeIds: Teller<readonly string[]> = list(
  (id: string, { rung }) => rung?.outcomes.find((one) => one.id === id)?.label ?? id,
  (sides, id) => carry(sides, 'outcome', id),
)

export const clockTable: Table<'clock'> = {
  id: 'parts',
  title: worded(text),
  whose: weighty(named({ ours: 'you', theirs: 'them', both: 'both sides' })),
  limit: weighty(limit),
  words: worded(text),
  from: weighty(
    list(
      (start, { policy, scenario }) => startWords(policy, scenario, start),
      (sides, start) => carryStart(sides, start),
    ),
  ),
  on: weighty(outcomeIds),
  when: weighty(when),
  met: weighty(named({ sent: 'sending it in time meets it', received: 'only receipt meets it' })),
  sooner: weighty(yesNo),
  indicative: weighty(yesNo),
  missed: weighty(value(missedWords)),
  clause: worded(text),
  remarks: worded(remarks),
}

const kindWords = {
  agreed: 'they agreed',
  refused: 'they refused, or the answer does not satisfy',
  'no-answer': 'no answer in time',
  unreached: 'could not be reached',
  done: 'done',
  'not-done': 'not done',
  'other-way': 'another way on',
  stopped: 'stopped by a gatekeeper',
  returned: 'given back by a gatekeeper',
  recorded: 'only put on record',
  'no-issue': 'no disagreement after all',
} as const

const leadsUp = (to: Target, up: Target | undefined): boolean => canonical(to) === canonical(up)

/** What leads up goes wherever up goes, and that is told once, of the rung. */
const outcomeTarget: Teller<Target> = (a, b, sides) => {
  if (leadsUp(a, sides.a.rung?.up) && leadsUp(b, sides.b.rung?.up)) return []
  const words = (to: Target, side: Sides['a']): string => targetWords(side.policy, side.scenario, to)
  if (canonical(carryTarget(sides, a)) === canonical(b)) return []
  const from = words(a, sides.a)
  const to = words(b, sides.b)
  return [from === to ? {} : { from, to }]
}

export const outcomeTable: Table<'outcome'> = {
  id: 'parts',
  kind: weighty(named(kindWords)),
  label: worded(text),
  to: weighty(outcomeTarget),
  by: weighty(text),
  when: weighty(when),
  clause: worded(text),
}

const checkKinds = {
  ready: 'to have ready',
  holder: 'one of those to approach',
  'stand-in': 'somebody approached in another’s stead',
  approval: 'an approval',
  inform: 'somebody to be told',
  form: 'a form',
} as const

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
  if (byOrder || canonical(carryTarget(sides, a)) === canonical(b)) return []
  const from = targetWords(sides.a.policy, sides.a.scenario, a)
  const to = targetWords(sides.b.policy, sides.b.scenario, b)
  return [from === to ? {} : { from, to }]
}

const carryStandIn = (sides: Sides, one: StandIn): StandIn => ({
  ...one,
  contacts: one.contacts.map((id) => carry(sides, 'contact', id)),
})

const authorities = {
  decides: 'decides',
  recommends: 'recommends, and cannot direct',
  mediates: 'mediates',
  reviews: 'reviews',
  'is-told': 'is only told',
} as const

const media = {
  telephone: 'by telephone',
  writing: 'in writing',
  letter: 'by letter',
  'e-mail': 'by e-mail',
  form: 'on a form',
  'in-person': 'in person',
  'telephone-then-writing': 'by telephone, then in writing',
  both: 'by voice and in writing',
} as const

const recordWords = {
  when: 'when it was',
  how: 'how',
  who: 'who it was',
  said: 'what was said',
  reason: 'the reason given',
  reference: 'the reference',
  'done-what': 'what was done',
} as const

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
  meeting: weighty(value(meetingWords)),
  checks: 'parts',
  do: worded(passages),
  inOrder: weighty(yesNo),
  say: worded(value(({ text: words, exact }) => (exact ? `${words} (in exactly these words)` : words))),
  owed: worded(passages),
  record: weighty(list((one) => recordWords[one] ?? one)),
  questions: 'parts',
  meanwhile: worded(passage),
  clocks: 'parts',
  guards: weighty(guardsNamed),
  advice: worded(adviceNamed),
  remarks: worded(remarks),
  outcomes: 'parts',
}
