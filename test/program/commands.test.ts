/** The other commands of the built program, and what every command line promises: exit codes, streams, errors with hints. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { keys } from '../terminal/pty.ts'
import {
  answer,
  answersTo,
  asked,
  type Home,
  newHome,
  problemsOf,
  recordIn,
  rungs,
  startWith,
  talk,
  toFirstRung,
  waiting,
} from './program.ts'

const error = /^rungs: error: .+\nrungs: hint: .+\n$/s

/** A case at Southwark's first stage, with deadlines of its own that are long past. */
const overdue = async (home: Home): Promise<void> => {
  const { code } = await startWith(home, waiting())
  expect(code).toBe(0)
}

test('help, for all and for one command; the version', async () => {
  const home = newHome()
  const [help, flag, one, version] = await Promise.all([
    rungs(home, ['help']),
    rungs(home, ['--help']),
    rungs(home, ['help', 'start']),
    rungs(home, ['--version']),
  ])
  for (const { code, err } of [help, flag, one, version]) {
    expect(err).toBe('')
    expect(code).toBe(0)
  }
  expect(help.out).toBe(flag.out)
  for (const command of ['start', 'resume', 'note', 'list', 'contacts', 'config', 'flow'])
    expect(help.out).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'))
  expect(help.out.split('\n').every((line) => line.length <= 100)).toBe(true)
  expect(one.out).toContain('--answers')
  const { version: wanted } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { version: string }
  expect(version.out).toBe(`${wanted}\n`)
})

