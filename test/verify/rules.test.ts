/** Every honest record follows its policy, and one that was tampered with parts from it at the fact that was. */
import { describe, expect, test } from 'vitest'
import type { Calendar } from '../../src/calendar/time.ts'
import type { Placed, World } from '../../src/case/case.ts'
import { replay } from '../../src/case/evolve.ts'
import { type Fact, idOf, type Value } from '../../src/case/fact.ts'
import { next } from '../../src/case/next.ts'
import type { Question } from '../../src/case/question.ts'
import { checkRules, type Rules } from '../../src/verify/rules.ts'
import { answerUntil, type Journey, perform, start } from '../case/drive.ts'
import { everything } from '../flow/everything.ts'
import { clock, ladder, policy, scenario } from '../flow/made.ts'
import { calendarOf, policyOf, worldOf } from '../flows/shipped.ts'
import { everyWalk, exampleWalked, type History, playedAtRandom, walked } from './histories.ts'

/** More of them: RUNS=400 npx vitest run test/verify/rules --testTimeout 1000000 */
const each = Number(process.env['RUNS'] ?? 13)

const verdict = (rules: Rules): string =>
  rules.kind === 'parts' ? `parts at ${rules.entry}.${rules.fact}: ${rules.why}` : rules.kind

const check = ({ world, facts }: History): string => verdict(checkRules(world, facts))

const wrong = (histories: readonly History[]): readonly string[] =>
  histories.flatMap((one) => (check(one) === 'follows' ? [] : [`${one.name} ${check(one)}`]))

const place = ({ entry, index }: Pick<Placed, 'entry' | 'index'>): string => `${entry}.${index}`

const partsAt = (history: History): string => check(history).replace(/^parts at ([\d.]+):.*$/s, '$1')

/** With clocks, checks, notes and a closing. */
const stages = walked('southwark', 'communication-policy-issues-at-stage-3')

describe('an honest record follows its policy', () => {
  test('on every walk', () => {
    expect(wrong(everyWalk())).toEqual([])
  })

  test('whatever a hostile player did, and whenever the computer died', () => {
    const histories = playedAtRandom(1, each)
    expect(histories.length).toBeGreaterThanOrEqual(150)
    expect(wrong(histories)).toEqual([])
  })

  test('also where nobody knows any more what was typed', () => {
    const left: Value = { kind: 'text', text: 'left out' }
    const redacted = playedAtRandom(2, 2).map((one) => ({
      ...one,
      facts: one.facts.map((placed): Placed => {
        const { fact } = placed
        return fact.kind === 'answer' && fact.value.kind === 'text'
          ? { ...placed, fact: { ...fact, value: left } }
          : placed
      }),
    }))
    expect(wrong(redacted)).toEqual([])
  })

  test('and is the case that the engine makes of it', () => {
    const { world: _, ...state } = checkRules(stages.world, stages.facts).state
    const { world: __, ...live } = replay(stages.world, stages.facts)
    expect(state).toEqual(live)
  })

  test('before anything has been chosen, and where nothing was written', () => {
    const journey = start(policyOf('southwark'))
    expect(check({ name: '', world: worldOf(journey.policy), facts: journey.facts })).toBe('follows')
    expect(check({ name: '', world: worldOf(journey.policy), facts: [] })).toBe('follows')
  })
})

type Kind<K extends Fact['kind']> = Extract<Fact, { readonly kind: K }>

const find = <K extends Fact['kind']>(
  { facts }: History,
  kind: K,
  is: (fact: Kind<K>) => boolean = () => true,
): { readonly at: number; readonly fact: Kind<K> } => {
  const at = facts.findIndex(({ fact }) => fact.kind === kind && is(fact as Kind<K>))
  const found = facts[at]?.fact
  if (found === undefined) throw new Error(`there is no such ${kind}`)
  return { at, fact: found as Kind<K> }
}

const withFacts = (history: History, facts: readonly Placed[]): History => ({ ...history, facts })

const put = (history: History, at: number, fact: Fact): History =>
  withFacts(
    history,
    history.facts.map((placed, i) => (i === at ? { ...placed, fact } : placed)),
  )

const without = (history: History, at: number): History => withFacts(history, history.facts.toSpliced(at, 1))

const placeAt = ({ facts }: History, at: number): string => place(facts[at] ?? { entry: 0, index: 0 })

const isTo = ({ fact }: Placed, field: Kind<'answer'>['field']): boolean =>
  fact.kind === 'answer' && fact.field === field

