/** `rungs flow new`: what is asked, what is written, and that nothing is left behind where it cannot be. */
import { posix } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flowLint } from '../../src/commands/flow-lint.ts'
import { flowNew, type NewOptions } from '../../src/commands/flow-new.ts'
import { flowSchema } from '../../src/commands/flow-schema.ts'
import { UserError } from '../../src/errors.ts'
import type { Draft } from '../../src/flow/draft/answers.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import type { Ports } from '../../src/ports.ts'
import { walk } from '../../src/proof/walk.ts'
import { resultOf } from '../../src/proof/walk-result.ts'
import { loadWalk } from '../../src/proof/walks.ts'
import { filesOf } from '../../src/sitting/new-flow.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { memoryDisk } from '../storage/memory-disk.ts'
import { choose, interrupt, type Line, scripted, type as typed } from '../wizard/scripted.ts'
import { diskWith, type TestPorts, testPorts } from './ports.ts'

const answers = `title: Northtown Escalation Policy
short: Northtown
nation: england
printed: October 2024
scenario: {title: They do not accept our referral, when: The MASH declines a referral., clause: "2"}
rungs:
  - {title: Write down why you disagree, clause: "2.1"}
  - {title: Ask to speak to the Team Leader, clause: "2.2", whom: Team Leader, number: "020 7946 0001", within: 2 working days}
  - {title: Write to the Service Manager, clause: "2.3", whom: Service Manager}
`

const said: readonly Line[] = [
  [/What is the policy called/, typed('Northtown Escalation Policy')],
  [/In one or two words/, typed(' Northtown ')],
  [/When was it printed/, typed('October 2024')],
  [/Whose law/, choose('england')],
  [/review due/, typed('')],
  [/immediate danger/, typed('')],
  [/Which disagreement/, typed('They do not accept our referral')],
  [/When is that the one/, typed('The MASH declines a referral.')],
  [/Where does the policy name it/, typed('2')],
  [/rung 1[\s\S]*first thing to do/, typed('Write down why you disagree')],
  [/Where does it say so/, typed('2.1')],
  [/Whom does one approach/, typed('')],
  [/In what time is it to be done/, typed('')],
  [/rung 2[\s\S]*What comes next/, typed('Ask to speak to the Team Leader')],
  [/Where does it say so/, typed('2.2')],
  [/Whom does one approach/, typed('Team Leader')],
  [/Which telephone number/, typed('020 7946 0001')],
  [/In what time do they/, typed('2 working days')],
  [/rung 3[\s\S]*What comes next/, typed('Write to the Service Manager')],
  [/Where does it say so/, typed('2.3')],
  [/Whom does one approach/, typed('Service Manager')],
  [/Which telephone number/, typed('')],
  [/In what time do they/, typed('')],
  [/1 Write down[\s\S]*2 Ask to[\s\S]*3 Write to[\s\S]*What comes next/, typed('')],
  [/when the last rung has brought nothing/, typed('')],
]

const within = (script: readonly Line[], replaced: Partial<Ports> = {}): TestPorts => {
  const disk = memoryDisk()
  makeFolders(disk, '/here')
  const terminal = scripted(script)
  return testPorts({ disk, interactive: true, openTerminal: () => Promise.resolve(terminal), ...replaced })
}

const run = ({ ports }: TestPorts, options: Partial<NewOptions> = {}): Promise<number> =>
  flowNew(ports, { plain: false, ...options })

const filesIn = (disk: Disk, folder: string): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const at = posix.join(folder, name)
    return disk.stat(at)?.folder === true ? filesIn(disk, at) : [at]
  })

const read = (disk: Disk, at: string): string => Buffer.from(disk.readBytes(at)).toString('utf8')

