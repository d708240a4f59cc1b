/** Laws of strength over cases lived at random on the policies that ship: giving what is missing makes the list shorter. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../src/calendar/date.ts'
import { civil } from '../../src/calendar/zone.ts'
import type { Placed } from '../../src/case/case.ts'
import type { Command } from '../../src/case/command.ts'
import { replay } from '../../src/case/evolve.ts'
import type { Answer, Value } from '../../src/case/fact.ts'
import { fields } from '../../src/case/fields.ts'
import type { Missing } from '../../src/strength/missing.ts'
import { weightOf } from '../../src/strength/requirements.ts'
import { type Strength, strengthOf } from '../../src/strength/strength.ts'
import { checkRules } from '../../src/verify/rules.ts'
import { type Journey, journeyOf, perform, plans, stampOf } from '../case/drive.ts'
import { worldOf } from '../flows/shipped.ts'
import { live } from './lived.ts'

const runs = 30

const strength = ({ state, facts }: Journey): Strength => strengthOf(state, facts)

const valueFor = ({ field }: Answer, journey: Journey): Value => {
  const { date } = civil(stampOf(journey))
  switch (fields[field].value) {
    case 'text':
      return { kind: 'text', text: 'It is given now.' }
    case 'moment':
      return { kind: 'moment', moment: { date } }
    case 'date':
      return { kind: 'date', date: addDays(date, 3) }
    case 'choice':
      return { kind: 'choice', choice: { id: field === 'how' ? 'telephone' : 'yes', label: '' } }
  }
}

const newest = (facts: readonly Placed[], entry: number, index: number): Placed | undefined => {
  const replaced = facts.findLastIndex(
    ({ fact }) => fact.kind === 'replaces' && fact.entry === entry && fact.fact === index,
  )
  const next = facts[replaced + 1]
  return replaced < 0 || next === undefined
    ? facts.find((one) => one.entry === entry && one.index === index)
    : newest(facts, next.entry, next.index)
}

/** What somebody does who was told of a gap: says it, or notes why. */
const mend = (journey: Journey, { requirement, entry, fact }: Missing): Command | undefined => {
  if (requirement === 'late' || requirement === 'guard') return { kind: 'note', text: 'Why it was so.' }
  const said = fact === undefined ? undefined : newest(journey.facts, entry, fact)
  return said?.fact.kind !== 'answer'
    ? undefined
    : {
        kind: 'correct',
        entry: said.entry,
        index: said.index,
        value: valueFor(said.fact, journey),
        reason: { id: 'learned', label: 'I learned more' },
      }
}

/** Over cases that are not closed, where everything can still be mended. */
const open = (law: (journey: Journey) => void): void =>
  fc.assert(
    fc.property(plans, (plan) => {
      const journey = journeyOf(plan)
      if (journey.state.position.kind !== 'closed') law(journey)
    }),
    { numRuns: runs },
  )

test('giving what is named as missing makes the list shorter, and a note never longer', () => {
  open((journey) => {
    const before = strength(journey).missing
    for (const gap of before) {
      const command = mend(journey, gap)
      if (command === undefined) continue
      const after = strength(perform(journey, command)).missing
      const isNote = command.kind === 'note'
      expect(after.length, JSON.stringify(gap)).toBeLessThan(before.length + (isNote ? 1 : 0))
    }
  })
})

test('giving all of it, and a note at the close, leaves nothing that a fact could tell', () => {
  open((journey) => {
    let at = journey
    for (let i = 0; i < 200; i++) {
      const gap = strength(at).missing.find(
        (one) => one.fact !== undefined && mend(at, one)?.kind === 'correct',
      )
      const command = gap === undefined ? undefined : mend(at, gap)
      if (command === undefined) break
      at = perform(at, command)
    }
    const closing = live(at, {
      until: 'closing',
      choose: {
        outcome: ['withdrawn'],
        'promise-outcome': ['close'],
        'top-outcome': ['close'],
        'handed-outcome': ['close'],
      },
    })
    if (closing.state.position.kind === 'closed') return
    const left = strength(perform(closing, { kind: 'note', text: 'All that is left to say.' })).missing
    expect(left.filter(({ fact, requirement }) => fact !== undefined || requirement !== 'danger')).toEqual([])
  })
})

test('no typed word makes a difference: a copy in which all are left out is told the same', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { policy, facts, state } = journeyOf(plan)
      const blind = facts.map((placed): Placed => {
        const { fact } = placed
        return fact.kind === 'answer' && fact.value.kind === 'text'
          ? { ...placed, fact: { ...fact, value: { kind: 'text', text: 'left out' } } }
          : placed
      })
      expect(strengthOf(replay(worldOf(policy), blind), blind)).toEqual(strengthOf(state, facts))
    }),
    { numRuns: runs },
  )
})

const keyOf = ({ requirement, entry, fact }: Missing): string => `${requirement} ${entry} ${fact}`

test('without the policy nothing is told that is not told with it', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { policy, facts, state, mended } = journeyOf(plan)
      // Which answers a correction took off the path only the policy tells.
      if (mended || state.policy === undefined) return
      const alone = strengthOf(replay({ ...worldOf(policy), policy: () => undefined }, facts), facts)
      const whole = new Set(strengthOf(state, facts).missing.map(keyOf))
      expect(alone.unjudged).toBe('policy')
      expect(alone.missing.filter((one) => !whole.has(keyOf(one)))).toEqual([])
    }),
    { numRuns: runs },
  )
})

test('what is told is in order of weight, points at facts that are there, and is counted', () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const { state, facts } = journeyOf(plan)
      const { missing, counts } = strengthOf(state, facts)
      const weights = missing.map(({ requirement }) => weightOf(requirement))
      expect(weights).toEqual(weights.toSorted((a, b) => a - b))
      for (const { entry, fact } of missing)
        if (fact !== undefined)
          expect(facts.some((one) => one.entry === entry && one.index === fact)).toBe(true)
      expect(Object.values(counts).reduce((a, b) => a + b, 0)).toBe(missing.length)
    }),
    { numRuns: runs },
  )
})

test('at the close what was passed over may be given in any order, and the record follows its policy', () => {
  open((journey) => {
    const closing = live(journey, {
      until: 'again',
      choose: {
        outcome: ['withdrawn'],
        'promise-outcome': ['close'],
        'top-outcome': ['close'],
        'handed-outcome': ['close'],
      },
    })
    const { position, skips } = closing.state
    const skip = skips.at(-1)
    if (position.kind !== 'closing' || skip === undefined) return
    const { entry, index, field, subject } = skip
    const value: Value = field === 'told' ? { kind: 'none' } : { kind: 'text', text: 'It is given now.' }
    const question = { field, replaces: { entry, index }, ...(subject === undefined ? {} : { subject }) }
    const given = perform(closing, { kind: 'volunteer', question, value })
    expect(given.state.skips).toEqual(skips.slice(0, -1))
    expect(checkRules(worldOf(given.policy), given.facts).kind).toBe('follows')
  })
})