const answerTo = (history: History, field: Kind<'answer'>['field']) =>
  find(history, 'answer', (fact) => fact.field === field)

const choose = (id: string, label: string): Value => ({ kind: 'choice', choice: { id, label } })

describe('a deadline parts from the policy', () => {
  const { at, fact } = find(stages, 'due')
  const tampered: Readonly<Record<string, Kind<'due'>>> = {
    'on another day': { ...fact, deadline: { ...fact.deadline, date: '2026-05-28' } },
    'with the working of another day': {
      ...fact,
      deadline: {
        date: '2026-05-28',
        working:
          '3 working days from Fri 22 May: Sat 23, Sun 24, Mon 25 Spring bank holiday skipped; Tue 26, Wed 27, Thu 28',
      },
    },
    'of another clock': { ...fact, clock: 'stage-1/reply' },
    'for somebody else to meet': { ...fact, whose: 'theirs' },
    'to do something else': { ...fact, title: 'wait' },
    'on the calendar of another nation': { ...fact, calendar: calendarOf('scotland').sha256 },
    'that is not sure': { ...fact, deadline: { ...fact.deadline, unsureAfter: '2027-12-31' } },
  }
  const nations: World = {
    ...stages.world,
    pinnedCalendar: (sha256) =>
      ['england-and-wales', 'scotland'].map(calendarOf).find((one) => one.sha256 === sha256),
  }

  test.each(Object.entries(tampered))('%s', (_, other) => {
    expect(partsAt({ ...put(stages, at, other), world: nations })).toBe(placeAt(stages, at))
  })

  test('where it is missing', () => {
    expect(partsAt(without(stages, at))).toBe(placeAt(stages, at + 1))
    // The last one of several, before the next answer.
    expect(partsAt(without(stages, at + 1))).toBe(placeAt(stages, at + 2))
  })

  test('that counts from another one, where it is missing', () => {
    const chained = exampleWalked('loughmere', 'up-to-the-director')
    const { at: explain } = find(chained, 'due', (due) => due.clock === 'head-of-service/explain')
    expect(partsAt(without(chained, explain))).toBe(placeAt(chained, explain + 1))
  })

  test('where it is stated twice', () => {
    const twice = withFacts(stages, stages.facts.toSpliced(at, 0, stages.facts[at] as Placed))
    expect(partsAt(twice)).toBe(placeAt(stages, at))
    expect(check(twice)).toContain('belongs here')
  })
})

describe('where the case goes parts from the policy', () => {
  const { at, fact } = find(stages, 'next')

  test('to another step, or to one of another name', () => {
    expect(partsAt(put(stages, at, { ...fact, to: { ...fact.to, id: 'stage-4' } }))).toBe(placeAt(stages, at))
    expect(partsAt(put(stages, at, { ...fact, to: { ...fact.to, label: 'Stage 2' } }))).toBe(
      placeAt(stages, at),
    )
  })

  test('where it is not said', () => {
    for (const history of [stages, walked('greenvale', 'plan-not-heard-up-to-the-director')])
      for (const [i, { fact: one }] of history.facts.entries()) {
        const after = history.facts[i + 1]?.fact
        if (one.kind === 'next' && after !== undefined && after.kind !== 'device')
          expect(partsAt(without(history, i)), `${history.name} ${i}`).toBe(placeAt(history, i + 1))
      }
  })
})

describe('an end parts from the policy', () => {
  const { at, fact } = find(stages, 'closed')

  test('that is another one', () => {
    const how = { id: 'agreed', label: 'agreed, and done' }
    expect(partsAt(put(stages, at, { ...fact, how }))).toBe(placeAt(stages, at))
  })

  test('that comes before the closing', () => {
    const early = withFacts(
      stages,
      stages.facts.toSpliced(at - 3, 0, { ...(stages.facts[at] as Placed), entry: 99 }),
    )
    expect(partsAt(early)).toBe(`99.${stages.facts[at]?.index}`)
  })

  test('after which something is answered', () => {
    const who = stages.facts[answerTo(stages, 'who').at] as Placed
    const more = withFacts(stages, [...stages.facts, { ...who, entry: 99, index: 1 }])
    expect(check(more)).toBe('parts at 99.1: The case is closed.')
  })
})