describe('rungs flow new', () => {
  it('asks, and writes a flow that lints clean', async () => {
    const test = within(said)
    expect(await run(test)).toBe(0)
    expect(filesIn(test.ports.disk, '/here')).toEqual([
      '/here/northtown/policy.yaml',
      '/here/northtown/they-do-not-accept-our.yaml',
      '/here/northtown/walks/first.yaml',
      '/here/northtown/schema/policy.schema.json',
      '/here/northtown/schema/scenario.schema.json',
      '/here/northtown/schema/walk.schema.json',
    ])
    expect(test.out()).toContain('wrote northtown/policy.yaml\n')
    expect(test.out()).toMatch(
      /rungs flow lint .*northtown\n.*flow test .*northtown\n.*flow graph .*northtown\n$/,
    )
    expect(await flowLint(test.ports, { paths: ['northtown'], json: false })).toBe(0)
  })

  it('writes the same from a file with the answers', async () => {
    const asked = within(said)
    await run(asked)
    const given = testPorts({ disk: diskWith({ '/here/answers.yaml': answers }) })
    expect(await run(given, { answers: 'answers.yaml' })).toBe(0)
    for (const file of filesIn(asked.ports.disk, '/here/northtown'))
      expect(read(given.ports.disk, file)).toBe(read(asked.ports.disk, file))
  })

  it('writes into the flows of a casebook where there is one', async () => {
    const disk = diskWith({ '/home/Rungs/rungs.yaml': '', '/here/answers.yaml': answers })
    const test = testPorts({ disk })
    expect(await run(test, { answers: 'answers.yaml' })).toBe(0)
    expect(disk.stat('/home/Rungs/flows/northtown/policy.yaml')?.plain).toBe(true)
  })

  it('writes a walk that passes, whatever was answered', () => {
    const rung = fc.record(
      {
        title: fc.constantFrom('Ask them', 'Write to them'),
        clause: fc.constant('1'),
        whom: fc.constantFrom('Team Leader', 'top', 'Promise'),
        number: fc.constant('020 7946 0001'),
        within: fc.constantFrom(
          'same working day',
          '2 working days',
          '24 hours',
          '1 month',
          '3 working hours',
        ),
      },
      { requiredKeys: ['title', 'clause'] },
    )
    const { ports } = testPorts()
    fc.assert(
      fc.property(
        fc.array(rung, { minLength: 1, maxLength: 5 }),
        fc.constantFrom<Draft['nation']>('england', 'scotland', 'northern-ireland'),
        (rungs, nation) => {
          const scenario = { title: 'Policy', when: 'Always.', clause: '1' }
          const files = filesOf(ports, {
            title: 'A',
            short: 'A',
            nation,
            printed: 'undated',
            scenario,
            rungs,
          })
          const loaded = loadPolicy({
            id: 'a',
            folder: 'a',
            files: new Map([...files].filter(([name]) => !name.includes('/'))),
            bodies: ports.shipped.bodies(),
            sha256: '',
          })
          if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings))
          const { policy } = loaded
          const made = loadWalk('first', files.get('walks/first.yaml') ?? '', policy)
          if (made.kind !== 'ok') throw new Error(JSON.stringify(made.findings))
          const { script, start, expect: expected } = made.value
          const world = {
            policy: () => policy,
            calendar: (id: string) => ports.shipped.calendar(id)?.calendar,
            pinnedCalendar: () => undefined,
          }
          const walked = walk(world, policy, script, start)
          expect([walked.problem, walked.unused]).toEqual([undefined, []])
          expect(resultOf(walked.state)).toEqual(expected)
          expect(expected.end).toMatch(/^closed/)
        },
      ),
      { numRuns: 25 },
    )
  })

  it('writes nothing where it is given up at any question', async () => {
    for (let given = 0; given < said.length; given += 1) {
      const test = within([...said.slice(0, given), [/./, interrupt]])
      expect(await run(test)).toBe(130)
      expect(filesIn(test.ports.disk, '/here')).toEqual([])
      expect(test.out()).toBe('')
    }
  })

  it('checks what is typed at once', async () => {
    const test = within(said.slice(0, 18))
    const terminal = scripted(said.slice(0, 18))
    await run({ ...test, ports: { ...test.ports, openTerminal: () => Promise.resolve(terminal) } })
    const check = (title: RegExp, text: string): string | undefined => {
      const prompt = terminal.prompts.find((one) => one.kind === 'text' && title.test(one.title))
      return prompt?.kind === 'text' ? prompt.check(text) : 'there is no such question'
    }
    expect(check(/called/, 'Our *policy*')).toMatch(/markup/)
    expect(check(/called/, '')).toMatch(/empty/)
    expect(check(/one or two words/, 'A name that is far too long')).toMatch(/at most 20/)
    expect(check(/review due/, '2027-13')).toMatch(/2027-09/)
    expect(check(/review due/, '')).toBeUndefined()
    expect(check(/answer\?/, 'soon')).toMatch(/2 working days/)
    expect(check(/answer\?/, '3 Working Days')).toBeUndefined()
    expect(check(/answer\?/, '')).toBeUndefined()
  })

  it('refuses a short name whose folder is there', async () => {
    const disk = diskWith({ '/here/northtown/notes.txt': 'mine' })
    const test = within(said.slice(0, 2), { disk })
    const terminal = scripted(said.slice(0, 2))
    await run({ ...test, ports: { ...test.ports, openTerminal: () => Promise.resolve(terminal) } })
    const prompt = terminal.prompts.find((one) => one.kind === 'text' && /one or two/.test(one.title))
    expect(prompt?.kind === 'text' ? prompt.check('Northtown') : '').toMatch(/already/)
  })

  it('never writes over anything, and takes an empty folder', async () => {
    const disk = diskWith({ '/here/answers.yaml': answers, '/here/full/policy.yaml': 'mine' })
    makeFolders(disk, '/here/empty/walks')
    const test = testPorts({ disk })
    await expect(run(test, { folder: 'full', answers: 'answers.yaml' })).rejects.toThrow(/already/)
    expect(read(disk, '/here/full/policy.yaml')).toBe('mine')
    expect(filesIn(disk, '/here/full')).toEqual(['/here/full/policy.yaml'])
    await expect(run(test, { folder: 'Not An Id', answers: 'answers.yaml' })).rejects.toThrow(/hyphens/)
    expect(await run(test, { folder: 'empty', answers: 'answers.yaml' })).toBe(0)
  })

  it('says what to do where there is no terminal', async () => {
    const test = within(said, { interactive: false })
    const error = await run(test).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect((error as UserError).hint).toContain('--answers')
  })

  it.each([
    ['title: x', /short/],
    [answers.replace('2 working days', 'soon'), /no time that Rungs can count/],
    [answers.replace('short: Northtown', 'short: <b>'), /markup/],
    [answers.replace('rungs:', 'steps:'), /steps/],
    ['a: &b [*b]', /Anchors|Aliases/],
  ])('says what is wrong with answers %#', async (text, message) => {
    const disk = diskWith({ '/here/answers.yaml': text })
    await expect(run(testPorts({ disk }), { answers: 'answers.yaml' })).rejects.toThrow(message)
    expect(filesIn(disk, '/here')).toEqual(['/here/answers.yaml'])
  })

  it.each(['southwark', 'greenvale'])(
    'begins an overlay over %s, which lints clean, its examples too',
    async (over) => {
      const test = within([
        [/called/, typed('Example School')],
        [/one or two/, typed('Example')],
        [/printed/, typed('')],
      ])
      expect(await run(test, { over, folder: 'ours' })).toBe(0)
      expect(filesIn(test.ports.disk, '/here/ours')).toContain('/here/ours/overlay.yaml')
      expect(await flowLint(test.ports, { paths: ['ours'], json: false })).toBe(0)
      const text = read(test.ports.disk, '/here/ours/overlay.yaml')
      const more = text.replace(/^# ((?:contacts|roles|rungs|add):.*| {2}.*)$/gm, '$1')
      const taken = diskWith({ '/here/more/overlay.yaml': more })
      const linted = testPorts({ disk: taken })
      expect(await flowLint(linted.ports, { paths: ['more'], json: false }), linted.out()).toBe(0)
      expect(more).not.toBe(text)
      await expect(run(test, { over: 'suthwark', folder: 'more' })).rejects.toThrow(/no policy "suthwark"/)
    },
  )
})

describe('rungs flow schema', () => {
  it.each(['policy', 'scenario', 'overlay', 'walk', 'answers', 'common', 'bodies', 'new'])(
    'prints %s',
    async (which) => {
      const test = testPorts()
      expect(await flowSchema(test.ports, { which })).toBe(0)
      expect(JSON.parse(test.out())).toHaveProperty('$schema')
    },
  )

  it('lists what there is for any other word', async () => {
    const { ports } = testPorts()
    await expect(flowSchema(ports, { which: 'polcy' })).rejects.toMatchObject({
      hint: expect.stringMatching(/policy.*scenario/) as unknown,
    })
    await expect(flowSchema(ports, {})).rejects.toMatchObject({ exitCode: 2 })
  })
})
