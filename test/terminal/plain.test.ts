import { PassThrough, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openPlain } from '../../src/terminal/plain.ts'
import type { Prompt, Reply } from '../../src/terminal/screen.ts'
import { prompts } from './fixture/pages.ts'
import { bundle, keys, type Session, start, unbundle } from './pty.ts'

/** Asks these prompts with these lines on a pipe; the replies, and all that was printed. */
const conversation = async (asked: readonly Prompt[], lines: string) => {
  const input = new PassThrough()
  let printed = ''
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      printed += String(chunk)
      done()
    },
  })
  const terminal = openPlain({ input, output })
  input.end(lines)
  const replies: Reply[] = []
  for (const prompt of asked) replies.push(await terminal.ask(prompt))
  terminal.close()
  return { replies, printed }
}

const converse = (names: readonly string[], lines: string) =>
  conversation(
    names.flatMap((name) => prompts[name] ?? []),
    lines,
  )

describe('plain mode', () => {
  it('prints the page, numbered options and nothing but ASCII marks', async () => {
    const { printed } = await converse(['rung'], '2\n')
    expect(printed).toContain('Greenvale - They refuse to accept the referral  [case K7-2026-0042]\n')
    expect(printed).toContain('\nWhat happened?\n  1 They agree ...\n  2 They do not agree')
    expect(printed).toMatch(/^[\x20-\x7e\n]*$/)
  })

  it.each([
    ['2\n', { kind: 'choice', id: 'refuse' }],
    ['wait\n', { kind: 'choice', id: 'wait' }],
    ['!\n', { kind: 'key', key: '!', draft: '' }],
    ['/N\n', { kind: 'key', key: 'n', draft: '' }],
    ['', { kind: 'interrupted' }],
  ])('takes %j at a choice', async (lines, reply) => {
    expect((await converse(['rung'], lines)).replies).toEqual([reply])
  })

  it('says one sentence about anything else, and asks again without the page', async () => {
    const { replies, printed } = await converse(['rung'], '\n9\nyes\n0\n1\n')
    expect(replies).toEqual([{ kind: 'choice', id: 'agree' }])
    expect(printed.match(/Please type a number from 1 to 5/g)).toHaveLength(4)
    expect(printed.match(/What happened\?/g)).toHaveLength(5)
    expect(printed.match(/Greenvale/g)).toHaveLength(1)
  })

  it('names a key as it is typed here', async () => {
    const hinted = { ...prompts['who'], kind: 'text', hint: 'Enter: not now; Esc, then d: enough' } as Prompt
    const { printed } = await conversation([hinted], '/d\n')
    expect(printed).toContain('(Enter: not now; /d: enough)')
  })

  it('lists the keys', async () => {
    const { printed } = await converse(['rung'], '?\n/?\n1\n')
    expect(printed.match(/ {2}\/s {2}save and leave\n/g)).toHaveLength(2)
    expect(printed).toContain('  !  danger\n')
  })

  it('takes what is preselected, offered or drafted with an empty line', async () => {
    const { replies } = await converse(['offered', 'last', 'draft', 'text'], '\n\n\n\n')
    expect(replies).toEqual([
      { kind: 'choice', id: 'refuse' },
      { kind: 'text', text: 'A. Example, deputy DSL' },
      { kind: 'text', text: 'They said\nno' },
      { kind: 'text', text: '' },
    ])
  })

  it('checks a text and asks again', async () => {
    const { replies, printed } = await converse(['who'], '\nA. Example\n')
    expect(replies).toEqual([{ kind: 'text', text: 'A. Example' }])
    expect(printed).toContain('Please give a name and a role.\n')
  })

  it.each([
    ['1 3\n', ['chronology', 'told']],
    ['3, 1\n', ['chronology', 'told']],
    ['\n', []],
    ['7\n2\n', ['levels']],
  ])('takes %j as ticks', async (lines, ids) => {
    expect((await converse(['checks'], lines)).replies).toEqual([{ kind: 'checks', ids }])
  })

  it('uses every line of a pipe, even those that came early', async () => {
    const { replies } = await converse(['rung', 'rung', 'read', 'rung'], '1\n2\n\n3\n')
    expect(replies.map((reply) => reply.kind)).toEqual(['choice', 'choice', 'read', 'choice'])
  })

  it('keeps a line of a pipe however long, up to what a text may hold', async () => {
    const long = 'x'.repeat(19_000)
    expect((await converse(['who'], `${long}\n`)).replies).toEqual([{ kind: 'text', text: long }])
  })

  it('shows what cannot be seen', async () => {
    const { printed } = await converse(['who'], 'x\n')
    expect(printed).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/)
  })
})

