/** Laws: a made-up case that was made from a record goes its way, always loads, and has no word in it that was typed. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toList } from '../../src/case/chain.ts'
import type { Fact, Field } from '../../src/case/fact.ts'
import { fields } from '../../src/case/fields.ts'
import { next } from '../../src/case/next.ts'
import { formatFinding } from '../../src/flow/finding.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { walk } from '../../src/proof/walk.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import { loadExercise } from '../../src/training/load.ts'
import { type Stripped, strip } from '../../src/training/strip.ts'
import { answerTo, type Journey, journeyOf, perform, plans, stampOf, start } from '../case/drive.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import { exampleOf, examples, exampleWalk, exampleWalks, exampleWorld } from '../language/examples.ts'
import { live } from '../strength/lived.ts'

type Placed = Journey['facts'][number]

/** In every typed text there is one of its own. */
const marker = 'Zqx'

/** What identifies a record or a device, and every word that was typed, as something that can be looked for. */
const marked = (placed: Placed, i: number): Placed => {
  const text = `${marker}-${i} 020 7946 0000 said: no`
  const { fact } = placed
  const change = (): Fact => {
    switch (fact.kind) {
      case 'answer':
        return fact.value.kind === 'text' ? { ...fact, value: { kind: 'text', text } } : fact
      case 'device':
        return { ...fact, mark: marker, key: 'f00d'.repeat(16) }
      case 'recovered':
      case 'taken-over':
        return { ...fact, text }
      default:
        return fact
    }
  }
  return { ...placed, fact: change() }
}

/** Labels are of the record as well: a flow of another school's may say anything there. */
const labelled = (placed: Placed): Placed => {
  const { fact } = placed
  if (fact.kind !== 'answer' || fact.value.kind !== 'choice') return placed
  const choice = { ...fact.value.choice, label: `${marker} label` }
  return { ...placed, fact: { ...fact, value: { kind: 'choice', choice } } }
}

const secrets = [marker, 'f00d', '020 7946']

const made = (
  policy: Policy,
  facts: readonly Placed[],
  world = worldOf(policy),
): Extract<Stripped, { kind: 'made' }> => {
  const stripped = strip({ facts, world }, { policy, world })
  if (stripped.kind === 'not-made') throw new Error(stripped.why)
  return stripped
}

const walkedAs = (policy: Policy, text: string, world = worldOf(policy)) => {
  const loaded = loadExercise(world, policy, 'from', 'from.yaml', text)
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
  return walk(world, policy, loaded.value.script, loaded.value.start)
}

const outcomes = (facts: readonly Placed[]): readonly string[] =>
  facts.flatMap(({ fact }) =>
    fact.kind === 'answer' && fact.field.endsWith('outcome') && fact.value.kind === 'choice'
      ? [`${fact.field} ${fact.value.choice.id}`]
      : [],
  )

const typedIn = (facts: readonly Placed[]): readonly Field[] =>
  facts.flatMap(({ fact }) => (fact.kind === 'answer' && fact.value.kind === 'text' ? [fact.field] : []))

/** A lock was taken over, a write had been cut off, a child was in danger; then everything is answered, corrected and noted. */
const lived = (id: string): readonly Placed[] => {
  const policy = policyOf(id)
  const begun = perform(start(policy), {
    kind: 'open',
    mark: 'X0',
    version: '0',
    clockGiven: false,
    recovered: [{ bytes: 9, sha256: 'ab'.repeat(32), text: 'torn' }],
    takenOver: 'it was dead',
  })
  const told = live(begun, { choose: { danger: ['yes'], 'same-outcome': ['no'] }, until: 'closing' })
  const sent = live(
    perform(told, { kind: 'sent', letter: { id: 'letter', label: 'Letter' }, sha256: 'ab'.repeat(32) }),
    { until: 'closing' },
  )
  const matched = live(
    perform(sent, { kind: 'match', criterion: { id: 'section-47', label: 'Section 47' } }),
    {
      until: 'closing',
    },
  )
  const noted = perform(matched, { kind: 'note', text: 'a note' })
  const said = noted.facts.find(({ fact }) => fact.kind === 'answer' && fact.field === 'concern')
  return live(
    perform(noted, {
      kind: 'correct',
      entry: said?.entry ?? 0,
      index: said?.index ?? 0,
      value: { kind: 'text', text: 'another' },
      reason: { id: 'mistyped', label: 'mistyped' },
    }),
  ).facts
}

const seconds = [4, 40, 60, 300, 3600, 72_000]

/** Answers that take some seconds, or hours. */
const atPace = (policy: Policy, numbers: readonly number[]): Journey =>
  numbers.reduce((journey, number) => {
    const command = answerTo(next(journey.state), number >> 4, policy, stampOf(journey))
    const after = command === undefined ? journey : perform(journey, command)
    return { ...after, now: journey.now + (seconds[number % seconds.length] ?? 60) * 1000 }
  }, start(policy))

/** Nobody agrees in it. */
const withoutAgreed = (scenario: Policy['scenarios'][number]) => ({
  ...scenario,
  ladder: scenario.ladder.map((rung) => ({
    ...rung,
    outcomes: rung.outcomes.filter(({ kind }) => kind !== 'agreed'),
  })),
})

