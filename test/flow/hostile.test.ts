/**
 * Flows that somebody made to do harm, or that an editor tore: never a crash, always findings or a policy, each finding inside
 * its file, in bounded time. `RUNS=5000` fuzzes longer; `SIZE=1` takes the largest size that is read, in place of a twentieth of it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/flow/finding.ts'
import { type Loaded, loadPolicy } from '../../src/flow/load.ts'
import { inPinOrder } from '../../src/flow/pin.ts'
import { renderFinding } from '../../src/render/finding-text.ts'
import { flowWith } from './wrong-examples.ts'

type Files = Readonly<Record<string, string>>

const runs = Number(process.env['RUNS'] ?? 60)
const size = 1_000_000 * Number(process.env['SIZE'] ?? 0.05)

const load = (files: Files): Loaded =>
  loadPolicy({
    id: 'x',
    folder: 'x',
    files: inPinOrder(new Map(Object.entries(files))),
    bodies: '{}',
    sha256: '0'.repeat(64),
  })

/** Those whose place is not in their file. */
const outside = (files: Files, findings: readonly Finding[]): readonly Finding[] => {
  const rows = new Map(Object.entries(files).map(([name, text]) => [`x/${name}`, text.split('\n')]))
  return findings.filter(({ file, line, column }) => {
    const row = rows.get(file)?.[line - 1]
    return row === undefined || column < 1 || column > row.length + 1
  })
}

const findingsOf = (loaded: Loaded): readonly Finding[] => (loaded.kind === 'ok' ? [] : loaded.findings)

/** Loads, and looks at every finding. */
const tried = (files: Files): readonly Finding[] => {
  const loaded = load(files)
  const findings = findingsOf(loaded)
  if (loaded.kind === 'findings') expect(findings).not.toEqual([])
  expect(outside(files, findings)).toEqual([])
  for (const one of findings.slice(0, 20))
    for (const row of renderFinding(one, files[one.file.replace('x/', '')]).split('\n').slice(1, -1))
      expect(row.length).toBeLessThanOrEqual(80)
  return findings
}

const fill = (text: string, around: (inner: string) => string = (inner) => inner): string =>
  around(text.repeat(Math.max(0, Math.floor((size - 100) / text.length))))

const count = Math.floor(size / 20)
const deep = Math.floor(Math.sqrt(size * 2)) - 1