describe('plain mode in a terminal', () => {
  let file = ''
  let session: Session | undefined
  beforeAll(async () => {
    file = await bundle(fileURLToPath(new URL('./fixture/program.ts', import.meta.url)))
  })
  afterAll(() => unbundle(file))
  afterEach(() => session?.kill('SIGKILL'))

  it('asks line by line, and throws away what was typed before a choice', async () => {
    session = start(file, ['--plain', '--busy', 'rung'], { rows: 60 })
    await session.until('busy')
    session.send('2\r')
    await session.until(/^>$/m)
    session.send('3\r')
    await session.ended
    expect(session.screen()).toContain('{"kind":"choice","id":"wait"}')
    expect(session.written()).not.toContain('\x1b')
  })

  it.each(['offered', 'who', 'last', 'draft', 'checks', 'read'])(
    'takes no line that came before its question was shown: %s',
    async (name) => {
      session = start(file, ['--plain', '--busy', name], { rows: 60 })
      await session.until('busy')
      session.send('1\r\r')
      await session.until(/Lines that came before this question was shown were not taken\.[\s\S]*^>$/m)
      expect(session.screen()).not.toContain('raw')
      session.send(keys.interrupt)
      await session.ended
      expect(session.screen()).toContain('{"kind":"interrupted"}')
    },
  )

  it('takes one line of a paste of many, and says that the others were not taken', async () => {
    session = start(file, ['--plain', 'text', 'text', 'read'], { rows: 120 })
    await session.until(/^>$/m)
    session.send(Array.from({ length: 150 }, (_, index) => `${index} ${'words '.repeat(10)}\r`).join(''))
    await session.until(/were not taken\.\nWhat did they say\?[\s\S]*^>$/m)
    session.send('the rest\r')
    await session.until(/Enter to go on\.\n>$/m)
    session.send('\r')
    await session.ended
    const replies = session.scrollback().match(/^\{"kind.*/gm) ?? []
    expect(replies.map((reply) => reply.slice(0, 30))).toEqual([
      expect.stringContaining('"text":"0 w'),
      expect.stringContaining('"text":"the'),
      '{"kind":"read"}',
    ])
  })

  it('says nothing of early lines where none came', async () => {
    session = start(file, ['--plain', 'who', 'read'], { rows: 60 })
    await session.until(/^>$/m)
    session.send('A. Example\r')
    await session.until(/Enter to go on\.\n>$/m)
    session.send('\r')
    await session.ended
    expect(session.written()).not.toContain('not taken')
  })

  it.each([
    ['x', 4096, 'refused'],
    ['x', 4095, 'refused'],
    ['é', 2048, 'refused'],
    ['x', 4094, 'taken'],
  ])(
    'a line of %s, %i times, is %s: the terminal cuts longer ones without a word',
    async (letter, times, how) => {
      session = start(file, ['--plain', '--aloud', 'who', 'who'], { rows: 200 })
      await session.until(/^>$/m)
      session.send(`${letter.repeat(times)}\r`)
      if (how === 'refused') {
        await session.until(/no more than 4,095 characters of a line\. Nothing of it\s+was taken[\s\S]*^>$/m)
        session.send('A. Example\r')
      }
      await session.until(/"}\n[\s\S]*^>$/m)
      session.send('A. Example\r')
      await session.ended
      const taken = how === 'refused' ? 'A. Example' : letter.repeat(times)
      expect(session.written()).toContain(`{"kind":"text","text":"${taken}"}`)
    },
  )

  it('is interrupted by Ctrl-C', async () => {
    session = start(file, ['--plain', 'rung'], { rows: 60 })
    await session.until(/^>$/m)
    session.send(keys.interrupt)
    await session.ended
    expect(session.screen()).toContain('{"kind":"interrupted"}')
  })
})
