/** Laws of the engine that hold on every journey through every policy that ships. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { begin, type Case, placeKey } from '../../src/case/case.ts'
import { toList } from '../../src/case/chain.ts'
import { type Command, correctionReasons } from '../../src/case/command.ts'
import { resolve } from '../../src/case/conditions.ts'
import { evolve, replay } from '../../src/case/evolve.ts'
import type { Answer } from '../../src/case/fact.ts'
import { correctableAnswers, findPlaced } from '../../src/case/history.ts'
import { isResting, next } from '../../src/case/next.ts'
import { policies, policyOf, worldOf } from '../flows/shipped.ts'
import {
  answerUntil,
  comparable,
  deciding,
  drive,
  type Journey,
  journeyOf,
  otherThan,
  perform,
  plans,
  stampOf,
  start,
} from './drive.ts'

/** More of them: RUNS=3000 npx vitest run test/case --testTimeout 100000 */
const runs = Number(process.env['RUNS'] ?? 60)

const holds = (law: (journey: Journey) => void): void =>
  fc.assert(
    fc.property(plans, (plan) => {
      law(journeyOf(plan))
    }),
    { numRuns: runs },
  )

const freeze = (value: unknown, seen = new Set<unknown>()): void => {
  if (value === null || typeof value !== 'object' || seen.has(value)) return
  seen.add(value)
  Object.freeze(value)
  for (const one of Object.values(value)) freeze(one, seen)
}

const onRung = (journey: Journey): boolean => {
  const question = next(journey.state)
  return question.kind === 'ask' && question.field === 'outcome'
}

describe('the engine', () => {
  test('replay of the facts equals the live case', () => {
    holds(({ state, facts, policy }) =>
      expect(comparable(replay(worldOf(policy), facts))).toEqual(comparable(state)),
    )
  })

  test('nothing lies off the path where nothing has been corrected', () => {
    holds(({ state, mended }) => {
      if (!mended) expect([...state.off]).toEqual([])
    })
  })

  test('a refusal changes nothing, and what makes no sense is refused', () => {
    const nonsense: readonly Command[] = [
      { kind: 'note', text: ' ' },
      { kind: 'advice', advice: 'nobody' },
      { kind: 'answer', value: { kind: 'choice', choice: { id: 'no such', label: '' } } },
      { kind: 'answer', value: { kind: 'date', date: '1999-01-01' } },
      { kind: 'answer', value: { kind: 'moment', moment: { date: '2999-01-01' } } },
      { kind: 'answer', value: { kind: 'text', text: ' ' } },
      {
        kind: 'correct',
        entry: 999,
        index: 1,
        value: { kind: 'none' },
        reason: { id: 'mistyped', label: 'mistyped' },
      },
    ]
    holds((journey) => {
      const { world: _, policy: __, scenario: ___, ...own } = journey.state
      freeze(own)
      const before = next(journey.state)
      for (const command of nonsense) expect(deciding(journey, command).kind, command.kind).toBe('refused')
      expect(next(journey.state)).toEqual(before)
    })
  })

  test('a closed case takes notes and nothing else', () => {
    holds((journey) => {
      const closed = answerUntil(journey, ({ state }) => state.position.kind === 'closed', closing)
      expect(deciding(closed, { kind: 'answer', value: { kind: 'none' } }).kind).toBe('refused')
      expect(deciding(closed, { kind: 'tried' }).kind).toBe('refused')
      expect(deciding(closed, { kind: 'note', text: 'They rang.' }).kind).toBe('facts')
    })
  })

  test('evolve takes any facts in any order', () => {
    const numbers = fc.array(fc.nat(1_000_000), { maxLength: 120, size: 'max' })
    const any = fc.tuple(fc.constantFrom(...policies), numbers, fc.constantFrom(...policies), numbers)
    fc.assert(
      fc.property(any, fc.func(fc.nat(1000)), ([a, left, b, right], order) => {
        const facts = [...drive(policyOf(a), left, true).facts, ...drive(policyOf(b), right, true).facts]
        const mixed = facts
          .map((fact, i) => ({ fact, key: order(i) }))
          .sort((x, y) => x.key - y.key)
          .map((one) => one.fact)
        const state = mixed.reduce(evolve, begin(worldOf(policyOf(a))))
        expect(toList(state.log)).toHaveLength(facts.length)
        expect(next(state).id).not.toBe('')
      }),
      { numRuns: runs },
    )
  })

  test('however little is answered, a case comes to rest', () => {
    holds((journey) =>
      expect(isResting(answerUntil(journey, ({ state }) => isResting(state)).state)).toBe(true),
    )
  })

  test('every case can be ended from wherever it is', () => {
    holds((journey) => {
      const end = answerUntil(journey, ({ state }) => state.position.kind === 'closed', closing)
      expect(end.state.position).toMatchObject({ kind: 'closed', stated: true })
    })
  })

  test('going up is never blocked', () => {
    holds((journey) => {
      const at = answerUntil(journey, onRung, (question) =>
        question.kind === 'ask' && question.field === 'promise-outcome' ? 'not-done' : undefined,
      )
      const { position, scenario } = at.state
      if (position.kind !== 'rung' || scenario === undefined) return
      const above = resolve(at.state, scenario, position.visit.rung.up)
      const visits = toList(at.state.trail).length
      const gone = answerUntil(
        at,
        ({ state }) => toList(state.trail).length > visits,
        (question) => (question.kind === 'ask' && question.field === 'outcome' ? 'skipped' : undefined),
      )
      const here = gone.state.position
      expect(here.kind === 'rung' ? here.visit.rung.id : here.kind).toBe(
        above.kind === 'rung' ? above.rung : above.kind,
      )
    })
  })

  test('the danger key works from every state, and leads back to the same question', () => {
    holds((journey) => {
      const before = next(journey.state)
      const pressed = perform(journey, { kind: 'danger', danger: 'yes' })
      expect(pressed.state.sitting.danger).toBe('yes')
      if (before.kind === 'closed') return
      expect(next(pressed.state).id).toBe('danger-done')
      const done = perform(pressed, { kind: 'answer', value: { kind: 'text', text: 'Rang 999.' } })
      if (!before.id.startsWith('danger')) expect(next(done.state)).toEqual(before)
      expect(pressed.facts.slice(0, journey.facts.length)).toEqual(journey.facts)
    })
  })

  test('what was passed over is asked once more at the close, and only once', () => {
    holds((journey) => {
      const questions: string[] = []
      const end = answerUntil(
        journey,
        ({ state }) => state.position.kind === 'closed',
        (question) => {
          if (question.kind !== 'ask') return undefined
          if (question.replaces !== undefined)
            questions.push(placeKey(question.replaces.entry, question.replaces.index))
          return question.field === 'again' ? 'yes' : closing(question)
        },
      )
      if (journey.state.position.kind === 'closed') return
      expect(new Set(questions).size).toBe(questions.length)
      const said = end.facts.some(
        ({ fact }) =>
          fact.kind === 'answer' &&
          fact.field === 'again' &&
          fact.value.kind === 'choice' &&
          fact.value.choice.id === 'no',
      )
      if (!said) expect(end.state.skips).toEqual([])
    })
  })
})

