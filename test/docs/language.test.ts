/** flows/README.md against the schemas: every word of the language is on the page, and every word of its tables exists. */
import { describe, expect, it, test } from 'vitest'
import { stringify } from 'yaml'
import { parseApprovals } from '../../src/flow/approvals.ts'
import { formatFinding } from '../../src/flow/finding.ts'
import { jsonSchemas } from '../../src/flow/json-schema.ts'
import { loadCommon } from '../../src/flow/load.ts'
import { walk } from '../../src/proof/walk.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import { checkAnswers, loadWalk, readAnswers } from '../../src/proof/walks.ts'
import { loadExercise } from '../../src/training/load.ts'
import { policyIn } from '../flow/layers.ts'
import { schemaOf, wordsIn, wordsUsed } from '../flow/words-used.ts'
import { worldOf } from '../flows/shipped.ts'
import { type Fragment, fragmentsOf, load, spliced } from './fragments.ts'
import {
  fencedBlocks,
  firstColumn,
  indentedBlocks,
  inlineCode,
  readPage,
  section,
  withoutFences,
} from './page.ts'

const page = readPage('flows/README.md')
/** In a fence a line with # is no heading. */
const text = withoutFences(page)
const code = [...inlineCode(page), ...indentedBlocks(page), ...fencedBlocks(page, 'yaml')].join('\n')

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const keysIn = (node: Json): readonly string[] => {
  const { properties } = node
  return isObject(properties) ? Object.keys(properties) : []
}

/** Every key and every fixed value that a JSON Schema allows. */
const fixedIn = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(fixedIn)
  if (!isObject(node)) return []
  const values = Array.isArray(node['enum']) ? node['enum'].map(String) : []
  return [...keysIn(node), ...values, ...Object.values(node).flatMap(fixedIn)]
}

/** The part of a JSON Schema at a path of its keys. */
const at = (node: unknown, ...path: readonly string[]): Json => {
  const found = path.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), node)
  if (!isObject(found)) throw new Error(`The schema has no ${path.join('/')}.`)
  return found
}

/** All but what lint says, which has tests of its own. */
const ownPage = page.replace(/^## What lint says$[\s\S]*?(?=^## )/m, '')
const fences = fencedBlocks(ownPage, 'yaml').map(fragmentsOf)
const fragments: readonly Fragment[] = fences.flat()

const sorted = (words: readonly string[]): readonly string[] => [...words].sort()

describe('flows/README.md', () => {
  it.each([...jsonSchemas().keys()])('has every word of %s in code', (name) => {
    const words = [...new Set(fixedIn(schemaOf(name)))]
    const missing = words.filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(code))
    expect(words.length).toBeGreaterThan(2)
    expect(missing).toEqual([])
  })

  it('has a row for each word of policy.yaml, and no other', () => {
    const rows = firstColumn(section(text, 'policy\\.yaml'))
    expect(sorted(rows)).toEqual(sorted(keysIn(schemaOf('policy.schema.json'))))
  })

  it('has a row for each word of a scenario, and no other', () => {
    const rows = firstColumn(section(text, 'A scenario file'))
    expect(sorted(rows)).toEqual(sorted(keysIn(schemaOf('scenario.schema.json'))))
  })

  it('has a row for each word of a rung, a clock and an overlay, and no other', () => {
    const rung = at(schemaOf('overlay.schema.json'), 'properties', 'add', 'items', 'properties', 'rung')
    const clock = at(rung, 'properties', 'clocks', 'additionalProperties')
    const overlay = schemaOf('overlay.schema.json')
    expect(sorted(firstColumn(section(text, 'A rung')))).toEqual(sorted(keysIn(rung)))
    const clocks = firstColumn(section(text, 'Clocks').split('| `from` | counts from')[0] ?? '')
    expect(sorted(clocks)).toEqual(sorted(keysIn(clock)))
    expect(sorted(firstColumn(section(text, 'Overlay')))).toEqual(sorted(keysIn(overlay)))
  })

  it('has a row for each kind of outcome, and no other', () => {
    const rung = at(schemaOf('overlay.schema.json'), 'properties', 'add', 'items', 'properties', 'rung')
    const branches = at(rung, 'properties', 'outcomes', 'additionalProperties')['anyOf']
    const kind = Array.isArray(branches) ? at(branches[1], 'properties', 'kind') : {}
    expect(sorted(firstColumn(section(text, 'Outcomes')))).toEqual(sorted(fixedIn(kind)))
  })

  it.each([
    ['policy.yaml', 'policy.schema.json'],
    ['a scenario', 'scenario.schema.json'],
    ['overlay.yaml', 'overlay.schema.json'],
    ['common.yaml', 'common.schema.json'],
    ['bodies.yaml', 'bodies.schema.json'],
    ['a walk', 'walk.schema.json'],
  ])('shows each word of %s in an example', (_, schema) => {
    const used = new Set(fragments.flatMap(usedBy))
    // Values stand in the tables; gaps and readings may stand nearly anywhere.
    const named = /^[^=]*(?<!gaps|readings)$/
    expect([...wordsIn(schema)].filter((word) => named.test(word) && !used.has(word))).toEqual([])
  })
})

