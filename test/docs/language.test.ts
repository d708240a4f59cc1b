/** flows/README.md against the schemas: every word of the language is on the page, and every word of its tables exists. */
import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { jsonSchemas } from '../../src/flow/json-schema.ts'
import { policySchema, scenarioSchema } from '../../src/flow/schema.ts'
import { answersSchema, walkSchema } from '../../src/flow/walk-schema.ts'
import { firstColumn, indentedBlocks, inlineCode, readPage, section } from './page.ts'

const page = readPage('flows/README.md')
const code = [...inlineCode(page), ...indentedBlocks(page)].join('\n')

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const keysIn = (node: Json): readonly string[] => {
  const { properties } = node
  return isObject(properties) ? Object.keys(properties) : []
}

/** Every key and every fixed value that a JSON Schema allows. */
const wordsIn = (node: unknown): readonly string[] => {
  if (Array.isArray(node)) return node.flatMap(wordsIn)
  if (!isObject(node)) return []
  const values = Array.isArray(node['enum']) ? node['enum'].map(String) : []
  return [...keysIn(node), ...values, ...Object.values(node).flatMap(wordsIn)]
}

const schemaNamed = (name: string): Json => {
  const found: unknown = JSON.parse(jsonSchemas().get(name) ?? '')
  if (!isObject(found)) throw new Error(`There is no ${name}.`)
  return found
}

/** The part of a JSON Schema at a path of its keys. */
const at = (node: unknown, ...path: readonly string[]): Json => {
  const found = path.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), node)
  if (!isObject(found)) throw new Error(`The schema has no ${path.join('/')}.`)
  return found
}

/** The example that begins with this key, as data. */
const example = (key: string): unknown => {
  const block = indentedBlocks(page).find((one) => one.startsWith(key))
  return parse(block ?? '', { schema: 'core' })
}

const sorted = (words: readonly string[]): readonly string[] => [...words].sort()

describe('flows/README.md', () => {
  it.each([...jsonSchemas().keys()])('has every word of %s in code', (name) => {
    const words = [...new Set(wordsIn(schemaNamed(name)))]
    const missing = words.filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(code))
    expect(words.length).toBeGreaterThan(2)
    expect(missing).toEqual([])
  })

  it('has a row for each word of policy.yaml, and no other', () => {
    const rows = firstColumn(section(page, 'policy\\.yaml'))
    expect(sorted(rows)).toEqual(sorted(keysIn(schemaNamed('policy.schema.json'))))
  })

  it('has a row for each word of a scenario, and no other', () => {
    const rows = firstColumn(section(page, 'A scenario file'))
    expect(sorted(rows)).toEqual(sorted(keysIn(schemaNamed('scenario.schema.json'))))
  })

  it('shows a rung that uses every word a rung can have, and is one', () => {
    const rungs = example('- id:')
    const rung = at(schemaNamed('scenario.schema.json'), 'properties', 'ways', 'items')
    expect(scenarioSchema.shape.ways.safeParse(rungs).error).toBeUndefined()
    expect(sorted(Object.keys(Array.isArray(rungs) ? rungs[0] : {}))).toEqual(sorted(keysIn(rung)))
  })

  it('shows a contact that uses every word a contact can have, and is one', () => {
    const contacts = example('mash:')
    const properties = ['properties', 'contacts', 'additionalProperties']
    const contact = at(schemaNamed('policy.schema.json'), ...properties)
    expect(policySchema.shape.contacts.safeParse(contacts).error).toBeUndefined()
    expect(sorted(Object.keys(at(contacts, 'mash')))).toEqual(sorted(keysIn(contact)))
  })

  it('shows a guard that is one', () => {
    expect(policySchema.shape.guards.safeParse(example('at-risk:')).error).toBeUndefined()
  })

  test('the file of answers is a walk with its two words, and an answers file with its one', () => {
    const { policy, at: begin, expect: outcome, ...both } = at(example('policy: greenvale'))
    expect(walkSchema.safeParse({ ...both, at: begin, expect: outcome }).error).toBeUndefined()
    expect(answersSchema.safeParse({ ...both, policy }).error).toBeUndefined()
  })
})
