/** A record walked again by another edition: the same one parts nowhere; each kind of change is told where it matters. */
import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatFinding } from '../../src/flow/finding.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import { inPinOrder } from '../../src/flow/pin.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { walk } from '../../src/proof/walk.ts'
import { walkAgain } from '../../src/story/again.ts'
import type { Again, Parting } from '../../src/story/parting.ts'
import { storyOf } from '../../src/story/story.ts'
import { journeyOf, plans } from '../case/drive.ts'
import { policies, policyOf, walkOf, walksOf, worldOf } from '../flows/shipped.ts'
import { strideOf } from '../stride.ts'

const root = new URL('../../flows/', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')

/** Southwark with other words in it; each edit has to change something. */
const edited = (...edits: readonly (readonly [from: string, to: string])[]): Policy => {
  const texts = new Map(
    readdirSync(new URL('southwark/', root))
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, read(`southwark/${name}`)] as const),
  )
  for (const [from, to] of edits) {
    const before = [...texts.values()].join('')
    for (const [name, text] of texts) texts.set(name, text.replaceAll(from, to))
    if ([...texts.values()].join('') === before) throw new Error(`nothing is "${from}"`)
  }
  const bodies = read('common/bodies.yaml')
  const loaded = loadPolicy({
    id: 'southwark',
    folder: 'flows/southwark',
    files: inPinOrder(texts),
    bodies,
    sha256: '9'.repeat(64),
  })
  if (loaded.kind !== 'ok') throw new Error(loaded.findings.map(formatFinding).join('\n'))
  return loaded.policy
}

const walked = (id: string, name: string, today: Policy = policyOf(id)): Again => {
  const policy = policyOf(id)
  const { script, start } = walkOf(id, name)
  const { facts } = walk(worldOf(policy), policy, script, start)
  const story = storyOf(worldOf(policy), facts)
  return walkAgain(story, { ...worldOf(policy), policy: () => today })
}

const kinds = ({ parted }: Again): readonly Parting['kind'][] => [
  ...new Set(parted.flatMap(({ partings }) => partings.map(({ kind }) => kind))),
]

const partings = ({ parted }: Again): readonly Parting[] => parted.flatMap((one) => one.partings)

const walks = policies.flatMap((id) => walksOf(id).map((name) => [id, name] as const))

describe('the same edition', () => {
  it.each(walks.filter((_, i) => i % strideOf(4) === 0))('parts nowhere from %s: %s', (id, name) => {
    expect(walked(id, name)).toEqual({ parted: [] })
  })

  test('parts nowhere from any journey, corrections and all', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { policy, facts } = journeyOf(plan)
        const story = storyOf(worldOf(policy), facts)
        expect(walkAgain(story, worldOf(policy))).toEqual({ parted: [] })
      }),
      { numRuns: 15 },
    )
  })
})

test('any other policy is walked as far as it goes, and never further than the record', () => {
  fc.assert(
    fc.property(plans, fc.constantFrom(...policies), (plan, other) => {
      const { policy, facts } = journeyOf(plan)
      const story = storyOf(worldOf(policy), facts)
      const { parted, ended } = walkAgain(story, { ...worldOf(policy), policy: () => policyOf(other) })
      const last = story.stops.length - 1
      for (const { stop, partings: found } of parted) {
        expect(stop).toBeLessThanOrEqual(ended?.stop ?? last)
        expect(found.length).toBeGreaterThan(0)
      }
    }),
    { numRuns: 20 },
  )
})

const settled = 'thresholds-settled-at-stage-1'
const easter = 'roles-over-easter'

describe('another edition', () => {
  it('sets other deadlines', () => {
    const again = walked('southwark', settled, edited(['within: 3 working days', 'within: 4 working days']))
    expect(kinds(again)).toEqual(['due'])
    expect(again.ended).toBeUndefined()
    expect(partings(again)[0]).toMatchObject({ kind: 'due', what: 'review the file and speak with you' })
  })

  it('has a clock under another id, which is no difference, or for something else, which is', () => {
    const renamed = edited(['raise: {title: raise it', 'write: {title: raise it'])
    expect(walked('southwark', settled, renamed)).toEqual({ parted: [] })
    const both: readonly (readonly [string, string])[] = [
      ['raise: {title: raise it', 'write: {title: raise it'],
      ['within: 2 working days, from: told', 'within: 1 working day, from: told'],
    ]
    expect(partings(walked('southwark', settled, edited(...both)))).toMatchObject([
      { kind: 'due', then: expect.any(String), now: expect.any(String) },
    ])
    const other = edited(['raise: {title: raise it verbally and in writing', 'write: {title: ring them'])
    expect(partings(walked('southwark', settled, other))).toMatchObject([
      { kind: 'due', what: 'raise it verbally and in writing', then: expect.any(String) },
      { kind: 'due', what: 'ring them', now: expect.any(String) },
    ])
  })

  it('has a rung between, from which the answers of the record lead nowhere', () => {
    const rung = `    - id: second-thoughts
      title: Think again
      clause: "3.2"
      whom: The same person
      no-number: The one that you have.
      outcomes: {agreed: They agree, refused: They do not}
`
    const stage2 = '    - id: stage-2\n'
    const again = walked('southwark', easter, edited([stage2, `${rung}${stage2}`]))
    expect(partings(again)).toContainEqual({
      kind: 'goes',
      then: 'Stage 2: Have the two line managers take it up',
      now: 'Think again',
    })
    expect(again.ended).toBeDefined()
  })

  it('asks for more, which is passed over, and the walk goes on', () => {
    const policy = edited([
      '- {id: verbally, text: It has been raised verbally, clause: "3.2"}',
      '- {id: verbally, text: It has been raised verbally, clause: "3.2"}\n        - {id: photographed, text: It has been photographed, clause: "3.2"}',
    ])
    const again = walked('southwark', settled, policy)
    expect(partings(again)).toContainEqual({
      kind: 'also-asks',
      title: 'It has been photographed',
      clause: '3.2',
    })
    expect(again.ended).toBeUndefined()
  })

  it('asks it in other words', () => {
    const again = walked(
      'southwark',
      settled,
      edited(['ask: "Risk assessment: is it safe to go on, or', 'ask: "Risk check: is it safe to go on, or']),
    )
    expect(kinds(again)).toEqual(['asks-otherwise'])
  })

  it('does not offer what was answered: nobody can say what would have been', () => {
    const again = walked('southwark', easter, edited(['      safe: Assessed, and it is safe to go on\n', '']))
    expect(kinds(again)).toContain('no-such-answer')
    expect(again.ended?.why).toContain('nobody can say')
  })
})

test('a record without its policy is not walked', () => {
  const { facts } = journeyOf({ id: 'southwark', numbers: [1, 2, 3, 4, 5], mends: false })
  const world = { ...worldOf(policyOf('southwark')), policy: () => undefined }
  expect(walkAgain(storyOf(world, facts, 0), world).ended).toBeDefined()
})
