/**
 * No command of the built program opens a socket: each verb of its own help is run under strace, which follows every thread and child
 * and writes down each call to the network. None is allowed, not even on what was inherited: Node itself makes none where it is given
 * files or a terminal to print to.
 */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { draft } from '../hostile/flows.ts'
import { yamlOf } from '../hostile/running.ts'
import {
  answer,
  asked,
  choose,
  newHome,
  program,
  recordsIn,
  type Steps,
  startIn,
  toFirstRung,
} from '../program/program.ts'
import { keys } from '../terminal/pty.ts'
import { counted } from './counted.ts'

const { enter, interrupt } = keys

interface Case {
  /** As `rungs help` names it; '' for `rungs` alone, `-` for words that are no verb. */
  readonly verb: string
  readonly args: readonly string[]
  readonly code: number
  /** What is typed, in a terminal. */
  readonly steps?: Steps
  /** Where it does not end by itself: what is shown when it is interrupted. */
  readonly last?: string
}

const open = `policy: greenvale
scenario: not-accepted
danger: no
recorded-by: J. Example, DSL
about: {children: A.B., concern: Bruises}
rungs:
  social-worker: {outcome: refused, how: telephone, who: A. Example, said: No}
  team-leader: {outcome: waiting, look-again: tomorrow}
`
const flowAnswers = yamlOf(draft(() => 'Plain words'))

const home = newHome('greenvale')
const scratch = mkdtempSync(join(tmpdir(), 'rungs-strace-'))
const file = (name: string): string => join(home.folder, name)

/** In this order, in one home: what one leaves behind is there for the next. */
const cases: readonly Case[] = [
  { verb: '', args: [], code: 2 },
  { verb: '', args: [], code: 0, steps: [['What do you want to do?', choose('Leave')]] },
  { verb: 'start', args: ['--answers', file('open.yaml'), '--at', '2020-11-19T10:30'], code: 0 },
  { verb: 'start', args: [], code: 2 },
  {
    verb: 'resume',
    args: [],
    code: 130,
    steps: [
      [asked('danger'), '2'],
      ['(Enter)', enter],
      [asked('outcome'), 'p'],
      ['Enter', enter],
      [asked('outcome'), 'c'],
      ['Enter', enter],
      [asked('outcome'), 'w'],
      ['Enter', enter],
    ],
    last: asked('outcome'),
  },
  { verb: 'note', args: ['1', 'They rang back'], code: 0 },
  {
    verb: 'note',
    args: ['1', '--plain'],
    code: 0,
    steps: [['Your note', 'And again\r']],
  },
  { verb: 'list', args: [], code: 0 },
  { verb: 'list', args: ['--due'], code: 0 },
  { verb: 'list', args: ['--overdue', '--json'], code: 1 },
  { verb: 'draft', args: ['1', 'service-manager-letter'], code: 0 },
  {
    verb: 'draft',
    args: ['1', 'service-manager-letter', '--format', 'docx', '--out', file('letter.docx')],
    code: 0,
  },
  {
    verb: 'draft',
    args: ['1', 'service-manager-letter', '--format', 'eml', '--out', file('letter.eml')],
    code: 0,
  },
  { verb: 'contacts', args: [], code: 0 },
  { verb: 'contacts', args: ['southwark', '--json'], code: 0 },
  { verb: 'config', args: ['--json'], code: 0 },
  { verb: 'config', args: ['school', 'Example School'], code: 0 },
  { verb: 'verify', args: [], code: 0 },
  { verb: 'verify', args: ['1', '--json'], code: 0 },
  { verb: 'verify', args: ['1', '--strict', '--receipt', '1234 5678 9012 3456 7890'], code: 2 },
  { verb: 'redact', args: ['1', '--all', '--out', file('copy.md')], code: 0 },
  { verb: 'verify', args: [file('copy.md')], code: 0 },
  { verb: 'replay', args: ['1', '--json'], code: 0 },
  { verb: 'compare', args: ['1'], code: 0 },
  { verb: 'export', args: ['1', '--out', file('page.html')], code: 0 },
  { verb: 'export', args: ['--format', 'ndjson'], code: 0 },
  { verb: 'report', args: [], code: 0 },
  { verb: 'report', args: ['--format', 'html', '--publish'], code: 0 },
  { verb: 'train', args: ['greenvale/a-first-no', '--demonstrate', '--out', file('training')], code: 0 },
  { verb: 'train', args: ['--handout', 'southwark', '--notes', '--format', 'html'], code: 0 },
  { verb: 'train', args: ['--from', '1'], code: 0 },
  {
    verb: 'train',
    args: ['greenvale/a-first-no', '--walk', '--out', file('training')],
    code: 130,
    steps: [
      ['Noor, in year 4', enter],
      [asked('danger'), '2'],
    ],
    last: asked('scenario'),
  },
  { verb: 'register', args: [], code: 0 },
  { verb: 'register', args: ['transferred', '1', '--json'], code: 0 },
  { verb: 'key', args: [], code: 0 },
  { verb: 'key', args: ['new'], code: 0 },
  {
    verb: 'key',
    args: ['passphrase'],
    code: 0,
    steps: [
      ['A new passphrase', 'correct horse\r'],
      ['The same once more', 'correct horse\r'],
    ],
  },
  { verb: 'flow new', args: [file('our-flow'), '--answers', file('flow.yaml')], code: 0 },
  { verb: 'flow lint', args: [file('our-flow')], code: 0 },
  { verb: 'flow show', args: ['southwark'], code: 0 },
  { verb: 'flow show', args: [file('our-flow'), '--format', 'html'], code: 0 },
  { verb: 'flow graph', args: ['greenwich'], code: 0 },
  { verb: 'flow graph', args: ['--record', '1', '--format', 'mermaid'], code: 0 },
  { verb: 'flow graph', args: ['greenvale', '--format', 'dot'], code: 0 },
  { verb: 'flow test', args: ['greenvale', '--random', '5', '--seed', '1'], code: 0 },
  { verb: 'flow diff', args: ['southwark', 'greenwich'], code: 0 },
  { verb: 'flow schema', args: ['policy'], code: 0 },
  { verb: 'start', args: [], code: 130, steps: toFirstRung, last: asked('outcome') },
  { verb: 'help', args: ['start'], code: 0 },
  { verb: '-', args: ['--version'], code: 0 },
  { verb: '-', args: ['strat'], code: 2 },
]