test('a verb helps in the same words, whether it was asked by itself or through help', async () => {
  const home = newHome()
  const { out } = await rungs(home, ['help'])
  const verbs = [...out.matchAll(/^ {2}([a-z]+)\b(?: \[| <| {2})/gm)].map(([, verb = '']) => verb)
  expect(verbs).toEqual(expect.arrayContaining(['start', 'verify', 'report', 'train', 'flow']))
  await Promise.all(
    verbs
      .filter((verb) => verb !== 'help')
      .map(async (verb) => {
        const [alone, through] = await Promise.all([
          rungs(home, [verb, '--help']),
          rungs(home, ['help', verb]),
        ])
        expect(alone).toEqual(through)
        expect(alone.out).toMatch(new RegExp(`^Usage: rungs ${verb}\\b`))
      }),
  )
})

test.each([
  [['strat'], 'start'],
  [['lits'], 'list'],
  [['flow', 'lnt'], 'lint'],
  [['start', '--polcy', 'x'], '--policy'],
  [['start', '--policy', 'grenvale'], undefined],
  [['contacts', 'grenvale'], 'greenvale'],
  [['flow', 'show', 'grenvale'], 'greenvale'],
  [['config', 'usual-polcy', 'x'], 'usual-policy'],
  [['config', 'usual-policy', 'grenvale'], 'greenvale'],
  [['resume'], undefined],
  [['note'], undefined],
  [['note', '42', 'x'], undefined],
  [['flow'], undefined],
  [['flow', 'lint', 'nowhere'], undefined],
  [['list', '--casebook', ''], undefined],
  [['contacts'], undefined],
])('rungs %j: exit 2, one error with a hint on stderr, nothing left behind', async (args, near) => {
  const home = newHome()
  const { code, err } = await rungs(home, args)
  expect(code).toBe(2)
  expect(err).toMatch(error)
  if (near !== undefined) expect(err).toMatch(new RegExp(`hint: Did you mean .*${near}`))
  expect(existsSync(home.casebook)).toBe(false)
})

test.each([[[]], [['start']], [['start', '--plain']]])(
  'rungs %j without a terminal: exit 2 before anything is written',
  async (args) => {
    const home = newHome()
    const { code, out, err } = await rungs(home, args, { input: '2\n2\n' })
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain('There is no terminal')
    expect(existsSync(home.casebook)).toBe(false)
  },
)

test('an unknown case, scenario and policy in a terminal: the nearest names', async () => {
  const home = newHome('greenvale')
  await overdue(home)
  const id = /([A-Z]\d-\d{4}-\d{4})/.exec(recordIn(home))?.[1] ?? ''
  const near = await rungs(home, ['note', `${id.slice(0, -1)}2`, 'x'])
  expect(near.code).toBe(2)
  expect(near.err).toContain(`Did you mean ${id}?`)
  const policy = talk(home, ['start', '--policy', 'grenvale'])
  expect(await policy.ended).toBe(2)
  expect(policy.screen()).toContain('Did you mean greenvale?')
  const none = talk(home, ['resume', '77'])
  expect(await none.ended).toBe(2)
  expect(none.screen()).toContain('There is no case "77"')
})

test('list: state, rung and what is due; --overdue exits 1; --json is the same value', async () => {
  const home = newHome()
  const empty = await rungs(home, ['list'])
  expect(empty).toMatchObject({ code: 0, err: '' })
  expect(empty.out).toContain('There are no cases')
  expect((await rungs(home, ['list', '--overdue'])).code).toBe(0)
  await overdue(home)
  const [list, due, late, json] = await Promise.all(
    [['list'], ['list', '--due'], ['list', '--overdue'], ['list', '--json', '--overdue']].map((args) =>
      rungs(home, args),
    ),
  )
  expect(list?.code).toBe(0)
  expect(list?.out).toMatch(/open {2}OVERDUE {2}Southwark/)
  expect(due?.code).toBe(0)
  expect(due?.out).toContain('Thu 9 Apr 2026')
  expect(late?.code).toBe(1)
  expect(late?.out).toContain('OVERDUE')
  expect(json?.code).toBe(1)
  const rows = JSON.parse(json?.out ?? '') as readonly {
    readonly state: string
    readonly due: readonly object[]
  }[]
  expect(rows).toMatchObject([{ state: 'open', policy: 'southwark', scenario: 'thresholds' }])
  expect(rows[0]?.due).toContainEqual(expect.objectContaining({ overdue: true, date: '2026-04-09' }))
})

test('note: timed, saved, sealed; the wizard is not needed', async () => {
  const home = newHome()
  await overdue(home)
  const { code, out, err } = await rungs(home, ['note', '1', 'They', 'rang', 'back'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/Noted in .*\.md at \d\d:\d\d:\d\d; saved\./)
  expect(answersTo(recordIn(home), 'note')).toEqual(['They rang back'])
  expect(problemsOf(recordIn(home))).toEqual([])
  const empty = await rungs(home, ['note', '1'])
  expect(empty.code).toBe(2)
  expect(empty.err).toMatch(error)
})

test('contacts: general guidance first, then the policy’s; --json; a local correction wins and says so', async () => {
  const home = newHome('greenvale')
  const text = await rungs(home, ['contacts'])
  expect(text.code).toBe(0)
  expect(text.out).toContain('General guidance, not from your policy')
  expect(text.out).toContain('020 8314 6660')
  expect(text.out).toContain('printed October 2022: check')
  const json = await rungs(home, ['contacts', 'greenvale', '--json'])
  expect(JSON.parse(json.out)).toMatchObject({ policy: { id: 'greenvale' } })
  writeFileSync(
    join(home.casebook, 'rungs.yaml'),
    'usual-policy: greenvale\ncontacts: {greenvale: {mash: "020 7946 0101"}}\n',
  )
  const local = await rungs(home, ['contacts'])
  expect(local.code).toBe(0)
  expect(local.out).toContain('020 7946 0101')
})

test('config: shows, sets, keeps what is there, refuses', async () => {
  const home = newHome()
  expect((await rungs(home, ['config'])).out).toContain('no settings yet')
  expect((await rungs(home, ['config', 'usual-policy', 'greenvale'])).code).toBe(0)
  const file = join(home.casebook, 'rungs.yaml')
  writeFileSync(file, `${readFileSync(file, 'utf8')}# kept\n`)
  expect((await rungs(home, ['config', 'school', 'Example School'])).code).toBe(0)
  expect(readFileSync(file, 'utf8')).toContain('# kept')
  const shown = await rungs(home, ['config'])
  expect(shown.out).toContain('usual-policy: greenvale')
  expect(shown.out).toContain('school: Example School')
  expect(JSON.parse((await rungs(home, ['config', '--json'])).out)).toMatchObject({
    usualPolicy: 'greenvale',
  })
  const before = readFileSync(file, 'utf8')
  expect((await rungs(home, ['config', 'closures', 'x'])).code).toBe(2)
  expect(readFileSync(file, 'utf8')).toBe(before)
  writeFileSync(file, 'usual-polcy: greenvale\n')
  // A typo keeps nobody from their cases; it is said, and the command for settings insists.
  const passed = await rungs(home, ['list'])
  expect(passed).toMatchObject({ code: 0 })
  expect(passed.err).toContain('usual-polcy')
  const wrong = await rungs(home, ['config'])
  expect(wrong.code).toBe(2)
  expect(wrong.err).toContain('usual-polcy')
})

test('flow lint and flow show; a flow with findings exits 1', async () => {
  const home = newHome()
  const flows = fileURLToPath(new URL('../../flows', import.meta.url))
  const clean = await rungs(home, ['flow', 'lint', join(flows, 'greenvale')])
  expect(clean).toMatchObject({ code: 0, err: '' })
  expect(clean.out).toContain('is clean')
  const folder = join(home.folder, 'mine')
  mkdirSync(folder)
  writeFileSync(join(folder, 'policy.yaml'), 'title: Mine\nshrot: M\n')
  const bad = await rungs(home, ['flow', 'lint', 'mine'])
  expect(bad.code).toBe(1)
  expect(`${bad.out}${bad.err}`).toMatch(/policy\.yaml:2:1 .*shrot/)
  const shown = await rungs(home, ['flow', 'show', 'southwark'])
  expect(shown).toMatchObject({ code: 0, err: '' })
  expect(shown.out).toMatch(/^# Southwark multi-agency escalation policy\n/)
})

test('the casebook: --casebook, then RUNGS_CASEBOOK, then the nearest parent with settings, then ~/Rungs', async () => {
  const home = newHome()
  const where = async (
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<unknown> => {
    const { casebook } = JSON.parse((await rungs(home, ['config', '--json', ...args], { env })).out) as {
      casebook: string
    }
    return casebook
  }
  expect(await where([])).toBe(home.casebook)
  writeFileSync(join(home.folder, 'rungs.yaml'), '')
  expect(await where([])).toBe(home.folder)
  expect(await where([], { RUNGS_CASEBOOK: '/b' })).toBe('/b')
  expect(await where(['--casebook', '/a'], { RUNGS_CASEBOOK: '/b' })).toBe('/a')
})

test.each([
  [{}, true],
  [{ NO_COLOR: '1' }, false],
  [{ FORCE_COLOR: '0' }, false],
  [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true],
])('colour with %j: %s', async (env, coloured) => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'], { env })
  await answer(session, toFirstRung)
  await session.until(asked('outcome'))
  session.send(keys.interrupt)
  await session.ended
  expect(/\x1b\[[0-9;]*m/.test(session.written())).toBe(coloured)
})

test('home: what is open and due first; starts, goes on, leaves; ! is on it', async () => {
  const home = newHome('greenvale')
  await overdue(home)
  const session = talk(home, [])
  await session.until('What do you want to do?')
  expect(session.screen()).toContain('1 open, 1 overdue')
  expect(session.screen()).toContain('! danger')
  session.send('2')
  await session.until(asked('danger'))
  expect(session.screen()).toContain('Where the case stands')
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
  const second = talk(home, [])
  await answer(second, [['What do you want to do?', '4']])
  expect(await second.ended).toBe(0)
})

test('verify: each --key that may sign is named by itself', async () => {
  const folder = fileURLToPath(new URL('../vectors/775-key-one-of-two/', import.meta.url))
  const record = join(folder, 'K7-2026-0042.md')
  const [first = '', second = ''] = [...readFileSync(record, 'utf8').matchAll(/key `([0-9a-f]{64})`/g)].map(
    ([, key]) => key ?? '',
  )
  const home = newHome()
  expect((await rungs(home, ['verify', record, '--key', second])).out).toContain(
    'NOT SIGNED WITH A KNOWN KEY',
  )
  const both = await rungs(home, ['verify', record, '--key', first, '--key', second])
  expect(both.out).not.toContain('ANOTHER KEY')
  expect(both.out).toContain('signed with keys')
  expect((await rungs(home, ['verify', record])).out).toContain('nobody has said whose keys these are')
})

test('an older Node gets one clear line and exit 2; so much is old syntax', async () => {
  const home = newHome()
  const preload = join(home.folder, 'older.cjs')
  for (const [version, fits] of [
    ['18.20.4', false],
    ['20.16.0', false],
    ['20.17.0', true],
    ['26.0.0', true],
  ] as const) {
    writeFileSync(
      preload,
      `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`,
    )
    const { code, out, err } = await rungs(home, ['--version'], { node: ['-r', preload] })
    expect(code).toBe(fits ? 0 : 2)
    if (!fits) {
      expect(out).toBe('')
      expect(err).toMatch(error)
      expect(err).toContain(`this is Node ${version}`)
    }
  }
})

test('where whoever reads has gone nothing is said, the work is done, and the code is the work’s', async () => {
  const home = newHome()
  const unread = { unread: true }
  for (const verb of ['show', 'test'])
    expect(await rungs(home, ['flow', verb, 'southwark'], unread)).toEqual({ code: 0, out: '', err: '' })
  expect(await rungs(home, ['flow', 'show', 'nowhere'], unread)).toMatchObject({ code: 2 })
  const yaml = 'policy: southwark\nscenario: thresholds\ndanger: no\nrecorded-by: J. Example\n'
  writeFileSync(join(home.folder, 'answers.yaml'), yaml)
  const { code, err } = await rungs(home, ['start', '--answers', 'answers.yaml'], unread)
  expect([code, err]).toEqual([0, ''])
  expect(problemsOf(recordIn(home))).toEqual([])
})