/** By name, a text of the largest size; what is not `maybe` has to have findings. */
const hostile: Readonly<Record<string, string>> = {
  brackets: fill('['),
  'brackets that close': '['.repeat(size / 2 - 1) + ']'.repeat(size / 2 - 1),
  braces: fill('{a: '),
  dashes: fill('- '),
  'question marks': fill('? '),
  colons: fill(': '),
  'blocks in blocks': Array.from({ length: deep }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  'many keys': Array.from({ length: count }, (_, i) => `key-${i}: 1`).join('\n'),
  'the same key': fill('a: 1\n'),
  'no ids': Array.from({ length: count }, (_, i) => `Key ${i}: 1`).join('\n'),
  'one scalar': fill('a', (inner) => `title: ${inner}`),
  'one scalar over many lines': fill('a\n ', (inner) => `title: ${inner}`),
  'one id': fill('a', (inner) => `ladder: [{id: ${inner}}]`),
  'an open quotation mark': fill('a ', (inner) => `title: "${inner}`),
  'wrong escapes': fill('\\q', (inner) => `title: "${inner}"`),
  'a block scalar': fill('\n  a\n b', (inner) => `title: |\n b${inner}`),
  comments: fill('#\n', (inner) => `title: a\n${inner}short: b\n`),
  'empty lines': fill('\n', (inner) => `title: a\n${inner}short: b\n`),
  documents: fill('---\n'),
  directives: fill('%YAML 1.2\n'),
  aliases: fill('*a,', (inner) => `[${inner}]`),
  anchors: fill('- &a b\n'),
  tags: fill('- !a b\n'),
  'tags on nothing': fill('!a '),
  'merge keys': fill('<<: {a: 1}\n'),
  'keys that are maps': fill('? {a: b}\n: c\n'),
  'a billion laughs': 'bcdefghij'
    .split('')
    .reduce(
      (text, name, i) => `${text}${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]\n`,
      'a: &a [x, x, x, x, x, x, x, x, x]\n',
    ),
  NUL: fill('\0'),
  controls: fill('a\u0002\n'),
  'lone surrogates': fill('\ud800'),
  'byte order marks': fill('\ufeff'),
  'old line breaks': fill('a: 1\r'),
  tabs: fill('a:\n\t- b\n'),
  'list of nothing': fill('- \n', (inner) => `ladder:\n${inner}`),
  'list of empty maps': fill('{},', (inner) => `ladder: [${inner}]`),
  'list of wrong rungs': fill('- id: a\n  outcomes: {a: 1, b: {to: 1}}\n', (inner) => `ladder:\n${inner}`),
  'list of passages': fill('{},', (inner) => `ladder: [{id: a, do: [${inner}]}]`),
  'wrong clocks': Array.from({ length: count }, (_, i) => ` c${i}: {title: x}`).reduce(
    (a, b) => `${a}\n${b}`,
    'clocks:',
  ),
  numbers: fill('1e999,', (inner) => `ladder: [${inner}]`),
}

/** Processor time, in milliseconds: how busy the machine is does not count. */
const spent = (act: () => void): number => {
  const before = process.cpuUsage()
  act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

const good = flowWith(new Map())

describe('at the size limit', () => {
  test.each(Object.entries(hostile))('%s', (_, text) => {
    for (const name of ['policy.yaml', 'refused.yaml']) {
      let found: readonly Finding[] = []
      const files = { ...good, [name]: text }
      const time = spent(() => {
        found = findingsOf(load(files))
      })
      expect(found).not.toEqual([])
      expect(found.length).toBeLessThan(1_100)
      expect(outside(files, found)).toEqual([])
      expect(time).toBeLessThan(2_000)
    }
  })

  test('five megabytes are refused before they are looked at', () => {
    const time = spent(() => tried({ ...good, 'policy.yaml': '['.repeat(5_000_000) }))
    expect(time).toBeLessThan(500)
  })
})

describe('names that programs keep for themselves', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is refused as a key and as an id', (name) => {
    const places = [
      `${name}: {polluted: yes}\n`,
      `terms: {${name}: x}\n`,
      `terms: {"${name}": {meaning: x, clause: "1", polluted: yes}}\n`,
      `gaps: {${name}: {text: x, clause: "1"}}\n`,
    ]
    for (const place of places) {
      const found = tried({ ...good, 'policy.yaml': good['policy.yaml'] + place })
      expect(found.map((one) => one.code)).toContain('RF023')
    }
    const taken = (good['refused.yaml'] ?? '').replace('[desk]', `[${name}]`)
    expect(tried({ ...good, 'refused.yaml': taken }).map((one) => one.code)).toContain('RF023')
    expect(
      tried({ ...good, 'refused.yaml': `${good['refused.yaml']}ladder: [{ladder: ${name}}]` }),
    ).not.toEqual([])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('honest text is not taken for an attack', () => {
  test.each([
    'title: "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["',
    "title: '{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{'",
    `title: a # ${'['.repeat(100)}`,
    `title: |\n  ${'- '.repeat(100)}a\n  ${'['.repeat(100)}`,
    `title: a\n${Array.from({ length: 100 }, (_, i) => `${' '.repeat(i)}# deeper`).join('\n')}`,
  ])('%s', (title) => {
    const { 'policy.yaml': policy = '' } = good
    const found = tried({ ...good, 'policy.yaml': policy.replace('title: A made-up policy', title) })
    expect(found.filter((one) => one.code !== 'RF009')).toEqual([])
  })

  test('with the line breaks of another system, and a byte order mark', () => {
    const files = Object.fromEntries(
      Object.entries(good).map(([name, text]) => [name, `\ufeff${text.replaceAll('\n', '\r\n')}`]),
    )
    expect(tried(files)).toEqual([])
  })
})

const root = new URL('../../flows/', import.meta.url)
const shipped: readonly Files[] = readdirSync(root, { withFileTypes: true })
  .filter((one) => one.isDirectory() && readdirSync(new URL(`${one.name}/`, root)).includes('policy.yaml'))
  .map(({ name }) =>
    Object.fromEntries(
      readdirSync(new URL(`${name}/`, root))
        .filter((file) => file.endsWith('.yaml') && file !== 'approvals.yaml')
        .map((file) => [file, readFileSync(new URL(`${name}/${file}`, root), 'utf8')]),
    ),
  )

/** A number from 0 to 1: where in a text, or which line of it. */
const part = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

const words = [
  ...[
    '[',
    ']',
    '{',
    '}',
    ':',
    '- ',
    '? ',
    '#',
    '|',
    '>',
    '&a',
    '*a',
    '!t',
    '"',
    "'",
    '\n',
    '\t',
    '\0',
    '%',
    '---\n',
  ],
  ...[
    'constructor',
    '__proto__',
    'up',
    'top',
    'elsewhere/',
    'a/b',
    '~',
    '12',
    'true',
    '',
    'start of x',
    'deadline a',
  ],
]

const change = fc.oneof(
  fc.record({ kind: fc.constant('byte' as const), at: part, to: fc.integer({ min: 0, max: 0xffff }) }),
  fc.record({ kind: fc.constant('drop' as const), at: part, many: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant('double' as const), at: part, to: part }),
  fc.record({ kind: fc.constant('word' as const), at: part, word: fc.constantFrom(...words) }),
  fc.record({ kind: fc.constant('indent' as const), at: part, by: fc.integer({ min: -4, max: 4 }) }),
)
type Change = (typeof change extends fc.Arbitrary<infer T> ? T : never) & { readonly at: number }

const changedLines = (lines: readonly string[], one: Change): readonly string[] => {
  const at = Math.floor(one.at * lines.length)
  const line = lines[at] ?? ''
  switch (one.kind) {
    case 'byte': {
      const text = lines.join('\n')
      const i = Math.floor(one.at * text.length)
      return (text.slice(0, i) + String.fromCharCode(one.to) + text.slice(i + 1)).split('\n')
    }
    case 'drop':
      return lines.toSpliced(at, one.many)
    case 'double':
      return lines.toSpliced(Math.floor(one.to * lines.length), 0, line)
    case 'word':
      return lines.with(
        at,
        line.replace(/[^\s:]+$/, () => one.word),
      )
    case 'indent':
      return lines.with(at, one.by < 0 ? line.slice(-one.by) : ' '.repeat(one.by) + line)
  }
}

const torn = fc
  .record({
    flow: fc.integer({ min: 0, max: shipped.length - 1 }),
    file: part,
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  })
  .map(({ flow, file, changes }): Files => {
    const files = shipped[flow] ?? {}
    const names = Object.keys(files)
    const name = names[Math.floor(file * names.length)] ?? 'policy.yaml'
    const lines = changes.reduce(changedLines, (files[name] ?? '').split('\n'))
    return { ...files, [name]: lines.join('\n') }
  })

const yamlish = fc
  .array(
    fc.oneof(
      fc.constantFrom(...words, '\n', '\n  ', ': ', 'title', 'ladder', 'id', 'a'),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    {
      maxLength: 60,
    },
  )
  .map((parts) => parts.join(''))

describe('fuzzed', () => {
  test('shipped flows that were torn', () => {
    fc.assert(
      fc.property(torn, (files) => {
        expect(spent(() => tried(files))).toBeLessThan(2_000)
      }),
      { numRuns: runs },
    )
  })

  test('texts that look like YAML', () => {
    fc.assert(
      fc.property(yamlish, fc.constantFrom('policy.yaml', 'refused.yaml'), (text, name) => {
        expect(tried({ ...good, [name]: text })).not.toEqual([])
      }),
      { numRuns: runs * 5 },
    )
  })

  test('any value in the place of any other', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), part, (value, at) => {
        const lines = (good['refused.yaml'] ?? '').split('\n')
        const i = Math.floor(at * lines.length)
        const line = (lines[i] ?? '').replace(/: .*$/, () => `: ${JSON.stringify(value)}`)
        tried({ ...good, 'refused.yaml': lines.with(i, line).join('\n') })
      }),
      { numRuns: runs * 5 },
    )
  })
})