describe('an answer parts from the policy', () => {
  test('by what it is called', () => {
    for (const history of [stages, exampleWalked('northmere', 'up-to-the-panel')])
      for (const [i, { fact }] of history.facts.entries())
        if (fact.kind === 'answer' && fact.value.kind === 'choice') {
          const other = put(history, i, {
            ...fact,
            value: choose(fact.value.choice.id, 'They would not listen'),
          })
          expect(partsAt(other), `${history.name} ${fact.field}`).toBe(placeAt(history, i))
        }
  })

  test('by what is ticked', () => {
    const checked = walked('greenvale', 'plan-not-heard-up-to-the-director')
    const { at, fact } = answerTo(checked, 'check')
    const { id = '' } = fact.subject ?? {}
    expect(partsAt(put(checked, at, { ...fact, subject: { id, label: 'Something else' } }))).toBe(
      placeAt(checked, at),
    )
  })

  test('where it was never to be chosen', () => {
    const { at, fact } = answerTo(stages, 'outcome')
    const strange = { ...fact, value: choose('policy-issues', 'They say that the policy is at fault') }
    expect(partsAt(put(stages, at, strange))).toBe(placeAt(stages, at))
  })

  test('where another outcome would have asked for other things, at the first of those', () => {
    const { at, fact } = find(stages, 'answer', ({ value }) => idOf(value) === 'refused')
    const waiting = { ...fact, value: choose('waiting', 'Asked again, and still waiting') }
    const said = stages.facts.findIndex((one, i) => i > at && isTo(one, 'said'))
    expect(partsAt(put(stages, at, waiting))).toBe(placeAt(stages, said))
    expect(check(put(stages, at, waiting))).toContain('What was asked here is “Does the child need an answer')
  })

  test('on another step', () => {
    const { at } = answerTo(stages, 'who')
    const stray = stages.facts[at] as Placed
    const rung = { id: 'stage-4', label: 'Stage 4' }
    const moved = stages.facts.toSpliced(at, 1, { ...stray, place: { kind: 'rung', rung, clause: '3.5' } })
    expect(partsAt(withFacts(stages, moved))).toBe(placeAt(stages, at))
  })

  test('in another order', () => {
    const { at } = answerTo(stages, 'how')
    const [how, who] = stages.facts.slice(at, at + 2) as [Placed, Placed]
    expect(partsAt(withFacts(stages, stages.facts.toSpliced(at, 2, who, how)))).toBe(place(who))
  })

  test('from a time to come', () => {
    const { at, fact } = answerTo(stages, 'when')
    const moment = { date: fact.at.slice(0, 10), time: '23:59' }
    expect(partsAt(put(stages, at, { ...fact, value: { kind: 'moment', moment } }))).toBe(placeAt(stages, at))
  })

  test('where it was passed over and could not be', () => {
    const { at, fact } = answerTo(stages, 'outcome')
    expect(partsAt(put(stages, at, { ...fact, value: { kind: 'none' } }))).toBe(placeAt(stages, at))
  })

  test('where a belief that the policy asks for was left out, once the next thing has happened', () => {
    const guarded = exampleWalked('northmere', 'up-to-the-panel')
    const { at } = answerTo(guarded, 'guard')
    const outcome = guarded.facts.findIndex((one, i) => i > at && isTo(one, 'outcome'))
    expect(partsAt(without(guarded, at))).toBe(placeAt(guarded, outcome))
  })

  test('before a sitting, or before the question of every sitting', () => {
    expect(partsAt(without(stages, 0))).toBe(placeAt(stages, 1))
    const { at } = answerTo(stages, 'danger')
    expect(partsAt(without(stages, at))).toBe(placeAt(stages, at + 1))
  })
})

test('a policy parts under another name', () => {
  const { at, fact } = find(stages, 'policy')
  const named = { ...fact, policy: { ...fact.policy, label: 'Our own policy' } }
  expect(partsAt(put(stages, at, named))).toBe(placeAt(stages, at))
})