/** The shortest way out. */
const closing = (question: ReturnType<typeof next>): string | undefined => {
  if (question.kind !== 'ask') return undefined
  return {
    outcome: 'withdrawn',
    'promise-outcome': 'close',
    'top-outcome': 'close',
    closing: 'close',
    again: 'no',
  }[question.field as string]
}

const reason = correctionReasons[0] ?? { id: '', label: '' }

/** What a case amounts to, but for the facts written since `known`. */
const essence = (state: Case, known: ReadonlySet<string>): object => {
  const { world: _, log: __, stated, off, owedNext: ___, trail, ...rest } = state
  const deadlines = Object.fromEntries(Object.entries(stated).map(([key, due]) => [key, due.deadline]))
  return { ...rest, trail: toList(trail), deadlines, off: [...off].filter((key) => known.has(key)) }
}

const keysOf = (journey: Journey): ReadonlySet<string> =>
  new Set(journey.facts.map((one) => placeKey(one.entry, one.index)))

describe('a correction', () => {
  const corrected = (
    law: (journey: Journey, after: Journey, old: Answer, entry: number, index: number) => void,
  ): void =>
    fc.assert(
      fc.property(plans, fc.nat(1000), fc.nat(1000), (plan, which, number) => {
        const journey = journeyOf(plan)
        if (journey.state.position.kind === 'closed') return
        const list = correctableAnswers(journey.state)
        const chosen = list[which % Math.max(list.length, 1)]
        if (chosen?.fact.kind !== 'answer') return
        const value = otherThan(chosen.fact, journey, number)
        if (value === undefined) return
        law(
          journey,
          perform(journey, { kind: 'correct', entry: chosen.entry, index: chosen.index, value, reason }),
          chosen.fact,
          chosen.entry,
          chosen.index,
        )
      }),
      { numRuns: runs },
    )

  test('keeps every fact that there was', () => {
    corrected((journey, after, old, entry, index) => {
      expect(toList(after.state.log).slice(0, journey.facts.length)).toEqual(toList(journey.state.log))
      expect(findPlaced(after.state, entry, index)?.fact).toBe(old)
    })
  })

  test('marks only what came later as off the path', () => {
    corrected((journey, after, old) => {
      // A correction of a correction reaches back to the first.
      if (journey.mended) return
      const at = journey.facts.findIndex(({ fact }) => fact === old)
      const earlier = journey.facts.slice(0, at + 1).map((one) => placeKey(one.entry, one.index))
      expect(earlier.filter((key) => after.state.off.has(key))).toEqual([])
    })
  })

  test('replays to the live case', () => {
    corrected((_, after) =>
      expect(comparable(replay(worldOf(after.policy), after.facts))).toEqual(comparable(after.state)),
    )
  })

  test('that is corrected back brings everything back', () => {
    corrected((journey, after, old) => {
      const mark = toList(after.state.log).findLastIndex(({ fact }) => fact.kind === 'replaces')
      const newest = toList(after.state.log)[mark + 1]
      if (newest === undefined || after.state.position.kind === 'closed') return
      // Passed over, then said, then passed over: it has been asked twice and is not asked again.
      if (old.value.kind === 'none') return
      if (old.value.kind === 'date' && old.value.date < stampOf(after).slice(0, 10)) return
      const back = perform(after, {
        kind: 'correct',
        entry: newest.entry,
        index: newest.index,
        value: old.value,
        reason,
      })
      expect(essence(back.state, keysOf(journey))).toEqual(essence(journey.state, keysOf(journey)))
    })
  })
})

test('a case begins with the question on danger, in every policy', () => {
  for (const id of policies) expect(next(start(policyOf(id)).state).id).toBe('danger')
})
