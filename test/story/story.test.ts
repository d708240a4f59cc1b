/** Stories: laws over random journeys, and the story of every walk of every shipped flow. */
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { begin } from '../../src/case/case.ts'
import { evolve } from '../../src/case/evolve.ts'
import type { Fact } from '../../src/case/fact.ts'
import { printedStory } from '../../src/player/print.ts'
import type { Show } from '../../src/player/show.ts'
import { walk } from '../../src/proof/walk.ts'
import { remarksOf } from '../../src/story/remark.ts'
import { sceneAt, withoutAnswer } from '../../src/story/scene.ts'
import { mainFact } from '../../src/story/stops.ts'
import { foldable, keptBack, type Story, storyOf } from '../../src/story/story.ts'
import { back, onward, search, toRung, visitedRungs } from '../../src/story/travel.ts'
import { review } from '../../src/verify/review.ts'
import type { Verified } from '../../src/verify/verified.ts'
import { comparable, journeyOf, type Plan, plans } from '../case/drive.ts'
import { testPorts } from '../commands/ports.ts'
import { once, policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import { strideOf } from '../stride.ts'

const every = (check: (plan: Plan) => void, numRuns: number): void =>
  fc.assert(fc.property(plans, check), { numRuns })

const storyIn = (plan: Plan): Story => {
  const { policy, facts } = journeyOf(plan)
  return storyOf(worldOf(policy), facts)
}

const judged = (story: Story, plan: Plan) => {
  const { rules, time } = review(worldOf(journeyOf(plan).policy), story.facts)
  return remarksOf(story, { time, off: rules.state.off, thin: [] })
}

describe('laws', () => {
  test('the facts of all stops are the facts of the record, in their order', () => {
    every((plan) => {
      const { facts, stops } = storyIn(plan)
      expect(stops.flatMap((stop) => stop.facts)).toEqual(facts)
    }, 20)
  })

  test('forwards and then backwards is the same stop, and so is what is told of it', () => {
    every((plan) => {
      const story = storyIn(plan)
      const remarks = judged(story, plan)
      for (let i = 0; i < story.stops.length; i += 7) {
        const told = sceneAt(story, i, remarks)
        const next = onward(story, i)
        if (next === undefined) expect(i).toBe(story.stops.length - 1)
        else {
          expect(back(next)).toBe(i)
          expect(sceneAt(story, next, remarks)?.number).toBe(i + 2)
        }
        expect(sceneAt(story, i, remarks)).toEqual(told)
      }
      expect(back(0)).toBeUndefined()
    }, 8)
  })

  test('the case before a stop is the fold of all facts before it, whichever stop was looked at first', () => {
    every((plan) => {
      const { policy } = journeyOf(plan)
      const story = storyIn(plan)
      const index = Math.floor(story.stops.length / 2)
      expect(story.caseBefore(story.stops.length)).toBeDefined()
      const before = story.stops.slice(0, index).flatMap((stop) => stop.facts)
      const folded = before.reduce(evolve, begin(worldOf(policy)))
      const found = story.caseBefore(index)
      expect(found && comparable(found)).toEqual(comparable(folded))
    }, 10)
  })

  test('an answer to a question is exactly one of the ways that the policy allowed', () => {
    every((plan) => {
      const story = storyIn(plan)
      for (const [i, stop] of story.stops.entries()) {
        const scene = sceneAt(story, i, new Map())
        const { fact } = mainFact(stop)
        if (scene?.asked.kind !== 'asked' || stop.kind !== 'answer' || fact.kind !== 'answer') continue
        const { ways, optional } = scene.asked
        expect(ways.filter(({ leads }) => leads?.startsWith('nowhere'))).toEqual([])
        if (fact.value.kind === 'choice') expect(ways.filter(({ taken }) => taken)).toHaveLength(1)
        else if (fact.value.kind === 'none') expect(optional).toBe(true)
      }
    }, 8)
  })
})

const walks = policies.flatMap((id) => walksOf(id).map((name) => [id, name] as const))

const factsOf = once((path: string) => {
  const [id = '', name = ''] = path.split('/')
  const { script, start } = walkOf(id, name)
  return walk(worldOf(policyOf(id)), policyOf(id), script, start).facts
})

const walkedStory = (id: string, name: string, change: (fact: Fact) => Fact = (fact) => fact): Story => {
  const policy = policyOf(id)
  const facts = factsOf(`${id}/${name}`)
  return storyOf(
    worldOf(policy),
    facts.map((placed) => ({ ...placed, fact: change(placed.fact) })),
  )
}

const showOfStory = (story: Story, hide: boolean): Show => {
  const [first] = story.stops
  const world = story.caseBefore(0)?.world
  if (first === undefined || world === undefined) throw new Error('no story')
  return {
    ports: testPorts().ports,
    id: 'K7-2026-0042',
    story,
    blind: hide ? storyOf(world, keptBack(story.facts)) : undefined,
    remarks: new Map(),
    verified: {
      integrity: {
        verdict: { kind: 'unwitnessed', since: '2026-11-19T10:31:05+00:00' },
        findings: [],
        witnessed: 0,
        signed: 0,
      },
      rules: { kind: 'follows' },
    } as unknown as Verified,
  }
}

const printed = (show: Show): string =>
  [...printedStory(show)]
    .flat()
    .map(({ spans, right = [] }) => [...spans, ...right].map(({ text }) => text).join(''))
    .join('\n')

describe('the story of every walk', () => {
  it.each(walks)('%s: %s', (id, name) => {
    const story = walkedStory(id, name)
    expect(story.stops.length).toBeGreaterThan(5)
    let outcome: string | undefined
    for (const [i, { facts }] of story.stops.entries()) {
      const scene = sceneAt(story, i, new Map())
      if (scene === undefined) throw new Error('no scene')
      const field = facts[0].fact.kind === 'answer' ? facts[0].fact.field : ''
      // Of a case that is told to the end every question is known, but for what is told unasked.
      if (
        !['danger', 'note', 'advice', 'action', 'tried', 'about'].includes(field) &&
        scene.kind === 'answer'
      )
        if (scene.asked.kind === 'unknown') throw new Error(`${field} is unknown`)
      if (scene.asked.kind === 'asked') expect(scene.asked.title).not.toBe('')
      if (field === 'outcome' && scene.asked.kind === 'asked')
        outcome = scene.asked.ways.find(({ taken }) => taken)?.leads
      const next = facts.find(({ fact }) => fact.kind === 'next')?.fact
      // Where the outcome was said to lead, there the record says that the case went.
      if (next?.kind === 'next' && outcome !== undefined && /^to “/.test(outcome)) {
        expect(outcome).toContain(next.to.label)
        outcome = undefined
      }
    }
  })

  it('prints what was typed, and never where answers are kept back', () => {
    let count = 0
    const mark = (fact: Fact): Fact =>
      fact.kind === 'answer' && fact.value.kind === 'text'
        ? { ...fact, value: { kind: 'text', text: `MARKER${count++}` } }
        : fact
    for (const [id, name] of walks.filter((_, i) => i % strideOf(8) === 0)) {
      count = 0
      const story = walkedStory(id, name, mark)
      const open = printed(showOfStory(story, false))
      for (let i = 0; i < count; i++) expect(open).toContain(`MARKER${i}`)
      const hidden = printed(showOfStory(story, true))
      expect(hidden).not.toContain('MARKER')
      expect(hidden).not.toContain('●')
    }
  })

  it('without its answer is the same whichever way was taken', () => {
    const story = walkedStory('southwark', 'thresholds-settled-at-stage-1')
    const world = worldOf(policyOf('southwark'))
    let changed = 0
    for (const [i, { kind, facts }] of story.stops.entries()) {
      const scene = sceneAt(story, i, new Map())
      const { fact } = facts[0]
      if (scene?.asked.kind !== 'asked' || kind !== 'answer' || fact.kind !== 'answer') continue
      const other = scene.asked.ways.find(({ taken }) => !taken)
      if (other === undefined) continue
      changed += 1
      const otherwise = story.facts.map((placed) =>
        placed === facts[0]
          ? {
              ...placed,
              fact: { ...fact, value: { kind: 'choice', choice: { id: other.id, label: other.label } } },
            }
          : placed,
      ) as typeof story.facts
      const told = sceneAt(storyOf(world, otherwise), i, new Map())
      expect(told).not.toEqual(scene)
      expect(told && withoutAnswer(told)).toEqual(withoutAnswer(scene))
    }
    expect(changed).toBeGreaterThan(5)
  })
})

describe('what is remarkable', () => {
  const answered = (text: string, from = 0) => {
    const story = walkedStory('southwark', 'roles-over-easter')
    return search(story, from, text)
  }

  it('finds words in typed text, in labels and in places, round at the end, and nothing for no words', () => {
    const story = walkedStory('southwark', 'roles-over-easter')
    const found = answered('RISK ASSESSMENT')
    expect(found).toBeDefined()
    expect(search(story, found ?? 0, 'risk assessment')).not.toBe(found)
    expect(search(story, 3, 'no such words')).toBeUndefined()
    expect(search(story, 3, '  ')).toBeUndefined()
    expect(search(story, story.stops.length - 1, 'Recorded by')).toBeLessThan(10)
  })

  it('knows the rungs in their order, and each visit of one', () => {
    const story = walkedStory('southwark', 'thresholds-promises-that-are-not-kept')
    const rungs = visitedRungs(story)
    expect(rungs.length).toBeGreaterThan(1)
    for (const rung of rungs) {
      expect(toRung(rung, -1)).toBe(rung.visits[0])
      expect(toRung(rung, story.stops.length)).toBe(rung.visits[0])
    }
  })

  it('names what is late as the verdict on time does: as many, and each at a stop', () => {
    let late = 0
    for (const [id, name] of walks.filter((_, i) => i % strideOf(3) === 0)) {
      const story = walkedStory(id, name)
      const { rules, time } = review(worldOf(policyOf(id)), story.facts)
      const remarks = remarksOf(story, { time, off: rules.state.off, thin: [] })
      const told = [...remarks.values()].flat()
      const missed = time.deadlines.filter(({ standing: { kind } }) => kind === 'late' || kind === 'overdue')
      expect(told.filter(({ kind }) => kind === 'late')).toHaveLength(missed.length)
      expect(told.filter(({ kind }) => kind === 'later')).toHaveLength(time.later.length)
      late += missed.length
    }
    expect(late).toBeGreaterThan(3)
  })

  it('tells of a correction at both ends, and of what it took off the path', () => {
    let [corrections, off] = [0, 0]
    // Always the same ones, so that there is always something to see.
    for (const sample of fc.sample(plans, { seed: 7, numRuns: 25 })) {
      const plan = { ...sample, mends: true }
      const story = storyIn(plan)
      const remarks = judged(story, plan)
      for (const [i, list] of remarks)
        for (const one of list) {
          if (one.kind === 'corrects' && one.stop !== undefined) {
            corrections += 1
            expect(remarks.get(one.stop)).toContainEqual({ kind: 'corrected', by: i })
          }
          if (one.kind === 'off-path') off += 1
        }
    }
    expect(corrections).toBeGreaterThan(0)
    expect(off).toBeGreaterThan(0)
  })

  it('says once of a stop what is missing of several things there', () => {
    const story = walkedStory('southwark', 'roles-over-easter')
    const { time, rules } = review(worldOf(policyOf('southwark')), story.facts)
    const thin = ['a', 'a', 'b'].map((words) => ({ entry: 3, fact: 1, words }))
    const found = [...remarksOf(story, { time, off: rules.state.off, thin }).values()].flat()
    expect(found.flatMap((one) => (one.kind === 'thin' ? [one.words] : []))).toEqual(['a', 'b'])
  })

  it('puts what somebody else says is thin where it belongs', () => {
    const story = walkedStory('southwark', 'roles-over-easter')
    const { time, rules } = review(worldOf(policyOf('southwark')), story.facts)
    const thin = [{ entry: 2, words: 'The record does not say why.' }]
    const remarks = remarksOf(story, { time, off: rules.state.off, thin })
    expect(remarks.get(story.stopOf(2, 1) ?? -1)).toContainEqual({ kind: 'thin', words: thin[0]?.words })
  })
})

describe('a record that is not as it should be', () => {
  const sitting = { place: { kind: 'sitting' }, entry: 1 } as const

  it('without its policy has its facts and their times', () => {
    const { facts } = walkedStory('southwark', 'roles-over-easter')
    const story = storyOf({ ...worldOf(policyOf('southwark')), policy: () => undefined }, facts)
    expect(story.stops.flatMap((stop) => stop.facts)).toEqual(facts)
    const scenes = story.stops.map((_, i) => sceneAt(story, i, new Map()))
    expect(scenes.flatMap((scene) => scene?.did ?? []).length).toBeGreaterThan(20)
    expect(scenes.filter((scene) => scene?.asked.kind === 'unknown').length).toBeGreaterThan(10)
    expect(scenes.at(-1)?.took).toBeGreaterThanOrEqual(0)
  })

  it('may begin with statements, and correct what is not there or itself, over and over', () => {
    const at = '2026-11-19T10:31:05+00:00'
    const replaces = (index: number, fact: number) =>
      ({
        ...sitting,
        index,
        fact: { kind: 'replaces', at, entry: 1, fact, reason: { id: 'mistyped', label: 'mistyped' } },
      }) as const
    const said = (index: number) =>
      ({
        ...sitting,
        index,
        fact: { kind: 'answer', at, field: 'note', value: { kind: 'text', text: 'x' } },
      }) as const
    const story = storyOf(worldOf(policyOf('southwark')), [
      { ...sitting, index: 1, fact: { kind: 'next', at, to: { id: 'x', label: 'X' } } },
      replaces(2, 3),
      said(3),
      replaces(4, 99),
      said(5),
      replaces(6, 3),
      said(7),
    ])
    expect(story.stops.map(({ kind }) => kind)).toEqual([
      'statement',
      'correction',
      'correction',
      'correction',
    ])
    for (const [i] of story.stops.entries()) expect(sceneAt(story, i, new Map())?.number).toBe(i + 1)
  })

  it('with more corrections than anybody makes is not folded, and with a forged end only so far', () => {
    const { facts } = walkedStory('southwark', 'roles-over-easter')
    expect(foldable(facts)).toBe(facts.length)
    expect(foldable(facts, { kind: 'parts', entry: 1, fact: 1, why: '' })).toBe(facts.length)
    const story = storyOf(worldOf(policyOf('southwark')), facts, 10)
    expect(story.caseBefore(2)).toBeDefined()
    expect(story.caseBefore(story.stops.length)).toBeUndefined()
    expect(sceneAt(story, story.stops.length - 1, new Map())?.asked.kind).toBe('unknown')
  })
})