/** A part as the file that it stands in, for its words. */
const usedBy = ({ where, data }: Fragment): readonly string[] => {
  const rung = { id: 'x', title: 'x', clause: 'x', outcomes: {} }
  const ladder = (words: object): readonly string[] =>
    wordsUsed('scenario.schema.json', {
      title: 'x',
      when: 'x',
      clause: 'x',
      top: { text: 'x', clause: 'x' },
      ladder: [{ ...rung, ...words }],
    })
  const schemas: Readonly<Record<string, string>> = {
    'policy.yaml': 'policy.schema.json',
    'a scenario': 'scenario.schema.json',
    'overlay.yaml': 'overlay.schema.json',
    'common.yaml': 'common.schema.json',
    'bodies.yaml': 'bodies.schema.json',
    'a walk': 'walk.schema.json',
  }
  const filled: Readonly<Record<string, object>> = {
    'policy.yaml': {
      title: 'x',
      short: 'x',
      nation: 'england',
      edition: { printed: 'x' },
      danger: { do: [] },
      contacts: {},
      scenarios: ['x'],
    },
    'a scenario': { title: 'x', when: 'x', clause: 'x', top: { text: 'x', clause: 'x' }, ladder: [rung] },
  }
  const words = isObject(data) ? data : {}
  const schema = schemas[where]
  if (schema !== undefined) return wordsUsed(schema, { ...filled[where], ...words })
  if (where === 'a ladder')
    return Array.isArray(data) ? data.flatMap((one) => ladder(isObject(one) ? one : {})) : []
  if (where === 'a rung') return ladder(words)
  if (where === 'a clock') return ladder({ clocks: words })
  return where === 'an outcome' ? ladder({ outcomes: words }) : []
}

const known = [
  'policy.yaml',
  'a scenario',
  'a ladder',
  'a rung',
  'a clock',
  'an outcome',
  'overlay.yaml',
  'common.yaml',
  'bodies.yaml',
  'a walk',
  'a made-up case',
  'approvals.yaml',
]

const problems = (findings: readonly Parameters<typeof formatFinding>[0][]): readonly string[] =>
  findings.map(formatFinding)

describe('the fragments of flows/README.md', () => {
  it('say where they belong', () => {
    expect(fragments.length).toBeGreaterThan(10)
    expect(fragments.map(({ where }) => where).filter((one) => !known.includes(one))).toEqual([])
  })

  it.each(fences.map((parts, i) => [`${i + 1}, ${parts[0]?.where ?? ''}`, parts] as const))(
    'fence %s loads without a finding',
    (_, parts) => {
      const texts = spliced(parts)
      const loaded = texts === undefined ? undefined : load(texts)
      expect(loaded?.kind === 'findings' ? problems(loaded.findings) : []).toEqual([])
    },
  )

  it.each(fragments.filter(({ where }) => where === 'common.yaml'))('$where is read', ({ data }) => {
    const read = loadCommon('common.yaml', stringify(data))
    expect(read.kind === 'findings' ? problems(read.findings) : []).toEqual([])
  })

  it.each(fragments.filter(({ where }) => where === 'approvals.yaml'))('$where is read', ({ data }) => {
    expect(parseApprovals('approvals.yaml', stringify(data)).kind).toBe('ok')
  })

  test('the made-up case has each word that a walk does not have', () => {
    const found = fragments.find(({ where }) => where === 'a made-up case')
    const own = keysIn(schemaOf('exercise.schema.json')).filter(
      (word) => !keysIn(schemaOf('walk.schema.json')).includes(word),
    )
    expect(own.length).toBeGreaterThan(4)
    expect(own.filter((word) => !Object.hasOwn(at(found?.data), word))).toEqual([])
    expect(stringify(found?.data)).toMatch(/they-say:[\s\S]*discuss:/)
  })

  test('the made-up case loads, beside the small flow that all fragments are spliced into', () => {
    const found = fragments.find(({ where }) => where === 'a made-up case')
    const texts = spliced([{ where: 'policy.yaml', data: {} }])
    if (texts === undefined || found === undefined) throw new Error('There is no made-up case.')
    const policy = policyIn(load(texts))
    const loaded = loadExercise(worldOf(policy), policy, 'borough/x', 'x.yaml', stringify(found.data))
    expect(loaded.kind === 'ok' ? [] : problems(loaded.findings)).toEqual([])
  })

  test('the walk walks, and comes out as it says; without its expectations it is an answers file', () => {
    const parts = fences.find(([first]) => first?.where === 'a walk') ?? []
    const texts = spliced(parts)
    if (texts === undefined) throw new Error('The walk has no flow.')
    const policy = policyIn(load(texts))
    const { at: begin, expect: outcome, closures, ...both } = at(parts[0]?.data)
    const read = loadWalk('walk.yaml', stringify({ ...both, at: begin, expect: outcome, closures }), policy)
    if (read.kind !== 'ok') throw new Error(problems(read.findings).join('\n'))
    const walked = walk(worldOf(policy), policy, read.value.script, read.value.start)
    expect(walked.problem).toBeUndefined()
    expect(walked.unused).toEqual([])
    expect(resultOf(walked.state)).toEqual(read.value.expect)
    const answers = readAnswers('answers.yaml', stringify({ ...both, policy: policy.id }))
    if (answers.kind !== 'ok') throw new Error(problems(answers.findings).join('\n'))
    expect(checkAnswers(answers.value, policy).kind).toBe('ok')
  })
})
