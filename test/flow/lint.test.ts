/** The catalogue of findings in flows/README.md: each example brings about its code, at the line that it marks, and nothing else. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { flowLint } from '../../src/commands/flow-lint.ts'
import { parseApprovals } from '../../src/flow/approvals.ts'
import type { Finding } from '../../src/flow/finding.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import { loadWalk } from '../../src/proof/walks.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { laid, overlay, placesOf } from './layers.ts'
import { catalogue, flowWith, marked, type Wrong, wrongExamples } from './wrong-examples.ts'

type Files = Readonly<Record<string, string>>

const linted = async (files: Files): Promise<readonly Finding[]> => {
  const disk = diskWith({
    ...Object.fromEntries(Object.entries(files).map(([name, text]) => [`/here/our-school/${name}`, text])),
    '/here/their-school/overlay.yaml': 'over: our-school\nedition: {printed: undated}\n',
  })
  const { ports, out } = testPorts({ disk })
  await flowLint(ports, { paths: ['our-school'], json: true })
  return JSON.parse(out()) as readonly Finding[]
}

const clean = () => {
  const files = new Map(Object.entries(flowWith(new Map())))
  const loaded = loadPolicy({ id: 'our-school', folder: 'our-school', files, bodies: '{}', sha256: '' })
  if (loaded.kind === 'findings') throw new Error(loaded.findings.map((one) => one.message).join('\n'))
  return loaded.policy
}

const found = async ({ files }: Wrong): Promise<readonly Finding[]> => {
  const { 'walk.yaml': walk, 'approvals.yaml': approvals, ...flow } = files
  if (walk !== undefined) {
    const loaded = loadWalk('walk.yaml', walk, clean())
    return loaded.kind === 'ok' ? [] : loaded.findings
  }
  if (approvals !== undefined) {
    const parsed = parseApprovals('approvals.yaml', approvals)
    return parsed.kind === 'ok' ? [] : parsed.findings
  }
  return linted(flow)
}

const places = (findings: readonly Finding[]): readonly string[] =>
  [...new Set(findings.map(({ code, file, line }) => `${code} ${file.replace(/^.*\//, '')}:${line}`))].sort()

test('the flow that the examples are put into is clean', async () => {
  expect(await linted(flowWith(new Map()))).toEqual([])
})

test.each(wrongExamples.map((one) => [one.code, one] as const))(
  '%s is found where its example marks it, and nothing else',
  async (_, one) => {
    expect(marked(one).length).toBeGreaterThan(0)
    expect(places(await found(one))).toEqual([...marked(one)].sort())
  },
)

const sourceCodes = (): readonly string[] => {
  const root = new URL('../../src/', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const codes = files.flatMap((name) => readFileSync(new URL(name, root), 'utf8').match(/'RF\d{3}'/g) ?? [])
  return [...new Set(codes.map((one) => one.slice(1, -1)))].sort()
}

test('the catalogue and the source have the same codes', () => {
  expect(catalogue).toEqual(sourceCodes())
})

// Bytes that are no text cannot stand on a page, and 500 findings would fill it: see flow-lint.test.ts and hostile.test.ts.
test('every code but two has an example', () => {
  const without = catalogue.filter((code) => !wrongExamples.some((one) => one.code === code))
  expect(without).toEqual(['RF019', 'RF024'])
})

const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`
const clock = (words: string): string => lines(`reply: {title: reply, whose: theirs, clause: "1", ${words}}`)
const readings = lines('readings: {so: {text: We read it so., clause: "1"}}')

test.each<readonly [string, string, Readonly<Record<string, string>>]>([
  [
    'RF021',
    'a track that a start leads to',
    {
      'a scenario': lines(
        'tracks:',
        '  fast: {title: Fast, clause: "1", ladder: [{id: call, title: Call, clause: "1", outcomes: {done: Called}}]}',
        'starts: [{id: now, title: It is urgent, at: call, clause: "1"}]',
      ),
    },
  ],
  [
    'RF021',
    'a way that another scenario leads to',
    {
      'a scenario': lines('ways:', '- {id: aside, title: Aside, clause: "1", outcomes: {done: Done}}'),
      'an outcome': lines('refused: {label: They do not agree, to: refused/aside}'),
    },
  ],
  [
    'RF032',
    'a circle that one can leave',
    {
      'a ladder': lines(
        '- {id: ask, title: Ask, clause: "1", outcomes: {done: {label: Asked, to: write}}}',
        '- {id: write, title: Write, clause: "1", outcomes: {done: {label: Sent, to: ask}, not-done: Left out}}',
      ),
    },
  ],
  [
    'RF034',
    'conditions that together leave no answer out',
    {
      'a rung': lines(
        'outcomes:',
        '  agreed: {label: They agree, when: {ask: lives-in, is: [north]}}',
        '  refused: {label: They do not agree, when: {ask: lives-in, is: [south]}}',
      ),
    },
  ],
  ['RF035', 'somebody who sits in the same room', { 'a rung': lines('contacts: []', 'medium: in-person') }],
  [
    'RF035',
    'somebody of whom it is said that there is no number',
    {
      'a rung': lines('contacts: []', 'no-number: Ask at the front desk.'),
    },
  ],
  [
    'RF036',
    'somebody who is only told',
    {
      'a rung': lines('authority: is-told', 'outcomes: {done: They know}'),
    },
  ],
  [
    'RF037',
    'a condition within that of its rung',
    {
      'a rung': lines(
        'when: {ask: lives-in, is: [north]}',
        'checks: [{id: form, text: Form, clause: "1", when: {ask: lives-in, is: [north, south]}}]',
      ),
    },
  ],
  [
    'RF038',
    'the end of a rung below, and the start of its own',
    {
      'a ladder': lines(
        '- {id: ask, title: Ask, clause: "1", outcomes: {done: Asked}}',
        '- id: write',
        '  title: Write',
        '  clause: "1"',
        '  clocks:',
        '    send: {title: send it, whose: ours, within: 1 day, from: [end of ask, start of write], clause: "1"}',
        '  outcomes: {done: Sent}',
      ),
    },
  ],
  [
    'RF039',
    'a deadline that counts from another',
    {
      'a clock': `${clock('within: 1 day, from: asked')}more: {title: more, whose: ours, within: 1 day, from: deadline reply, clause: "1"}\n`,
    },
  ],
  [
    'RF041',
    'a cap that has room, and one of another unit',
    {
      'a scenario': lines(
        'clocks:',
        '  whole: {title: settle it, whose: both, within: 2 working weeks, from: told, clause: "1"}',
        '  other: {title: settle it, whose: both, within: 1 month, from: told, clause: "1"}',
      ),
      'a clock': clock('within: 10 working days, from: asked'),
    },
  ],
  [
    'RF042',
    'two figures with a reading',
    {
      'policy.yaml': readings,
      'a clock': clock('within: 5 working days, also: 7 days, readings: [so], from: asked'),
    },
  ],
  [
    'RF042',
    'working hours where office hours are printed',
    {
      'policy.yaml': lines('office-hours: {from: "09:00", to: "17:00", clause: "1"}'),
      'a clock': clock('within: 4 working hours, from: asked'),
    },
  ],
  [
    'RF043',
    'an address of a page, which may wrap',
    {
      'policy.yaml': lines(
        'contacts:',
        `  desk: {role: Desk, printed: undated, clause: "1", lines: [{kind: web, value: "https://example.org/${'a'.repeat(80)}"}]}`,
      ),
    },
  ],
  [
    'RF044',
    'a guard that a condition names, and a moment that a clock counts from',
    {
      'policy.yaml': lines(
        'guards: {safe: {ask: Is it safe?, clause: "1"}}',
        'moments: {sent: {ask: When was it sent?, clause: "1"}}',
      ),
      'a rung': lines('when: {ask: safe, is: [yes, no]}'),
      'a clock': clock('within: 1 day, from: sent'),
    },
  ],
  [
    'RF045',
    'a contact with a year',
    {
      'policy.yaml': lines('contacts:', '  desk: {role: Desk, printed: spring 2018, clause: "1"}'),
    },
  ],
])('not %s: %s', async (_, __, parts) => {
  expect(await linted(flowWith(new Map(Object.entries(parts))))).toEqual([])
})

test('in an overlay a finding stands where the words stand, and what is unused below is not told of', () => {
  const idle = `${overlay}rungs:\n  ask: {agencies: false}\n`
  expect(placesOf(laid(idle))).toEqual([])
  const reasonless = `${overlay}rungs:\n  refused/head:\n    clocks:\n      reply: {title: reply, whose: theirs, within: 1 day, from: end of director, clause: "1"}\n`
  expect(placesOf(laid(reasonless))).toEqual(['RF038 flows/our-school/overlay.yaml:6:65'])
})