describe('a correction', () => {
  const onRung = (journey: Journey): boolean => {
    const question = next(journey.state)
    return question.kind === 'ask' && question.field === 'how'
  }
  const told = answerUntil(start(policyOf('southwark')), onRung)
  const outcome = told.facts.find(({ fact }) => fact.kind === 'answer' && fact.field === 'outcome') as Placed
  const corrected = perform(told, {
    kind: 'correct',
    entry: outcome.entry,
    index: outcome.index,
    value: choose('waiting', ''),
    reason: { id: 'learned', label: 'I learned more' },
  })
  const history: History = { name: 'corrected', world: worldOf(told.policy), facts: corrected.facts }
  const { at, fact } = find(history, 'replaces')

  test('follows, and so does what it has taken off the path', () => {
    expect(check(history)).toBe('follows')
    const off = answerUntil(
      corrected,
      ({ state }) => state.position.kind === 'closed',
      (question) => (question.kind === 'ask' && question.field === 'outcome' ? 'refused' : undefined),
    )
    expect(check({ ...history, facts: off.facts })).toBe('follows')
  })

  test.each<readonly [string, Partial<Kind<'replaces'>>]>([
    ['for a reason of one’s own', { reason: { id: 'advised', label: 'I was told to' } }],
    ['for a reason by another name', { reason: { id: 'learned', label: 'I was told to' } }],
    ['of no answer', { entry: 1, fact: 1 }],
    ['of nothing', { entry: 50, fact: 1 }],
  ])('parts %s', (_, more) => {
    expect(partsAt(put(history, at, { ...fact, ...more }))).toBe(placeAt(history, at))
  })

  test('parts where it is to what was never offered, or by another name', () => {
    const answer = history.facts[at + 1]?.fact as Kind<'answer'>
    for (const value of [choose('policy-issues', 'x'), choose('waiting', 'They agreed')])
      expect(['', placeAt(history, at), placeAt(history, at + 1)]).toContain(
        partsAt(put(history, at + 1, { ...answer, value })),
      )
  })

  test('parts where it is announced and something else follows', () => {
    const rest = history.facts.slice(at + 1).filter(({ place: { kind } }) => kind !== 'correction')
    const broken = [...history.facts.slice(0, at + 1), ...rest, ...told.facts.slice(-1)]
    expect(check(withFacts(history, broken))).toMatch(/^parts at/)
  })
})

describe('calendars', () => {
  const england = calendarOf('england-and-wales')
  const proclaimed: Calendar = {
    ...england,
    sha256: 'e'.repeat(64),
    holidays: new Map([...england.holidays, ['2026-04-01', 'A day of mourning']]),
  }
  const replies = { clocks: [clock('reply', { from: [{ kind: 'asked' }] })] }
  const made = policy([scenario('s', ladder(['a', 'b'], { a: replies, b: replies }))])
  const since = (journey: Journey, world: World): Journey => ({
    ...journey,
    state: { ...journey.state, world },
  })
  const later: World = {
    ...worldOf(made),
    calendar: () => proclaimed,
    pinnedCalendar: (sha256) => [england, proclaimed].find((one) => one.sha256 === sha256),
  }
  const stated = (journey: Journey): number => journey.facts.filter(({ fact }) => fact.kind === 'due').length
  const asking = (question: Question): string | undefined =>
    question.kind === 'ask' && question.field === 'outcome' ? 'waiting' : undefined
  const goingUp = (question: Question): string | undefined =>
    question.kind === 'ask' && question.place.kind === 'rung' && question.place.rung.id === 'a'
      ? 'refused'
      : asking(question)
  const first = answerUntil(start(made), (journey) => stated(journey) === 1, asking)
  const second = answerUntil(since(first, later), (journey) => stated(journey) === 2, goingUp)

  test('that have changed since change nothing: a deadline was counted on the one that it names', () => {
    expect(check({ name: '', world: later, facts: first.facts })).toBe('follows')
    const digests = second.facts.flatMap(({ fact }) => (fact.kind === 'due' ? [fact.calendar] : []))
    expect(new Set(digests)).toEqual(new Set([england.sha256, proclaimed.sha256]))
    expect(check({ name: '', world: later, facts: second.facts })).toBe('follows')
  })

  test('that are not there leave the rest to be judged', () => {
    const lost: World = {
      ...later,
      pinnedCalendar: (sha256) => (sha256 === england.sha256 ? england : undefined),
    }
    const history = { name: '', world: lost, facts: second.facts }
    const rules = checkRules(lost, second.facts)
    expect(rules).toMatchObject({
      kind: 'cannot-judge',
      why: `The calendar with sha256 ${proclaimed.sha256} is not there.`,
    })
    const { at, fact } = find(history, 'due', (due) => due.calendar === proclaimed.sha256)
    const otherwise = { ...fact, deadline: { ...fact.deadline, date: '2026-12-24' } }
    expect(check(put(history, at, otherwise))).toBe('cannot-judge')
    const { at: name, fact: by } = answerTo(history, 'outcome')
    expect(check(put(history, name, { ...by, value: choose('refused', 'no') }))).toMatch(/^parts/)
  })
})