/** What a walk of an example of the language, marked, comes to, and what is made of it. */
const example = (id: string, name: string) => {
  const policy = exampleOf(id)
  const world = exampleWorld(policy)
  const { script, start: at } = exampleWalk(id, name)
  const { facts, state } = walk(world, policy, script, at)
  const { text, lost } = made(policy, facts.map(marked), world)
  return { facts, state, text, lost, again: walkedAs(policy, text, world) }
}

const walkedFacts = (id: string): readonly (readonly Placed[])[] =>
  walksOf(id).map((name) => {
    const { script, start: at } = walkOf(id, name)
    return walk(worldOf(policyOf(id)), policyOf(id), script, at).facts
  })

describe('a made-up case from a record', () => {
  for (const id of policies)
    it(`goes the way of the record, without a typed word: each walk of ${id}`, () => {
      const policy = policyOf(id)
      for (const name of walksOf(id)) {
        const { script, start: at } = walkOf(id, name)
        const { facts, state } = walk(worldOf(policy), policy, script, at)
        const { text, lost } = made(policy, facts.map(marked).map(labelled))
        expect(lost, name).toEqual([])
        const again = walkedAs(policy, text)
        expect(resultOf(again.state), name).toEqual(resultOf(state))
        expect(outcomes(again.facts), name).toEqual(outcomes(facts))
        for (const secret of secrets) expect(text, name).not.toContain(secret)
      }
    })

  for (const id of examples)
    it(`goes the way of the record, with all that the language has: each walk of the example ${id}`, () => {
      for (const name of exampleWalks(id)) {
        const { state, text, lost, again } = example(id, name)
        for (const secret of secrets) expect(text, name).not.toContain(secret)
        expect(lost, name).toEqual([])
        expect(resultOf(again.state), name).toEqual(resultOf(state))
      }
    })

  it('has no typed word of any field, of the lock or of a torn write', () => {
    const seen = new Set<string>()
    // No policy that ships has a question of its own on a rung, or wants an outcome for each child.
    const questions = ['northmere', 'westmere'].flatMap((id) =>
      exampleWalks(id).map((name) => example(id, name).facts),
    )
    for (const id of policies) {
      const facts = lived(id).map(marked)
      for (const one of [facts, ...walkedFacts(id), ...questions]) {
        for (const field of typedIn(one)) seen.add(field)
        for (const { fact } of one) seen.add(fact.kind)
      }
      const { text, lost } = made(policyOf(id), facts)
      expect(lost, id).toEqual([])
      for (const secret of secrets) expect(text, id).not.toContain(secret)
      expect(outcomes(walkedAs(policyOf(id), text).facts), id).toEqual(outcomes(facts))
    }
    const typed = Object.entries(fields).flatMap(([field, { value }]) => (value === 'text' ? [field] : []))
    expect([...typed, 'recovered', 'taken-over', 'replaces'].filter((one) => !seen.has(one))).toEqual([])
  })

  it('keeps the times of people who are quicker or slower than a walk: journeys at random', () => {
    fc.assert(
      fc.property(plans, ({ id, numbers }) => {
        const journey = atPace(policyOf(id), numbers)
        const world = worldOf(journey.policy)
        const stripped = strip({ facts: journey.facts, world }, { policy: journey.policy, world })
        if (stripped.kind === 'not-made') {
          expect(journey.state.scenario, stripped.why).toBeUndefined()
          return
        }
        const came = resultOf(walkedAs(journey.policy, stripped.text).state)
        if (stripped.lost.length === 0) expect(came).toEqual(resultOf(journey.state))
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })

  it('is for the edition of today, and says from where on that leads elsewhere', () => {
    const then = policyOf('greenvale')
    const { script, start: at } = walkOf('greenvale', 'promises-that-are-not-kept')
    const { facts } = walk(worldOf(then), then, script, at)
    const today: Policy = { ...then, sha256: 'ab'.repeat(32), scenarios: then.scenarios.map(withoutAgreed) }
    const stripped = strip({ facts, world: worldOf(then) }, { policy: today, world: worldOf(today) })
    if (stripped.kind === 'not-made') throw new Error(stripped.why)
    expect(stripped.lost[0]).toMatch(/^From entry \d+ \([\w-]+\) on nothing could be carried over: /)
    walkedAs(today, stripped.text)
  })

  it('always loads, says what is not in it, and has no typed word in it: journeys at random', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const journey = journeyOf(plan)
        const facts = toList(journey.state.log)
        const world = worldOf(journey.policy)
        const stripped = strip({ facts: facts.map(marked), world }, { policy: journey.policy, world })
        if (stripped.kind === 'not-made') {
          expect(journey.state.scenario, stripped.why).toBeUndefined()
          return
        }
        const { text, lost } = stripped
        for (const secret of secrets) expect(text).not.toContain(secret)
        const came = resultOf(walkedAs(journey.policy, text).state)
        if (lost.length === 0 && !journey.mended) expect(came).toEqual(resultOf(journey.state))
      }),
      { numRuns: 40, endOnFailure: true },
    )
  })
})
