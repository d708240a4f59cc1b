/** Laws of layers: every word knows where it was written, a slip makes nothing else unknown, and nothing makes the loader fall over. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { loadPolicy } from '../../src/flow/load.ts'
import { readSources } from '../../src/flow/overlay/sources.ts'
import type { Sheet } from '../../src/flow/text/yaml.ts'
import { base, type Files, laid, overlay, textsOver } from './layers.ts'

const rung = (id: string): string =>
  `{id: ${id}, title: Ask ${id}, clause: local, whom: Somebody, contacts: [office], outcomes: {agreed: They agree, refused: They do not}}`

const rich = `${overlay}title: Ours
roles: {Head of Service: Group Manager, Team Leader: Senior}
contacts:
  office: {role: Our office, printed: "2026", clause: local}
principles:
  - {text: Tell the office., clause: local}
rungs:
  closed/head: {label: Here}
  director:
    do: [Write a letter.]
    clocks:
      ours: {title: write, whose: ours, within: 2 working days, from: reached, clause: local}
    outcomes: {refused: They still do not agree}
add:
  - {after: head, rung: ${rung('panel')}}
  - {before: refused/director, rung: ${rung('deputy')}}
scenarios: [mine]
`

const own: Files = { 'mine.yaml': base['closed.yaml'] ?? '' }
const regional: Files = {
  'overlay.yaml': `${overlay}rungs: {head: {title: Regional}}\nadd: [{after: call, rung: ${rung('again').replace('office', 'desk')}}]\n`,
}

const layers = (files: Files, under = base) =>
  textsOver(['ours', files], ['region', regional], ['borough', under])

const leaves = (
  value: unknown,
  path: readonly (string | number)[] = [],
): readonly (readonly (string | number)[])[] =>
  Array.isArray(value)
    ? value.flatMap((one, i) => leaves(one, [...path, i]))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]))
      : [path]

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce((part, key) => (part as Readonly<Record<string | number, unknown>>)[key], value)

describe('layers', () => {
  test('law: each word that was put together is found where it was written', () => {
    const over = rich.replace('over: borough', 'over: region')
    const texts = layers({ 'overlay.yaml': over, ...own })
    expect(loadPolicy(texts).kind).toBe('ok')
    const all = new Map<string, string>(
      [texts, texts.base, texts.base?.base].flatMap((one) =>
        [...(one?.files ?? [])].map(([name, text]) => [`${one?.folder ?? ''}/${name}`, text] as const),
      ),
    )
    const { policy, scenarios } = readSources(texts)
    const files = new Set<string>()
    for (const sheet of [policy, ...scenarios.values()])
      for (const path of leaves(sheet?.value)) {
        const { file, line, column } = (sheet as Sheet).place(path)
        const word = String(at(sheet?.value, path))
        // Put in where an overlay's sentence has no clause of its own.
        if (word === 'local' && path.at(-1) === 'clause') continue
        const written = all
          .get(file)
          ?.split('\n')
          [line - 1]?.slice(column - 1)
          .replace(/^"/, '')
        expect([path.join('/'), written?.slice(0, word.length)]).toEqual([path.join('/'), word])
        files.add(file)
      }
    expect(files).toEqual(new Set(all.keys()))
  })

  // A slip in a name itself makes it unknown, of course.
  const names = new Set([
    'id:',
    'senior:',
    'health:',
    'desk:',
    'office:',
    'urgent:',
    'reply:',
    'ours:',
    'head:',
    'director:',
  ])

  test('law: a slip in a word of the language makes no name unknown', () => {
    const texts: Files = { ...base, 'overlay.yaml': rich }
    for (const [name, text] of Object.entries(texts))
      for (const { index, 0: word } of text.matchAll(/[a-z-]+:(?= |\n)/g)) {
        if (
          names.has(word) ||
          /^roles: .*$/m.exec(text.slice(text.lastIndexOf('\n', index) + 1, index)) !== null
        )
          continue
        const broken = `${text.slice(0, index)}x-${text.slice(index)}`
        const files = { ...texts, [name]: broken }
        const { 'overlay.yaml': over = '', ...under } = files
        const loaded = loadPolicy(textsOver(['ours', { 'overlay.yaml': over, ...own }], ['borough', under]))
        const unknown = loaded.kind === 'ok' ? [] : loaded.findings.filter((one) => one.code === 'RF010')
        expect([name, text.slice(index, index + 30), unknown]).toEqual([
          name,
          text.slice(index, index + 30),
          [],
        ])
      }
  }, 60_000)
})

const words = [
  'roles',
  'contacts',
  'terms',
  'principles',
  'asks',
  'agencies',
  'guards',
  'gaps',
  'ladders',
  'closing',
  'rungs',
  'add',
  'scenarios',
  'nation',
  'danger',
  'ladder',
  'ways',
  'tracks',
  'stages',
  'clocks',
]
const inner = [
  'id',
  'title',
  'clause',
  'outcomes',
  'agreed',
  'label',
  'whom',
  'after',
  'before',
  'rung',
  'instead',
  'meeting',
  'ask',
  'head',
  'closed/head',
  'constructor',
  'length',
  '0',
]

const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.constantFrom(...inner, '', 'Director'), fc.constant(null), fc.integer(), fc.boolean()),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...words, ...inner), tie('value'), { maxKeys: 4 }),
  ),
}))
const document = fc.dictionary(fc.constantFrom(...words), value, { maxKeys: 6 })
const changed = (name: string, more: object): string => stringify({ ...parse(base[name] ?? ''), ...more })

test('law: whatever stands in the layers, there are findings or a policy', () => {
  fc.assert(
    fc.property(
      document,
      document,
      fc.constantFrom('policy.yaml', 'closed.yaml', 'none.yaml'),
      (over, under, name) => {
        const text = stringify({ edition: { printed: 'x' }, ...over, over: 'borough' })
        const loaded = laid(text, {}, name === 'none.yaml' ? base : { ...base, [name]: changed(name, under) })
        if (loaded.kind === 'ok') return
        expect(loaded.findings).not.toEqual([])
        for (const { file, line } of loaded.findings)
          expect([file.slice(0, 6), line > 0]).toEqual(['flows/', true])
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)