test('a policy that is not there leaves what comes after it unjudged', () => {
  const nowhere: World = { ...stages.world, policy: () => undefined }
  expect(check({ ...stages, world: nowhere })).toBe('cannot-judge')
  expect(partsAt({ ...without(stages, 0), world: nowhere })).toBe(placeAt(stages, 1))
})

describe('what nobody can see is a history that could have been', () => {
  const { facts } = stages
  const legal: Readonly<Record<string, readonly Placed[]>> = {
    'an end cut off': facts.slice(0, 40),
    'other words': facts.map((placed): Placed => {
      const { fact } = placed
      return fact.kind === 'answer' && fact.value.kind === 'text'
        ? { ...placed, fact: { ...fact, value: { kind: 'text', text: 'They agreed to everything.' } } }
        : placed
    }),
    'another way of speaking': facts.map((placed): Placed => {
      const { fact } = placed
      return fact.kind === 'answer' && fact.field === 'how'
        ? { ...placed, fact: { ...fact, value: choose('letter', 'By letter or form') } }
        : placed
    }),
    'other stamps': facts.map((placed): Placed => {
      const { at } = placed.fact
      return { ...placed, fact: { ...placed.fact, at: `${at.slice(0, 17)}59${at.slice(19)}` } }
    }),
    'a note more': [
      ...facts,
      {
        entry: 99,
        index: 1,
        place: { kind: 'note' },
        fact: {
          kind: 'answer',
          at: '2026-06-10T09:00:00+01:00',
          field: 'note',
          value: { kind: 'text', text: 'x' },
        },
      },
    ],
    'no word of the program': facts.filter(({ fact }) => fact.kind !== 'program'),
  }

  test.each(Object.entries(legal))('%s', (_, list) => {
    expect(check(withFacts(stages, list))).toBe('follows')
  })
})

describe('a forged record takes no longer than its length', () => {
  const { world, facts } = stages
  const { at, fact } = find(stages, 'due')
  const many = (make: (i: number) => readonly Fact[], place: Placed['place']): readonly Placed[] =>
    Array.from({ length: 6000 }, (_, i) => make(i)).flatMap((list, i) =>
      list.map((one, j): Placed => ({ entry: 100 + i, index: j + 1, place, fact: one })),
    )
  const forged: Readonly<Record<string, readonly Placed[]>> = {
    'of deadlines that no policy has': many(
      (i) => [{ ...fact, clock: `stage-1/${i}` }],
      facts[at]?.place ?? { kind: 'note' },
    ),
    'of ways that lead nowhere': many(() => [{ kind: 'next', at: fact.at, to: { id: 'x', label: 'x' } }], {
      kind: 'top',
    }),
    'of corrections': many(
      (i) => [
        { kind: 'replaces', at: fact.at, entry: 1, fact: 4, reason: { id: 'mistyped', label: 'mistyped' } },
        {
          kind: 'answer',
          at: fact.at,
          field: 'danger',
          value: i % 2 ? choose('yes', 'Yes') : choose('no', 'No'),
        },
      ],
      { kind: 'correction' },
    ),
  }

  test.each(Object.entries(forged))('%s', (_, list) => {
    const worlds: readonly World[] = [
      world,
      { ...world, pinnedCalendar: () => undefined },
      { ...world, policy: () => undefined },
    ]
    for (const one of worlds) {
      const begun = performance.now()
      expect(checkRules(one, [...facts.slice(0, at + 1), ...list]).kind).not.toBe('follows')
      expect(performance.now() - begun).toBeLessThan(4000)
    }
  })
})

test('no word that a person typed comes into a sentence of ours', () => {
  const typed = 'SECRET'
  const histories = playedAtRandom(3, 2).map((one) => ({
    ...one,
    facts: one.facts.map((placed): Placed => {
      const { fact } = placed
      return fact.kind === 'answer' && fact.value.kind === 'text'
        ? { ...placed, fact: { ...fact, value: { kind: 'text', text: typed } } }
        : placed
    }),
  }))
  const sentences = histories.flatMap((one) =>
    one.facts.flatMap((_, i) => (i % 9 === 3 ? [check(without(one, i))] : [])),
  )
  expect(sentences.filter((one) => one.startsWith('parts')).length).toBeGreaterThan(50)
  expect(sentences.filter((one) => one.includes(typed))).toEqual([])
})

test('a policy with every word of the language is among them', () => {
  expect(playedAtRandom(1, 1).some(({ world }) => world.policy(everything.sha256) === everything)).toBe(true)
})
