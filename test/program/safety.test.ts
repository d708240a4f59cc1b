/** Nothing that was answered is lost: interrupted, killed, cut off, changed by another hand, shared, read-only, full. */
import { spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { keys, type Session } from '../terminal/pty.ts'
import {
  answer,
  answersTo,
  asked,
  converse,
  factsOf,
  type Home,
  newHome,
  program,
  read,
  recordIn,
  rungs,
  startIn,
  talk,
  toFirstRung,
} from './program.ts'

const { enter } = keys
const untilWho = [...toFirstRung, [asked('outcome'), '2'], ['When did', enter], [asked('how'), '1']] as const

const begin = async (
  home: Home,
  steps: readonly (readonly [string, string])[] = untilWho,
): Promise<Session> => {
  const session = talk(home, ['start'])
  await answer(session, steps)
  return session
}

/** Leaves an open case behind, at the first rung. */
const openCase = async (): Promise<{ readonly home: Home; readonly record: string }> => {
  const home = newHome('greenvale')
  const session = await begin(home, toFirstRung)
  await session.until(asked('outcome'))
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
  return { home, record: recordIn(home) }
}

const interruptions: readonly (readonly [string, (session: Session) => void])[] = [
  ['Ctrl-C', (session) => session.send(keys.interrupt)],
  ['SIGTERM', (session) => session.kill('SIGTERM')],
]
const prompts: readonly (readonly [string, readonly (readonly [string, string])[], string, boolean])[] = [
  ['the danger question', [], asked('danger'), false],
  ['a choice', toFirstRung, asked('outcome'), true],
  ['a text', untilWho, asked('who'), true],
  ['something to read', [...toFirstRung, [asked('outcome'), 'p']], 'The ladder', true],
  ['the hidden screen', [...toFirstRung, [asked('outcome'), 'h']], 'Rungs is hidden', true],
]

test.each(
  interruptions.flatMap(([name, cut]) =>
    prompts.map(([place, ...prompt]) => [name, place, prompt, cut] as const),
  ),
)(
  '%s at %s: exit 130, the terminal is given back, every answer is in the file',
  async (_, __, [steps, shown, recorded], cut) => {
    const home = newHome('greenvale')
    const session = await begin(home, steps)
    await session.until(shown)
    cut(session)
    expect(await session.ended).toBe(130)
    expect(session.screen()).toContain(
      recorded ? 'Everything answered so far is saved.' : 'Nothing was recorded.',
    )
    // The cursor is shown again and bracketed paste is off.
    expect(session.written().lastIndexOf('\x1b[?25h')).toBeGreaterThan(
      session.written().lastIndexOf('\x1b[?25l'),
    )
    expect(session.written().lastIndexOf('\x1b[?2004l')).toBeGreaterThan(
      session.written().lastIndexOf('\x1b[?2004h'),
    )
    if (!recorded) return
    expect(session.screen()).toContain('rungs resume')
    const record = recordIn(home)
    expect(read(record).problems).toEqual([])
    expect(answersTo(record, 'recorded-by')).toEqual(['J. Example, DSL'])
    expect(answersTo(record, 'how')).toEqual(shown === asked('who') ? ['telephone'] : [])
    expect(existsSync(`${record}.lock`)).toBe(false)
  },
)

test.each([
  ['Ctrl-C', keys.interrupt],
  ['the end of the input', '\x04'],
])('plain mode, %s: exit 130, and every answer is in the file', async (_, key) => {
  const home = newHome('greenvale')
  const session = talk(home, ['--plain', 'start'])
  await converse(session, [
    [asked('danger'), '2'],
    [asked('scenario'), '2'],
    [asked('recorded-by'), 'J. Example, DSL'],
  ])
  await session.until((screen) => screen.includes(asked('outcome')) && session.written().endsWith('> '))
  session.send(key)
  expect(await session.ended).toBe(130)
  expect(session.screen()).toContain('Everything answered so far is saved.')
  expect(answersTo(recordIn(home), 'recorded-by')).toEqual(['J. Example, DSL'])
  expect(read(recordIn(home)).problems).toEqual([])
})

test('a huge paste with control characters in it: cut to size, shown harmless, saved as it was typed', async () => {
  const home = newHome('greenvale')
  const session = await begin(home)
  await session.until(asked('who'))
  const before = session.written().length
  const hostile = '\x1b[31mred \x07 \u202egnp.exe \x9b2J ## 9 Sitting\n> `seal 1 00`\n'
  session.send(keys.paste(hostile + 'long '.repeat(20_000)))
  await session.until('the rest was left out')
  session.send(enter)
  await session.until(asked('said'))
  session.send(keys.interrupt)
  await session.ended
  expect(session.written().slice(before)).not.toMatch(/\x1b\[31mred|[\x07\u202e\x9b]/)
  const [who = ''] = answersTo(recordIn(home), 'who')
  expect(who.length).toBeGreaterThan(19_000)
  expect(who.length).toBeLessThanOrEqual(20_000)
  expect(who).toContain('## 9 Sitting\n> `seal 1 00`\nlong long')
  expect(read(recordIn(home)).problems).toEqual([])
})

test('killed between two answers: nothing is lost, the lock is taken over, the walk goes on where it stood', async () => {
  const home = newHome('greenvale')
  const session = await begin(home)
  await session.until(asked('who'))
  session.send('half an ans')
  await session.until('half an ans')
  session.kill('SIGKILL')
  await session.ended
  const record = recordIn(home)
  expect(existsSync(`${record}.lock`)).toBe(true)
  expect(answersTo(record, 'how')).toEqual(['telephone'])
  const again = talk(home, ['resume'])
  await answer(again, [
    [asked('danger'), '2'],
    ['J. Example, DSL  (Enter)', enter],
    [asked('who'), 'A. Example\r'],
    [asked('said'), enter],
  ])
  await again.until(asked('reason'))
  again.send(keys.interrupt)
  await again.ended
  expect(answersTo(record, 'who')).toEqual(['A. Example'])
  expect(read(record).problems).toEqual([])
  expect(existsSync(`${record}.lock`)).toBe(false)
})

test('a record cut in the middle of a fact: the tail is set aside, and the record says so', async () => {
  const { home, record } = await openCase()
  appendFileSync(record, '- 2026-11-19T10:31:05+00:00 What happ')
  const torn = readFileSync(record)
  const session = talk(home, ['resume'])
  await session.until(asked('danger'))
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
  expect(read(record).problems).toEqual([])
  const [recovered] = factsOf(record).filter((fact) => fact.kind === 'recovered')
  expect(recovered).toMatchObject({ bytes: 37, text: expect.stringContaining('What happ') })
  const aside = readdirSync(home.records).filter((name) => name.includes('.torn-'))
  expect(aside).toHaveLength(1)
  expect(readFileSync(join(home.records, aside[0] ?? ''), 'utf8')).toBe(
    '- 2026-11-19T10:31:05+00:00 What happ',
  )
  expect(readFileSync(record).subarray(0, torn.length - 37)).toEqual(torn.subarray(0, torn.length - 37))
})

test('a record that was changed, and a file that is none: a clear error, exit 1, not a byte is touched', async () => {
  const { home, record } = await openCase()
  const good = readFileSync(record, 'utf8')
  for (const [bad, complaint] of [
    [good.replace('J. Example', 'K. Example'), 'changed at entry 1'],
    [good.replace('## 1 Sitting', '## 1 Sittinf'), 'entry 1 was changed'],
    ['Shopping list: milk\n', 'no escalation record'],
  ] as const) {
    expect(bad).not.toBe(good)
    writeFileSync(record, bad)
    const session = talk(home, ['resume', '1'])
    expect(await session.ended).toBe(1)
    const said = session.written().replace(/\s+/g, ' ')
    expect(said).toMatch(/rungs: error: .* is not as Rungs wrote it: .* rungs: hint: /)
    expect(said).toContain(complaint)
    expect(readFileSync(record, 'utf8')).toBe(bad)
    expect(
      readdirSync(home.records).filter((name) => name.endsWith('.md') || name.includes('.torn')),
    ).toHaveLength(1)
    const noted = await rungs(home, ['note', '1', 'x'])
    expect(noted.code).toBe(1)
    expect(readFileSync(record, 'utf8')).toBe(bad)
    const listed = await rungs(home, ['list'])
    expect(listed.code).toBe(1)
    expect(listed.out).toContain('not as Rungs wrote it')
  }
})

test.runIf(process.platform !== 'win32')(
  'pipes, devices, circles and giants beside a case: nothing hangs, nothing is a bug, the case is shown',
  async () => {
    const { home, record } = await openCase()
    const odd = (number: number): string => record.replace(/\d{4}\.md$/, `009${number}.md`)
    expect(spawnSync('mkfifo', [odd(1)]).status).toBe(0)
    symlinkSync('/dev/zero', odd(2))
    symlinkSync(basename(odd(3)), odd(3))
    writeFileSync(odd(4), '')
    truncateSync(odd(4), 3_000_000_000)
    chmodSync(odd(4), 0o600)
    const listed = await rungs(home, ['list'])
    expect(listed).toMatchObject({ code: 1, err: '' })
    expect(listed.out).toContain(`${basename(record, '.md')}  open`)
    expect(listed.out.match(/ {2}damaged/g)).toHaveLength(2)
    const named = await rungs(home, ['note', '94', 'x'])
    expect(named.code).toBe(2)
    expect(named.err).toMatch(/rungs: error: The file is larger than a record can be/)
    const session = talk(home, ['start'])
    await session.until(asked('danger'))
    session.send(keys.interrupt)
    expect(await session.ended).toBe(130)
  },
)

test.runIf(process.platform === 'linux')('a home that cannot be made: an error, not a wait', async () => {
  const home = newHome()
  const { code, err } = await rungs(home, ['config', 'school', 'Example School'], {
    env: { HOME: '/proc/x' },
  })
  expect(code).toBe(2)
  expect(err).toMatch(/^rungs: error: .*ENOENT.*\nrungs: hint: /)
})

test('a second writer is told who has the case since when; nothing is damaged', async () => {
  const { home, record } = await openCase()
  const first = talk(home, ['resume'])
  await answer(first, [
    [asked('danger'), '2'],
    ['J. Example, DSL  (Enter)', enter],
  ])
  await first.until(asked('outcome'))
  const bytes = readFileSync(record, 'utf8')
  const second = talk(home, ['resume'])
  await second.until(/is open elsewhere: \S+ on \S+/)
  expect(second.screen()).toMatch(/since\s+\S+/)
  second.send('1')
  expect(await second.ended).toBe(2)
  const noted = await rungs(home, ['note', '1', 'A note meanwhile'])
  expect(noted.code).toBe(2)
  expect(noted.err).toMatch(/is open elsewhere: \S+ on \S+/)
  expect(readFileSync(record, 'utf8')).toBe(bytes)
  // Taken over with a reason: that is a fact; and the first one finds out before it writes.
  const third = talk(home, ['resume'])
  await answer(third, [
    ['Take it over, and say why', '2'],
    ['this becomes part of the record', 'Their laptop is with me\r'],
    [asked('danger'), '2'],
    ['(Enter)', enter],
  ])
  await third.until(asked('outcome'))
  first.send('2')
  await first.until('NOT SAVED')
  expect(first.screen()).toContain('something')
  first.send(enter)
  await first.ended
  third.send('s')
  await third.until(asked('children'))
  third.send(keys.interrupt)
  await third.ended
  expect(read(record).problems).toEqual([])
  expect(factsOf(record).filter((fact) => fact.kind === 'taken-over')).toMatchObject([
    { text: 'Their laptop is with me' },
  ])
})

test('something else writes into the record while it is open: Rungs stops rather than write', async () => {
  const home = newHome('greenvale')
  const session = await begin(home, toFirstRung)
  await session.until(asked('outcome'))
  const record = recordIn(home)
  appendFileSync(record, 'Written by a sync program\n')
  const bytes = readFileSync(record)
  session.send('2')
  await session.until('NOT SAVED')
  session.send(enter)
  expect(await session.ended).not.toBe(0)
  expect(readFileSync(record)).toEqual(bytes)
})

const isRoot = process.getuid?.() === 0
test('a casebook that can only be read: said at the first answer, not before and not as saved', async () => {
  const home = newHome('greenvale')
  // Root may write anywhere but into what the kernel keeps.
  const closed = isRoot ? '/sys/kernel' : home.casebook
  if (!isRoot) chmodSync(home.casebook, 0o500)
  const stick = join(home.folder, 'stick')
  mkdirSync(stick)
  const session = talk(home, ['--casebook', closed, 'start'])
  await answer(session, [[asked('danger'), '2']])
  await session.until('NOT SAVED')
  expect(session.screen()).not.toMatch(/saved \d\d:/)
  await answer(session, [
    ['2 Save the whole record in another folder', '2'],
    ['Which folder?', `${stick}\r`],
  ])
  await session.until(/Which policy|disagreement about/)
  session.send(keys.interrupt)
  await session.ended
  if (!isRoot) chmodSync(home.casebook, 0o700)
  const [name = ''] = readdirSync(join(stick, 'records')).filter((one) => one.endsWith('.md'))
  expect(answersTo(join(stick, 'records', name), 'danger')).toEqual(['no'])
})

test('a casebook whose records cannot be made: NOT SAVED, the answer is kept, and saved when that is mended', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  await session.until(asked('danger'))
  // A file where the folder should be stops everybody, root too.
  writeFileSync(home.records, '')
  session.send('2')
  await session.until('NOT SAVED')
  rmSync(home.records)
  session.send('1')
  await session.until(asked('scenario'))
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
  expect(answersTo(recordIn(home), 'danger')).toEqual(['no'])
})

/** Runs the program with its casebook on a disk of one megabyte, in a namespace of its own. */
const onASmallDisk = `
const [folder, ...command] = process.argv.slice(1)
const script = 'mount -t tmpfs -o size=1m none "$0" && exec "$@"'
const child = require('node:child_process').spawn('unshare', ['-rm', 'sh', '-c', script, folder, ...command], { stdio: 'inherit' })
require('node:fs').writeFileSync(folder + '.pid', String(child.pid ?? ''))
process.on('SIGINT', () => {})
child.on('error', () => process.exit(99)).on('exit', (code) => process.exit(code ?? 99))
`

const canMount = await new Promise<boolean>((resolve) => {
  const command = ['-e', onASmallDisk, '--', newHome('greenvale').casebook, 'true']
  const child = spawn(process.execPath, command, { stdio: 'ignore' })
  child.on('error', () => resolve(false)).on('close', (code) => resolve(code === 0))
})

test.skipIf(!canMount)(
  'a full disk: NOT SAVED, the answer kept; saved when there is space, or in another folder',
  async () => {
    const home = newHome('greenvale')
    const stick = join(home.folder, 'stick')
    mkdirSync(stick)
    const wrapper = join(home.folder, 'on-a-small-disk.cjs')
    writeFileSync(wrapper, onASmallDisk.replace('slice(1)', 'slice(2)'))
    const command = [home.casebook, process.execPath, program, 'start', '--policy', 'greenvale']
    const session = startIn(wrapper, command, { cwd: home.folder })
    // From outside, the small disk is reached through the process that sees it.
    const filler = (): string =>
      `/proc/${readFileSync(`${home.casebook}.pid`, 'utf8')}/root${home.casebook}/filler`
    const fill = (): void => {
      const file = openSync(filler(), 'w')
      try {
        for (;;) writeSync(file, Buffer.alloc(4096))
      } catch {
        closeSync(file)
      }
    }
    await answer(session, untilWho)
    await session.until(asked('who'))
    fill()
    session.send(`${'A. Example, duty social worker. '.repeat(200)}\r`)
    await session.until('NOT SAVED')
    expect(session.screen()).toContain('The disk is full (ENOSPC)')
    expect(session.screen()).not.toMatch(/saved \d\d:/)
    rmSync(filler())
    session.send('1')
    await session.until(asked('said'))
    fill()
    session.send(`${'Not level 4. '.repeat(500)}\r`)
    await session.until('NOT SAVED')
    await answer(session, [
      ['2 Save the whole record in another folder', '2'],
      ['Which folder?', `${stick}\r`],
      [asked('reason'), 'No disclosure\r'],
    ])
    await session.until(asked('reference'))
    session.send(keys.interrupt)
    expect(await session.ended).toBe(130)
    expect(session.screen()).toContain(stick)
    expect(session.screen()).toContain('--casebook')
    const records = join(stick, 'records')
    const [moved] = readdirSync(records).filter((name) => name.endsWith('.md'))
    const record = join(records, moved ?? '')
    expect(read(record).problems).toEqual([])
    expect(answersTo(record, 'who')[0]).toContain('A. Example, duty')
    expect(answersTo(record, 'said')[0]).toContain('Not level 4.')
    expect(answersTo(record, 'reason')).toEqual(['No disclosure'])
  },
)
