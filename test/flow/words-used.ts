/**
 * Which words of the flow language some files use: each key of the schema, and each value of a closed list. A word is named by
 * the map it stands in, so that `when` on a rung and `when` on a clock are two. Judges nothing.
 */
import { jsonSchemas } from '../../src/flow/json-schema.ts'

type Json = Readonly<Record<string, unknown>>

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A part that is written once and named elsewhere is put in wherever it is named. */
const inFull = (node: unknown, parts: Json): unknown => {
  if (Array.isArray(node)) return node.map((one) => inFull(one, parts))
  if (!isMap(node)) return node
  const { $ref: name, $defs: _, ...rest } = node
  const named = typeof name === 'string' ? parts[name.replace('#/$defs/', '')] : undefined
  const own = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, inFull(value, parts)]))
  return named === undefined ? own : { ...(inFull(named, parts) as Json), ...own }
}

/** The JSON Schema of a file of flows/, with nothing left to look up. */
export const schemaOf = (file: string): Json => {
  const found: unknown = JSON.parse(jsonSchemas().get(file) ?? 'null')
  if (!isMap(found)) throw new Error(`There is no ${file}.`)
  return inFull(found, isMap(found['$defs']) ? found['$defs'] : {}) as Json
}

/** Maps that an editor of flows knows by a name, by words that only they have. */
const names: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['overlay', ['over', 'roles']],
  ['policy', ['nation', 'scenarios']],
  ['scenario', ['ladder', 'ways']],
  ['rung', ['whom', 'outcomes']],
  ['clock', ['within', 'whose']],
  ['closing', ['text', 'after']],
  ['form', ['text', 'on']],
  ['check', ['id', 'text', 'when']],
  ['outcome', ['label', 'to']],
  ['track', ['ladder', 'then']],
  ['stage', ['title', 'clocks']],
  ['start', ['at', 'why', 'title']],
  ['contact', ['role', 'lines']],
  ['line', ['value', 'hours']],
  ['guard', ['every']],
  ['guard option', ['label', 'then']],
  ['elsewhere', ['returns']],
  ['advice', ['kind', 'contacts', 'text']],
  ['meeting', ['chairs']],
  ['stand-in', ['for', 'whom']],
  ['missed', ['then', 'clause']],
  ['whom by answer', ['else']],
  ['when', ['ask', 'is']],
  ['all', ['all']],
  ['any', ['any']],
  ['and-or', ['and-or']],
  ['add', ['rung', 'before']],
  ['office-hours', ['from', 'to', 'clause']],
  ['edition', ['printed', 'issued']],
  ['danger', ['do', 'contacts']],
  ['ask', ['title', 'options']],
  ['say', ['exact']],
  ['ladder', ['ladder']],
  ['post', ['joined']],
  ['agency', ['posts']],
  ['common', ['headline']],
  ['body', ['ended']],
  ['nationwide', ['text', 'nations']],
  ['common term', ['term']],
  ['term', ['meaning']],
  ['approval', ['by', 'clause']],
  ['question', ['ask', 'clause', 'id']],
  ['moment', ['ask', 'clause', 'gaps']],
  ['passage', ['text', 'clause']],
  ['walk', ['expect']],
  ['expect', ['rungs', 'due']],
  ['answers', ['policy', 'recorded-by']],
  ['step', ['later']],
  ['child', ['child']],
  ['challenged', ['id', 'title', 'clause']],
  ['challenged by answer', ['ask']],
]

const nameOf = (keys: readonly string[]): string =>
  names.find(([, words]) => words.every((word) => keys.includes(word)))?.[0] ?? keys.join(' ')

const propertiesOf = (schema: Json): Json => (isMap(schema['properties']) ? schema['properties'] : {})

const branches = (schema: Json): readonly Json[] =>
  Array.isArray(schema['anyOf']) ? schema['anyOf'].filter(isMap) : [schema]

const fits = (schema: Json, data: unknown): boolean => {
  switch (schema['type']) {
    case 'object': {
      const required = Array.isArray(schema['required']) ? schema['required'].map(String) : []
      const known = Object.keys(propertiesOf(schema))
      return (
        isMap(data) &&
        required.every((key) => Object.hasOwn(data, key)) &&
        (schema['additionalProperties'] !== false || Object.keys(data).every((key) => known.includes(key)))
      )
    }
    case 'array':
      return Array.isArray(data)
    default:
      return !isMap(data) && !Array.isArray(data)
  }
}

const values = (schema: Json): readonly string[] =>
  Array.isArray(schema['enum']) ? schema['enum'].map(String) : []

const valuesIn = (schema: Json): readonly string[] =>
  branches(schema).flatMap((one) => {
    const items = one['items']
    return [...values(one), ...(isMap(items) ? branches(items).flatMap(values) : [])]
  })

/** `rung.when`, `rung.authority=decides`: the keys of a map, and the values that each may have. */
const wordsOf = (schema: Json): readonly string[] => {
  const properties = Object.entries(propertiesOf(schema))
  const name = nameOf(properties.map(([key]) => key))
  return properties.flatMap(([key, one]) => [
    `${name}.${key}`,
    ...(isMap(one) ? valuesIn(one).map((value) => `${name}.${key}=${value}`) : []),
  ])
}

const inside = (schema: Json): readonly Json[] =>
  [
    ...branches(schema),
    ...Object.values(propertiesOf(schema)),
    schema['items'],
    schema['additionalProperties'],
  ]
    .filter(isMap)
    .filter((one) => one !== schema)

const all = (schema: Json): readonly string[] => [...wordsOf(schema), ...inside(schema).flatMap(all)]

/** Every word that a file of this kind can have. */
export const wordsIn = (file: string): ReadonlySet<string> => new Set(all(schemaOf(file)))

/** An outcome whose id is the name of a kind says its kind by that. */
const named = (schema: Json, ids: readonly string[]): readonly string[] => {
  const kinds = branches(schema).flatMap((one) =>
    wordsOf(one).filter((word) => word.startsWith('outcome.kind=')),
  )
  return ids.map((id) => `outcome.kind=${id}`).filter((word) => kinds.includes(word))
}

const used = (schema: Json, data: unknown): readonly string[] =>
  branches(schema)
    .filter((one) => fits(one, data))
    .flatMap((one) => {
      const { items, additionalProperties: more } = one
      if (Array.isArray(data)) return isMap(items) ? data.flatMap((item) => used(items, item)) : []
      if (!isMap(data)) return []
      const properties = propertiesOf(one)
      const name = nameOf(Object.keys(properties))
      return Object.entries(properties)
        .flatMap(([key, inner]) => {
          if (!isMap(inner)) return []
          const value = data[key] ?? inner['default']
          if (value === undefined) return []
          const said = Object.hasOwn(data, key) ? [`${name}.${key}`] : []
          const chosen = [value].flat().filter((each) => valuesIn(inner).includes(String(each)))
          return [...said, ...chosen.map((each) => `${name}.${key}=${String(each)}`), ...used(inner, value)]
        })
        .concat(isMap(more) ? Object.values(data).flatMap((each) => used(more, each)) : [])
        .concat(isMap(more) ? named(more, Object.keys(data)) : [])
    })

/** The words that this file, read from YAML, uses. A default counts as used where its key is left out. */
export const wordsUsed = (file: string, data: unknown): readonly string[] => used(schemaOf(file), data)
