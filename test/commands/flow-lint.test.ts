/** What `flow lint` prints: everything at once, each at its line and column. An example of each code: see test/flow/lint.test.ts. */
import { describe, expect, test } from 'vitest'
import { flowLint } from '../../src/commands/flow-lint.ts'
import { UserError } from '../../src/errors.ts'
import type { Finding } from '../../src/flow/finding.ts'
import { diskWith, flowFiles, shippedIds, testPorts } from './ports.ts'

const policy = `title: A made-up policy
short: Made up
nation: england
edition: {printed: undated}
danger: {do: []}
contacts:
  desk:
    role: Front desk
    printed: undated
    clause: "1"
    lines: [{value: "020 7946 0001"}]
scenarios: [refused]
`

const scenario = `title: They refuse
when: They say no.
clause: "1"
ladder:
  - id: ask
    title: Ask again
    clause: "1"
    whom: The front desk
    contacts: [desk]
    outcomes:
      agreed: They agree
      refused: They do not agree
top: {text: The policy ends here., clause: "1"}
`

type Files = Readonly<Record<string, string | Uint8Array>>

const good: Files = { 'policy.yaml': policy, 'refused.yaml': scenario }

const inFolder = (files: Files, folder = '/here/our-school'): Files =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

const lint = async (files: Files, paths: readonly string[] = ['our-school'], json = false) => {
  const { ports, out, err } = testPorts({ disk: diskWith(files) })
  const code = await flowLint(ports, { paths, json })
  return { code, out: out(), err: err() }
}

const findings = async (files: Files): Promise<readonly Finding[]> =>
  JSON.parse((await lint(inFolder(files), ['our-school'], true)).out) as readonly Finding[]

const places = async (files: Files): Promise<readonly string[]> =>
  (await findings(files)).map(
    ({ code, file, line, column }) => `${code} ${file.replace('our-school/', '')}:${line}:${column}`,
  )

/** Replaces a text that must be there, once. */
const change = (text: string, from: string, to: string): string => {
  if (text.split(from).length !== 2) throw new Error(`"${from}" is not there once`)
  return text.replace(from, () => to)
}
const inPolicy = (from: string, to: string): Files => ({ ...good, 'policy.yaml': change(policy, from, to) })
const inScenario = (from: string, to: string): Files => ({
  ...good,
  'refused.yaml': change(scenario, from, to),
})

const latin1 = Buffer.from(change(policy, 'A made-up policy', 'A caf\u00e9 policy'), 'latin1')

/** A code, what is wrong, the files, and where it must be found. */
const examples: readonly (readonly [code: string, what: string, files: Files, place: string])[] = [
  [
    'RF001',
    'a bracket that is never closed',
    inPolicy('edition: {printed: undated}', 'edition: {printed: undated'),
    'policy.yaml:5:1',
  ],
  ['RF003', 'an alias', inPolicy('short: Made up', 'short: *name'), 'policy.yaml:2:8'],
  ['RF003', 'a tag', inPolicy('short: Made up', 'short: !made up'), 'policy.yaml:2:14'],
  ['RF003', 'a merge key', inPolicy('short: Made up', '<<: {short: Made up}'), 'policy.yaml:2:1'],
  ['RF003', 'a second document', inPolicy('short: Made up', '---\nshort: Made up'), 'policy.yaml:2:1'],
  ['RF003', 'a directive', { ...good, 'policy.yaml': `%YAML 1.1\n---\n${policy}` }, 'policy.yaml:1:1'],
  ['RF003', 'a list as a key', inPolicy('short: Made up', '[short]: Made up'), 'policy.yaml:2:1'],
  [
    'RF003',
    'a file over 1 MB',
    { ...good, 'refused.yaml': `${scenario}# ${'x'.repeat(1_000_001)}\n` },
    'refused.yaml:1:1',
  ],
  ['RF005', 'a truth where words should be', inPolicy('short: Made up', 'short: true'), 'policy.yaml:2:8'],
  [
    'RF005',
    'a telephone number without quotation marks',
    inPolicy('"020 7946 0001"', '02079460001'),
    'policy.yaml:11:21',
  ],
  ['RF006', 'a key that is missing', inPolicy('    printed: undated\n', ''), 'policy.yaml:8:5'],
  ['RF006', 'a key with nothing behind it', inPolicy('short: Made up', 'short:'), 'policy.yaml:2:1'],
  ['RF006', 'an empty file', { ...good, 'refused.yaml': '' }, 'refused.yaml:1:1'],
  [
    'RF007',
    'a list where words should be',
    inPolicy('short: Made up', 'short: [Made, up]'),
    'policy.yaml:2:8',
  ],
  ['RF010', 'a contact that is not there', inScenario('[desk]', '[desk, desks]'), 'refused.yaml:9:22'],
  ['RF010', 'a scenario without a file', inPolicy('[refused]', '[refused, other]'), 'policy.yaml:12:22'],
  ['RF019', 'a file that is not UTF-8', { ...good, 'policy.yaml': latin1 }, 'policy.yaml:1:13'],
  [
    'RF021',
    'a rung that nothing leads to',
    inScenario('top:', 'ways:\n  - {id: aside, title: Aside, clause: "1", outcomes: {done: Done}}\ntop:'),
    'refused.yaml:14:10',
  ],
  [
    'RF021',
    'a track that nothing leads to',
    inScenario(
      'top:',
      'tracks:\n  fast: {title: Fast, clause: "1", ladder: [{id: a, title: A, clause: "1", outcomes: {done: B}}]}\ntop:',
    ),
    'refused.yaml:14:3',
  ],
]