/** Starts strace with the terminal that it was given, and ends as it ends. */
const wrapper = `
const [out, ...command] = process.argv.slice(2)
const args = ['-f', '-qq', '-e', 'trace=%network', '-o', out, ...command]
const child = require('node:child_process').spawn('strace', args, { stdio: 'inherit' })
process.on('SIGINT', () => {})
child.on('error', () => process.exit(99)).on('exit', (code) => process.exit(code ?? 99))
`

const env = { PATH: process.env['PATH'] ?? '', HOME: home.folder, LANG: 'en_GB.UTF-8' }
const traceFile = join(scratch, 'trace')
const callsIn = (): readonly string[] =>
  readFileSync(traceFile, 'utf8')
    .split('\n')
    .filter((row) => row !== '' && !/^\d+ +(?:\+\+\+|---)/.test(row))

interface Traced {
  readonly code: number | null
  readonly calls: readonly string[]
  readonly said: string
}

/** A program under strace, with no input, printing to a file: a pipe of Node's would be a socket. */
const traced = (command: readonly string[]): Traced => {
  writeFileSync(traceFile, '')
  const printed = join(scratch, 'printed')
  const out = openSync(printed, 'w')
  const { status } = spawnSync('strace', ['-f', '-qq', '-e', 'trace=%network', '-o', traceFile, ...command], {
    cwd: home.folder,
    env,
    stdio: ['ignore', out, out],
  })
  closeSync(out)
  return { code: status, calls: callsIn(), said: readFileSync(printed, 'utf8') }
}

/** The same in a terminal. `last`: what is shown at the end, before it is interrupted. */
const tracedInTerminal = async (args: readonly string[], steps: Steps, last?: string): Promise<Traced> => {
  writeFileSync(traceFile, '')
  const command = [traceFile, process.execPath, ...args]
  const session = startIn(join(scratch, 'wrapper.cjs'), command, { cwd: home.folder })
  await answer(session, steps)
  if (last !== undefined) {
    await session.until(last)
    session.send(interrupt)
  }
  const code = await session.ended
  return { code, calls: callsIn(), said: session.screen() }
}

/** The verbs under "Commands:" of a help text. */
const verbsIn = (help: string): readonly string[] => {
  const [, listed = ''] = help.split('\nCommands:\n')
  return [...(listed.split('\n\n')[0] ?? '').matchAll(/^ {2}([a-z-]+)/gm)].map(([, verb = '']) => verb)
}

const helpOf = (words: readonly string[]): string =>
  spawnSync(process.execPath, [program, 'help', ...words], { env, encoding: 'utf8' }).stdout

const canTrace = spawnSync('strace', ['-f', '-qq', '-o', '/dev/null', 'true']).status === 0
const may = test.skipIf(!canTrace && !process.env['CI'])
const strace = canTrace ? '' : ' (strace is not here, or may not trace: nothing can be said)'

beforeAll(() => {
  writeFileSync(file('open.yaml'), open)
  writeFileSync(file('flow.yaml'), flowAnswers)
  writeFileSync(join(scratch, 'wrapper.cjs'), wrapper)
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

test('every verb of rungs help has a case', () => {
  const top = verbsIn(helpOf([]))
  const verbs = top.flatMap((verb) => {
    const inner = verbsIn(helpOf([verb])).filter((one) => one !== 'help')
    return verb === 'help' || inner.length === 0 ? [verb] : inner.map((one) => `${verb} ${one}`)
  })
  const covered = new Set(cases.map(({ verb }) => verb))
  expect(verbs.length).toBeGreaterThan(12)
  expect(verbs.filter((verb) => !covered.has(verb))).toEqual([])
})

const connecting = "require('node:net').connect(1, '127.0.0.1').on('error', () => {})"

may(`a socket is seen where one is opened, in a terminal or not${strace}`, async () => {
  expect(traced([process.execPath, '-e', connecting]).calls.join('\n')).toContain('AF_INET')
  const { calls } = await tracedInTerminal(['-e', connecting], [])
  expect(calls.join('\n')).toContain('AF_INET')
})

may(`no command opens a socket${strace}`, async () => {
  expect(canTrace).toBe(true)
  const calls: string[] = []
  for (const one of cases) {
    const args = one.verb === '' || one.verb === '-' ? one.args : [...one.verb.split(' '), ...one.args]
    const command = [program, ...args]
    const ran =
      one.steps === undefined
        ? traced([process.execPath, ...command])
        : await tracedInTerminal(command, one.steps, one.last)
    expect(ran.code, `rungs ${args.join(' ')}\n${ran.said}`).toBe(one.code)
    calls.push(...ran.calls.map((call) => `rungs ${args.join(' ')}: ${call}`))
  }
  expect(recordsIn(home)).toHaveLength(2)
  expect(calls).toEqual([])
  counted('commands traced', cases.length)
  counted('sockets opened by any command', calls.length, { exactly: 0 })
})
