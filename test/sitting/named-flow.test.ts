/** What a word means: the same for every command that takes a policy. */
import { describe, expect, test } from 'vitest'
import { flowGraph } from '../../src/commands/flow-graph.ts'
import { flowLint } from '../../src/commands/flow-lint.ts'
import { flowShow } from '../../src/commands/flow-show.ts'
import { flowTest } from '../../src/commands/flow-test.ts'
import { UserError } from '../../src/errors.ts'
import type { Ports } from '../../src/ports.ts'
import { findPolicy } from '../../src/sitting/find-policy.ts'
import { findFlow, findFlows } from '../../src/sitting/named-flow.ts'
import { findNamed } from '../../src/sitting/named-policy.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { diskWith, flowFiles, testPorts } from '../commands/ports.ts'

const greenvale = (folder: string, from = '', to = ''): Readonly<Record<string, string>> =>
  Object.fromEntries(
    flowFiles('greenvale').map(([name, text]) => [`${folder}/${name}`, text.replace(from, to)]),
  )

const portsWith = (files: Readonly<Record<string, string>>, folders: readonly string[] = []) => {
  const disk = diskWith(files)
  for (const folder of folders) makeFolders(disk, folder)
  return testPorts({ disk })
}

/** Every command that takes one policy, by its exit code. */
const commands: readonly (readonly [
  string,
  (ports: Ports, target: string, casebook: string) => Promise<number>,
])[] = [
  ['show', (ports, target, casebook) => flowShow(ports, { target, format: 'md', casebook })],
  ['graph', (ports, target, casebook) => flowGraph(ports, { target, format: 'dot', casebook })],
  ['diff', async (ports, target, casebook) => ((await findNamed(ports, target, casebook)).policy ? 0 : 1)],
  ['lint', (ports, target, casebook) => flowLint(ports, { paths: [target], json: false, casebook })],
  [
    'test',
    (ports, target, casebook) => flowTest(ports, { paths: [target], json: false, casebook, bound: 3 }),
  ],
]

describe.each(commands)('flow %s', (name, run) => {
  test('takes a folder by its bare name, where no policy has it for an id', async () => {
    const { ports, out } = portsWith(greenvale('/here/my-flow'))
    // It has no walks, which test says with 1.
    expect(await run(ports, 'my-flow', '/book')).toBe(name === 'test' ? 1 : 0)
    expect(out()).not.toContain('finding')
  })

  test('takes a flow of the casebook by its id', async () => {
    const { ports } = portsWith(greenvale('/book/flows/our-school'))
    expect(await run(ports, 'our-school', '/book')).toBe(name === 'test' ? 1 : 0)
  })

  test('says what lint says of a flow with findings, and exits with 1', async () => {
    const { ports, out } = portsWith(greenvale('/here/mine', 'nation: england', 'nation: mars'))
    const said = await run(ports, './mine', '/book').catch((error: unknown) => error)
    if (said === 1) return expect(out()).toContain('rungs flow lint ./mine'.slice(name === 'lint' ? 16 : 0))
    expect(said).toBeInstanceOf(UserError)
    expect(said).toMatchObject({
      exitCode: 1,
      message: expect.stringMatching(
        /^The flow "\.\/mine" has a finding: \.\/mine\/policy\.yaml:\d+:\d+ RF007 [^\n]+$/,
      ),
      hint: '"rungs flow lint ./mine" shows each with its line.',
    })
  })
})

describe('an id', () => {
  test('with an empty folder in the casebook is the one that came with the program', () => {
    const { ports } = portsWith({}, ['/book/flows/southwark'])
    expect(findFlow(ports, 'southwark', '/book')).toEqual({ kind: 'shipped', id: 'southwark' })
  })

  test('of the casebook wins over the program’s, and both over a folder here', () => {
    const { ports } = portsWith({ ...greenvale('/book/flows/greenvale'), ...greenvale('/here/southwark') })
    expect(findFlow(ports, 'greenvale', '/book')).toEqual({ kind: 'folder', folder: '/book/flows/greenvale' })
    expect(findFlow(ports, 'southwark', '/book')).toEqual({ kind: 'shipped', id: 'southwark' })
    expect(findFlow(ports, './southwark', '/book')).toEqual({ kind: 'folder', folder: './southwark' })
  })

  test('that nothing has is told with the nearest that there is', async () => {
    const { ports } = portsWith({ '/here/notes': 'no folder' })
    await expect(findPolicy(ports, 'Southwark')).rejects.toMatchObject({
      exitCode: 2,
      hint: expect.stringContaining('Did you mean southwark?'),
    })
    await expect(findPolicy(ports, 'notes')).rejects.toThrow('There is no policy "notes".')
  })
})

test('a folder of several flows is several where that is taken, and a question where it is not', () => {
  const { ports } = portsWith({ ...greenvale('/here/mine/a'), ...greenvale('/here/mine/b') })
  expect(findFlows(ports, 'mine')).toHaveLength(2)
  expect(() => findFlow(ports, 'mine')).toThrow('"mine" holds several flows.')
})

test('more than is kept of a policy beside a record is a finding, though each file is small enough', async () => {
  const filler = Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((name) => [`/here/mine/${name}.yaml`, `# ${'x'.repeat(900_000)}\n`]),
  )
  const { ports, out } = portsWith({ ...greenvale('/here/mine'), ...filler })
  expect(await flowLint(ports, { paths: ['mine'], json: false })).toBe(1)
  expect(out()).toContain('RF003 The flow is larger than a policy can be (4 MiB).')
})