test('the example that all others are made from is clean, and is counted', async () => {
  expect(await lint(inFolder(good))).toEqual({
    code: 0,
    out: 'our-school is clean: 1 scenario, 1 rung\n',
    err: '',
  })
})

test.each(examples)('%s: %s', async (code, _what, files, place) => {
  expect(await places(files)).toContain(`${code} ${place}`)
})

test.each([
  ['whim: The front desk', 'whom', 'whim'],
  ['contact: [desk]', 'contacts', 'contact'],
  ['outcome: {}', 'outcomes', 'outcome'],
])('of a mistyped word of a rung the nearest that a rung can have is named: %s', async (line, near) => {
  const found = await findings(
    inScenario('    clause: "1"\n    whom', `    clause: "1"\n    ${line}\n    whom`),
  )
  expect(found.map((one) => one.hint)).toEqual([
    expect.stringMatching(new RegExp(`^Did you mean ${near}\\b`)),
  ])
})

test('a word that another place has is not offered where it has no place', async () => {
  const [found] = await findings(inPolicy('short: Made up', 'short: Made up\nladder: []'))
  expect(found?.hint).toBe('Did you mean ladders?')
  const [other] = await findings(inPolicy('short: Made up', 'short: Made up\noutcomes: {}'))
  expect(other?.hint).not.toContain('Did you mean')
})

test('everything is said at once, in the order of its place, with the source line, a caret and a hint', async () => {
  const files = {
    'policy.yaml': change(policy, 'nation: england', 'nation: atlantis'),
    'refused.yaml': change(change(scenario, '[desk]', '[dsek]'), 'whom:', 'who:'),
  }
  const { code, out } = await lint(inFolder(files))
  expect(code).toBe(1)
  expect(out).toBe(
    [
      'our-school/policy.yaml:3:9 RF007 "nation" cannot be this.',
      '  nation: atlantis',
      '          ^',
      '  hint: It is one of: england, wales, scotland, northern-ireland.',
      '',
      'our-school/refused.yaml:8:5 RF004 "who" is not a word of the flow language here.',
      '      who: The front desk',
      '      ^',
      '  hint: Did you mean whom or when?',
      '',
      '2 findings in 2 files',
      '',
    ].join('\n'),
  )
})

test('control characters of a file are made visible, and the caret still stands below its column', async () => {
  const { out } = await lint(
    inFolder(inScenario('title: Ask again', 'title: "\u202eAsk\u009b again" #\u001b[31m')),
  )
  expect(out.match(/RF025/g)).toHaveLength(3)
  const rows = out.split('\n').map((row) => row.replace(/^ {2}/, ''))
  const shown = '    title: "\\u{202e}Ask\\u{9b} again" #\\u{1b}[31m'
  expect(rows.filter((row) => row === shown)).toHaveLength(3)
  expect(
    rows.filter((row) => row.trim() === '^').map((row) => shown.slice(row.length - 1).slice(0, 4)),
  ).toEqual(['\\u{2', '\\u{9', '\\u{1'])
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
})

