import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundle, keys, type Session, type SessionOptions, start, unbundle } from './pty.ts'

let file = ''
let open: Session[] = []
beforeAll(async () => {
  file = await bundle(fileURLToPath(new URL('./fixture/program.ts', import.meta.url)))
})
afterAll(() => unbundle(file))
afterEach(() => {
  for (const session of open) session.kill('SIGKILL')
  open = []
})

const run = (names: readonly string[], options: SessionOptions = {}): Session => {
  const session = start(file, names, options)
  open.push(session)
  return session
}
/** What the program printed of its replies once it had ended. */
const replies = async (session: Session): Promise<readonly unknown[]> => {
  await session.ended
  const lines = session.screen().split('\n')
  expect(lines.at(-1)).toBe('raw false')
  return lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
}
/** Waits for a redraw: what was sent before has been read by then. Only for keys that should change nothing. */
const settle = async (session: Session): Promise<void> => {
  const before = session.written().length
  session.resize(session.columns() - 1, 24)
  await session.until(() => session.written().slice(before).includes('\x1b[J'))
}
/** Moves to a row. A key that falls into one chunk with what was sent before is dropped as a paste, so it is pressed again. */
const point = async (session: Session): Promise<void> => {
  for (let tries = 0; tries < 5 && pointed(session) === undefined; tries++) {
    session.send(keys.down)
    const shown = session.until(/^ ›/m).then(
      () => true,
      () => false,
    )
    await Promise.race([shown, new Promise((resolve) => setTimeout(resolve, 1500))])
  }
  expect(pointed(session)).toBeDefined()
}
const pointed = (session: Session): string | undefined => session.rows().find((row) => row.startsWith(' ›'))

describe('a choice', () => {
  it.each([
    [80, 24],
    [40, 24],
  ])('shows head, number, question and every option at %d by %d', async (columns, rows) => {
    const session = run(['rung'], { columns, rows })
    await session.until('h hide')
    for (const text of [
      'Greenvale',
      'case K7-2026-0042',
      '! danger',
      'What happened?',
      '5 Something else …',
    ]) {
      expect(session.screen()).toContain(text)
    }
    expect(session.rows().at(-1)).toBe('')
    expect(
      session
        .screen()
        .split('\n')
        .every((row) => row.length < columns),
    ).toBe(true)
  })

  it('is answered at once by a digit', async () => {
    const session = run(['rung'])
    await session.until('h hide')
    session.send('2')
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'refuse' }])
  })

  it('highlights nothing until an arrow is pressed, and Enter alone does nothing', async () => {
    const session = run(['rung'])
    await session.until('h hide')
    expect(pointed(session)).toBeUndefined()
    session.send(keys.enter)
    await settle(session)
    session.send(keys.down)
    await session.until('› 1')
    session.send(keys.down)
    await session.until('› 2')
    session.send(keys.up)
    await session.until('› 1')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'agree' }])
  })

  it('takes the preselected option with Enter', async () => {
    const session = run(['offered'])
    await session.until('› 2')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'refuse' }])
  })

  it('replies a key, whatever its case', async () => {
    const session = run(['rung', 'checks'])
    await session.until('h hide')
    session.send('N')
    await session.until('space tick')
    session.send('!')
    expect(await replies(session)).toEqual([
      { kind: 'key', key: 'n', draft: '' },
      { kind: 'key', key: '!', draft: '' },
    ])
  })

  it('is not answered by a paste, bracketed or not, nor ended by Ctrl-D', async () => {
    const session = run(['rung'])
    await session.until('h hide')
    session.send(keys.paste('1'))
    await settle(session)
    session.send('2\r')
    await settle(session)
    session.send('\x04')
    await settle(session)
    await point(session)
    session.send('4')
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'unreached' }])
  })

  it('throws away what was typed before it was drawn', async () => {
    const session = run(['--busy', 'rung'])
    await session.until('busy')
    session.send('2')
    session.send('3')
    await session.until('h hide')
    session.send('5')
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'else' }])
  })

  it('scrolls a long body and nothing else', async () => {
    const session = run(['long'])
    await session.until('-- 27 more lines: space --')
    session.send(keys.space)
    await session.until('Paragraph 24 of')
    expect(session.screen()).toContain('Greenvale')
    expect(session.screen()).toContain('5 Something else …')
    session.send(keys.pageDown)
    await session.until('Paragraph 36 of')
    session.send(keys.pageUp)
    session.send(keys.pageUp)
    await session.until('Paragraph 1 of')
    expect(session.screen()).toContain('Greenvale')
  })

  it('scrolls the options around the cursor where even they do not fit, and chooses none unseen', async () => {
    const session = run(['many'], { columns: 40, rows: 24 })
    await session.until('? keys')
    expect(session.screen()).toContain('Which one?')
    session.send(keys.up)
    await session.until('›   Option number 30')
    session.send('1')
    await session.until('› 1 Option number 1')
    session.send('?')
    await session.until(/c {2}contacts/)
    session.send('?')
    await session.until('Greenvale')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'o1' }])
  })

  it('redraws when the terminal is resized', async () => {
    const session = run(['rung'])
    await session.until('h hide')
    const before = session.screen()
    session.resize(40, 24)
    await session.until((screen) => screen.startsWith(' Greenvale') && screen.includes('\n w why  s save'))
    expect(session.rows().every((row) => row.length < 40)).toBe(true)
    session.resize(80, 24)
    await session.until((screen) => screen === before)
    session.send('1')
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'agree' }])
  })

  it('writes only the rows that changed', async () => {
    const session = run(['rung'])
    await session.until('h hide')
    const before = session.written().length
    session.send(keys.down)
    await session.until('› 1')
    expect(session.written().length - before).toBeLessThan(120)
  })
})