test('of a very long line only the part around the column is shown', async () => {
  const { out } = await lint(inFolder(inScenario('[desk]', `[${'desk, '.repeat(2000)}dseks]`)))
  const rows = out.split('\n')
  const caret = rows.findIndex((row) => row.trim() === '^')
  expect(rows[caret - 1]?.length).toBeLessThanOrEqual(80)
  expect(rows[caret - 1]?.slice(rows[caret]?.indexOf('^'))).toBe('dseks]')
})

test('the caret stands below its column after wide characters, and no character is cut in two', async () => {
  const line = `title: {Ask: "${'会議😀'.repeat(60)}", again: yes}`
  const { out } = await lint(inFolder(inScenario('title: Ask again', line)))
  const rows = out.split('\n')
  const caret = rows.findIndex((row) => row.trim() === '^')
  const before = rows[caret - 1]?.slice(0, rows[caret - 1]?.indexOf('{'))
  expect(rows[caret]).toBe(`${' '.repeat(before?.length ?? 0)}^`)
  expect(rows[caret - 1]).toMatch(/[会議😀]…$/u)
  expect(out).not.toContain('\\u{d')
})

test('a file that is not text is the only thing said about that file', async () => {
  expect(await places({ ...good, 'policy.yaml': latin1 })).toEqual(['RF019 policy.yaml:1:13'])
  expect(
    await places({ ...good, 'refused.yaml': Buffer.concat([Buffer.from(scenario), Buffer.of(0xe2, 0x82)]) }),
  ).toEqual(['RF019 refused.yaml:14:1'])
})

// `con` is an id in itself, but no folder that every system can have.
test.each(['Our School', 'con'])('a folder whose name cannot be an id says so: %s', async (name) => {
  const { out } = await lint(inFolder(good, `/here/${name}`), [name])
  expect(out).toContain(`${name}/policy.yaml:1:1 RF008`)
})

describe('paths', () => {
  test('a policy.yaml, a scenario file and the folder with a slash all mean the folder', async () => {
    for (const path of [
      'our-school/',
      'our-school/policy.yaml',
      'our-school/refused.yaml',
      '/here/our-school',
    ])
      expect((await lint(inFolder(good), [path])).out).toMatch(/^\/?(here\/)?our-school is clean/)
  })

  test('several folders, and a folder of flows, are linted in one go; each once', async () => {
    const files = {
      ...inFolder(good, '/here/flows/one'),
      ...inFolder(inPolicy('[refused]', '[]'), '/here/flows/two'),
    }
    const { code, out } = await lint(files, ['flows/one', 'flows'])
    expect(code).toBe(1)
    expect(out).toContain('flows/one is clean: 1 scenario, 1 rung\n')
    expect(out).toMatch(/flows\/two\/policy\.yaml:12:12 RF007/)
    expect(out.match(/flows\/one is clean/g)).toHaveLength(1)
  })

  test('without a path the flow of the current folder is linted', async () => {
    expect((await lint(inFolder(good, '/here'), [])).out).toBe('. is clean: 1 scenario, 1 rung\n')
  })

  test.each([
    [['nowhere'], /nothing at "nowhere"/, /folder of a flow/],
    [['our-school/policy.yaml/deeper'], /nothing at/, /folder of a flow/],
    [['notes'], /"notes" holds no policy\.yaml/, /README/],
    [['notes/a.txt'], /not a file of a flow/, /\.yaml/],
  ])('%j: exit 2 with a hint', async (paths, message, hint) => {
    const files = { ...inFolder(good), '/here/notes/a.txt': 'x' }
    const error = await lint(files, paths).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    })
  })

  test('no path, and no flow in the current folder: exit 2, and what to do', async () => {
    await expect(lint({ '/here/notes/a.txt': 'x' }, [])).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('rungs flow lint FOLDER'),
    })
  })

  test('a folder that may not be read is exit 2, not a bug', async () => {
    const disk = diskWith(inFolder(good))
    const refused = {
      ...disk,
      readBytes: () => {
        throw Object.assign(new Error('EACCES'), { code: 'EACCES' })
      },
    }
    const { ports } = testPorts({ disk: refused })
    await expect(flowLint(ports, { paths: ['our-school'], json: false })).rejects.toMatchObject({
      exitCode: 2,
    })
  })
})

test.each(shippedIds)('the shipped flow %s is clean', async (id) => {
  const { code, out } = await lint(inFolder(Object.fromEntries(flowFiles(id)), `/here/${id}`), [id])
  expect(out).toMatch(new RegExp(`^${id} is clean: \\d+ scenarios, \\d+ rungs\n$`))
  expect(code).toBe(0)
})