describe('a text', () => {
  it('is edited, and taken with Enter', async () => {
    const session = run(['text'])
    await session.until('Esc keys')
    session.send('They said mo')
    await session.until('said mo')
    session.send(keys.left)
    session.send(keys.backspace)
    session.send('n')
    await session.until('said no')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'They said no' }])
  })

  it('says what is wrong below, and keeps the text for mending', async () => {
    const session = run(['who'])
    await session.until('Esc keys')
    session.send(`  ${keys.enter}`)
    await session.until('Please give a name')
    session.send('A. Example')
    await session.until('›   A. Example')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: '  A. Example' }])
  })

  it('takes what is offered with Enter on an empty line', async () => {
    const session = run(['last'])
    await session.until('A. Example, deputy DSL  (Enter)')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'A. Example, deputy DSL' }])
  })

  it('opens the keys with Escape, and replies with what had been typed', async () => {
    const session = run(['text'])
    await session.until('Esc keys')
    session.send('half a sen')
    await session.until('half a sen')
    session.send(keys.escape)
    await session.until('Esc back to the text')
    session.send(keys.escape)
    await session.until('Esc keys')
    session.send('n')
    await session.until('half a senn')
    session.send(keys.escape)
    await session.until('Esc back to the text')
    session.send('c')
    expect(await replies(session)).toEqual([{ kind: 'key', key: 'c', draft: 'half a senn' }])
  })

  it('acts at once on a lone ! but not on one inside a text', async () => {
    const session = run(['text', 'text'])
    await session.until('Esc keys')
    session.send('no!')
    await session.until('no!')
    session.send(keys.enter)
    await session.until((screen) => !screen.includes('no!') && screen.includes('Esc keys'))
    session.send('!')
    expect(await replies(session)).toEqual([
      { kind: 'text', text: 'no!' },
      { kind: 'key', key: '!', draft: '' },
    ])
  })

  it('keeps the lines of a paste, and is not submitted by it', async () => {
    const session = run(['text'])
    await session.until('Esc keys')
    session.send(keys.paste('first line\nsecond line\r\nthird\n'))
    await session.until(/first line⏎\n {3}second line⏎\n {3}third/)
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'first line\nsecond line\nthird' }])
  })

  it('shows unseen characters of a paste, and gives them back as they were', async () => {
    const session = run(['text'])
    await session.until('Esc keys')
    session.send(keys.paste('a\u202eb\x1b[2Jc'))
    await session.until('a\\u{202e}b[2Jc')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'a\u202eb[2Jc' }])
  })

  it('undoes with Ctrl-Z, and is not suspended by it', async () => {
    const session = run(['text'])
    await session.until('Esc keys')
    session.send('n')
    await session.until('› n')
    session.send('o')
    await session.until('› no')
    session.send('\x1a')
    await session.until(/^ › n$/m)
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'n' }])
  })

  it('restores a draft with its lines', async () => {
    const session = run(['draft'])
    await session.until(/They said⏎\n {3}no/)
    session.send('!')
    await session.until('no!')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'They said\nno!' }])
  })

  it('keeps what was typed ahead', async () => {
    const session = run(['--busy', 'who'])
    await session.until('busy')
    session.send('A. Exam')
    await session.until('› A. Exam')
    session.send('ple, DSL\r')
    expect(await replies(session)).toEqual([{ kind: 'text', text: 'A. Example, DSL' }])
  })

  it('refuses more than it holds, keeps what fits, and stays on the screen', async () => {
    const session = run(['text'])
    await session.until('Esc keys')
    session.send(keys.paste(`${'word '.repeat(4_000)}the end`))
    await session.until('at most 20,000 characters')
    expect(session.screen()).toContain('Greenvale')
    expect(session.screen()).toContain('What did they say?')
    session.send(keys.enter)
    await session.ended
    expect(session.scrollback()).toContain('{"kind":"text","text":"word word')
    expect(session.scrollback()).not.toContain('the end')
  })
})

describe('ticks', () => {
  it('are set by space and digit, confirmed by Enter, and none to start with', async () => {
    const session = run(['checks', 'rung', 'checks'])
    await session.until('space tick')
    expect(session.screen()).not.toContain('[x]')
    session.send(keys.enter)
    await session.until('What happened?')
    session.send('1')
    await session.until('space tick')
    session.send(keys.space)
    await session.until('1 [x]')
    session.send('3')
    await session.until('3 [x]')
    session.send('1')
    await session.until('1 [ ]')
    session.send('2')
    await session.until('2 [x]')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([
      { kind: 'checks', ids: [] },
      { kind: 'choice', id: 'agree' },
      { kind: 'checks', ids: ['levels', 'told'] },
    ])
  })
})

describe('something to read', () => {
  it('is scrolled and left with Enter or Escape', async () => {
    const session = run(['read', 'read'])
    await session.until('21 more lines')
    session.send(keys.space)
    await session.until('Paragraph 37 of')
    session.send(keys.escape)
    await session.until('21 more lines')
    session.send(keys.enter)
    expect(await replies(session)).toEqual([{ kind: 'read' }, { kind: 'read' }])
  })

  it('is turned by keys that stand for others, of which the caller’s is told', async () => {
    const session = run(Array.from({ length: 6 }, () => 'leaf'))
    const pressed = [keys.right, keys.enter, keys.left, keys.backspace, '\x1b[H', keys.space]
    for (const [i, key] of pressed.entries()) {
      await session.until('21 more lines: PgDn')
      // The same page again: what was pressed before is answered.
      await session.until(() => session.written().split('\x1b[H\x1b[J').length >= i + 2)
      session.send(key)
    }
    expect(await replies(session)).toEqual(
      ['→', '→', '←', '←', 'Home', 'p'].map((key) => ({ kind: 'key', key, draft: '' })),
    )
  })

  it('goes on by itself when it is woken', async () => {
    expect(await replies(run(['woken']))).toEqual([{ kind: 'key', key: '→', draft: '' }])
  })
})

describe('the terminal', () => {
  it.each(['rung', 'text', 'checks', 'read'])('is given back on Ctrl-C at %s', async (name) => {
    const session = run([name])
    await session.until('Greenvale')
    session.send(keys.interrupt)
    expect(await replies(session)).toEqual([{ kind: 'interrupted' }])
    const tail = session.written().slice(session.written().lastIndexOf('\x1b[?2004h'))
    expect(tail).toContain('\x1b[?2004l')
    expect(tail.lastIndexOf('\x1b[?25h')).toBeGreaterThan(tail.lastIndexOf('\x1b[?25l'))
  })

  it('is interrupted by a signal as by Ctrl-C', async () => {
    const session = run(['rung'])
    await session.until('h hide')
    session.kill('SIGTERM')
    expect(await replies(session)).toEqual([{ kind: 'interrupted' }])
  })

  it('remembers a Ctrl-C that came too early', async () => {
    const session = run(['--busy', 'rung'])
    await session.until('busy')
    session.send(keys.interrupt)
    expect(await replies(session)).toEqual([{ kind: 'interrupted' }])
  })

  it('hides the page until a key is pressed, and leaves no page behind', async () => {
    const session = run(['rung', 'hide', 'rung'])
    await session.until('h hide')
    session.send('h')
    await session.until('Rungs is hidden. Press any key to go on.')
    expect(session.scrollback()).not.toContain('Greenvale')
    session.send('1')
    await session.until('h hide')
    session.send('3')
    expect(await replies(session)).toEqual([
      { kind: 'key', key: 'h', draft: '' },
      { kind: 'choice', id: 'wait' },
    ])
    expect(session.scrollback()).not.toContain('Greenvale')
  })

  it('prints lines and goes on; they stay in the scrollback', async () => {
    const session = run(['show', 'rung', 'show'])
    await session.until('h hide')
    expect(session.scrollback()).toContain('Everything is saved.')
    session.send('1')
    expect(await replies(session)).toEqual([{ kind: 'choice', id: 'agree' }])
    expect(session.screen()).toContain('Everything is saved.')
  })

  it('never puts a second page where the first has scrolled', async () => {
    const session = run(['many', 'long', 'checks'], { columns: 40, rows: 12 })
    await session.until('? keys')
    session.send('n')
    await session.until('They agree')
    session.send('n')
    await session.until('[ ]')
    session.send('n')
    expect((await replies(session)).length).toBe(3)
    expect(session.scrollback().match(/Greenvale/g)).toBeNull()
  })
})
