/** `rungs draft`: which letter is made, where it goes, and what is said where it cannot be. */
import { describe, expect, it, test } from 'vitest'
import { run } from '../../src/cli.ts'
import type { Edited, Ports } from '../../src/ports.ts'
import { sha256 } from '../../src/record/digest.ts'
import { parseRecord } from '../../src/record/parse.ts'
import type { Disk } from '../../src/storage/disk.ts'
import type { Prompt } from '../../src/terminal/screen.ts'
import { diskError } from '../storage/memory-disk.ts'
import { choose, type Line, press, type Scripted, scripted, textOf, type } from '../wizard/scripted.ts'
import { diskWith, testPorts } from './ports.ts'
import { recordId, recordOf } from './walked-record.ts'

const at = `/book/records/${recordId}.md`
const letters = '/book/letters'
const stem = `${recordId}-service-manager-letter`

/** A case that stands on Greenvale's third rung. */
const onThirdRung = (() => {
  const text = recordOf('greenvale', 'to-the-director-and-agreed-after-all')
  const cut = text.indexOf('What happened: ', text.indexOf('(`service-manager`), clause'))
  return text.slice(0, text.lastIndexOf('\n## ', cut) + 1)
})()

const files = { [at]: onThirdRung, '/book/rungs.yaml': 'school: Example School\nreach-me: 020 7946 0000\n' }

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly disk: Disk
}

const ran = async (
  argv: readonly string[],
  { disk = diskWith(files), ...more }: { readonly disk?: Disk } & Partial<Ports> = {},
): Promise<Ran> => {
  const { ports, out, err } = testPorts({ disk, env: { RUNGS_CASEBOOK: '/book' }, ...more })
  return { code: await run(argv, ports), out: out(), err: err(), disk }
}

const read = (disk: Disk, path: string): string => Buffer.from(disk.readBytes(path)).toString('utf8')

describe('without a terminal', () => {
  it('the letter of the rung is printed as Markdown, and what is missing is told beside it', async () => {
    const { code, out, err } = await ran(['draft', '42'])
    expect(code).toBe(0)
    expect(out).toMatch(/^# Letter to the Service Manager\n\n- To: Service Manager\n/)
    expect(out).toContain('Dear {fill in: the name of the person you write to}')
    expect(out).toContain('A. Example, duty social worker')
    expect(out).toContain('Example School')
    expect(err).toMatch(/^\d+ still to fill in; marked in it: the name of the person you write to;/)
  })

  it('another is made by its name, and a document goes where letters are kept; no file is overwritten', async () => {
    const disk = diskWith(files)
    for (const name of ['', '-2']) {
      const { code, out } = await ran(['draft', '42', 'independent-chair-letter', '--format', 'docx'], {
        disk,
      })
      expect([code, out]).toEqual([
        0,
        `Written: ${letters}/${recordId}-independent-chair-letter${name}.docx\n`,
      ])
    }
    expect(disk.list(letters)).toHaveLength(2)
  })

  it('a corrected text becomes a mail', async () => {
    const disk = diskWith({ ...files, '/here/l.md': '# T\n\n- Subject: Mine\n\n---\n\nDear you, é\n' })
    const { code, out } = await ran(['draft', '42', '--from', 'l.md', '--format', 'eml', '--out', 'l.eml'], {
      disk,
    })
    expect([code, out]).toEqual([0, 'Written: /here/l.eml\n'])
    expect(read(disk, '/here/l.eml')).toMatch(/Subject: Mine\r\n[\s\S]*Dear you, =C3=A9/)
  })

  test.each([
    [
      'an unknown draft',
      ['draft', '42', 'service-manger-letter'],
      /no draft "service-manger-letter"[\s\S]*service-manager-letter/,
    ],
    ['an unknown format', ['draft', '42', '--format', 'pdf'], /no format "pdf"[\s\S]*md, eml, docx/],
    ['a document to standard output', ['draft', '42', '--format', 'docx', '--out', '-'], /cannot be printed/],
    ['an empty text', ['draft', '42', '--from', '/here/empty.md'], /is empty/],
    ['no text at all', ['draft', '42', '--from', '/here/bytes.md'], /no UTF-8 text/],
    ['a letter and a calendar', ['draft', '42', 'x', '--calendar'], /is too much/],
    [
      'a name that no draft has, for a corrected text',
      ['draft', '42', '../x', '--from', '/here/empty2.md', '--format', 'docx'],
      /no draft "\.\.\/x"/,
    ],
    ['a record that is not there', ['draft', '43'], /43/],
  ])('%s is refused, with what to do', async (_, argv, said) => {
    const disk = diskWith({
      ...files,
      '/here/empty.md': ' \n',
      '/here/empty2.md': 'Dear you',
      '/here/bytes.md': Uint8Array.of(0xff, 0xfe),
    })
    const { code, out, err } = await ran(argv, { disk })
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(said)
    expect(err).toContain('rungs: hint: ')
  })

  it('a record that was changed gives its letter, says so, and ends with 1', async () => {
    const disk = diskWith({ ...files, [at]: onThirdRung.replace('duty social worker', 'duty worker') })
    const { code, out, err } = await ran(['draft', '42'], { disk })
    expect(code).toBe(1)
    expect(out).toContain('duty worker')
    expect(err).toMatch(/not as Rungs wrote it/)
  })

  it('where nothing belongs to where the case stands, all are named', async () => {
    const disk = diskWith({ ...files, [at]: recordOf('greenvale', 'agreed-at-once') })
    const { code, err } = await ran(['draft', '42'], { disk })
    expect(code).toBe(2)
    expect(err).toMatch(/No draft of this policy belongs[\s\S]*service-manager-letter, social-worker-note/)
  })

  it('a full disk leaves nothing behind, and says that nothing was written', async () => {
    const whole = diskWith(files)
    const disk: Disk = {
      ...whole,
      write: () => {
        throw diskError('ENOSPC')
      },
    }
    const { code, err } = await ran(['draft', '42', '--format', 'docx'], { disk })
    expect(code).toBe(2)
    expect(err).toMatch(/NOT written: The disk is full/)
    expect(whole.list(letters)).toEqual([])
  })
})

interface Sat extends Ran {
  readonly terminal: Scripted
}

interface Setting {
  readonly edit?: (file: string, disk: Disk) => Edited
  readonly disk?: Disk
  readonly record?: string
  readonly redraws?: boolean
  /** Before each question. */
  readonly before?: (prompt: Prompt, disk: Disk) => void
}

const sat = async (
  script: readonly Line[],
  {
    edit = () => ({ kind: 'ended', editor: 'ed' }),
    disk = diskWith(files),
    record = '42',
    redraws = true,
    before = () => undefined,
  }: Setting = {},
): Promise<Sat> => {
  const inner = scripted(script)
  const terminal: Scripted = {
    ...inner,
    redraws,
    ask: (prompt) => {
      before(prompt, disk)
      return inner.ask(prompt)
    },
  }
  const done = await ran(['draft', record], {
    disk,
    interactive: true,
    openTerminal: () => Promise.resolve(terminal),
    edit: (file) => Promise.resolve(edit(file, disk)),
  })
  expect(terminal.left(), 'lines of the script that were not reached').toBe(0)
  return { ...done, terminal }
}

const chosen: Line = [/Which letter or form/, choose('service-manager-letter')]
const desk = (said: RegExp, id: string): Line => [said, choose(id)]

const overwrite = (disk: Disk, file: string, text: string): void => {
  disk.remove(file)
  const made = disk.open(file, 'create-exclusive')
  disk.write(made, Buffer.from(text, 'utf8'))
  disk.close(made)
}

describe('in a terminal', () => {
  it('blanks are filled in one after the other, one line is left out, and what was filled in is kept on leaving', async () => {
    const { disk, code, out } = await sat([
      chosen,
      desk(/Confidential: about a child[\s\S]*What now/, 'fill'),
      [/Dear …,[\s\S]*The name of the person you write to\?/, type('D. Example')],
      [/Child or children: …/, type('K.L.')],
      [/To find them in your system: …/, type('-')],
      [/The day on which it was sent/, press('!')],
      [/IMMEDIATE DANGER/, { kind: 'read' }],
      [/The day on which it was sent/, type('')],
      [/Agencies or schools/, press('d')],
      desk(/Dear D\. Example/, 'leave'),
    ])
    expect(code).toBe(0)
    expect(out).toBe(`The letter so far: ${letters}/${stem}.md\n`)
    const kept = read(disk, `${letters}/${stem}.md`)
    expect(kept).toContain('Dear D. Example,')
    expect(kept).not.toContain('To find them in your system')
    expect(kept).toContain('{fill in: the day on which it was sent}')
    expect(read(disk, at)).toBe(onThirdRung)
  })

  it('what was filled in is in one text before the next question, and no other text is made of it', async () => {
    const seen: string[] = []
    const { disk } = await sat(
      [
        chosen,
        desk(/What now/, 'fill'),
        [/the person you write to/, type('D. Example')],
        [/Child or children/, type('K.L.')],
        [/To find them/, type('-')],
        [/The day on which it was sent/, press('d')],
        desk(/What now/, 'line'),
        [/Which line/, choose('0')],
        [/How shall it read/, type('For your eyes only')],
        desk(/The line reads now: For your eyes only/, 'leave'),
      ],
      {
        before: (_, disk) =>
          seen.push(disk.stat(letters) === undefined ? '' : read(disk, `${letters}/${stem}.md`)),
      },
    )
    expect(seen.slice(0, 3)).toEqual(['', '', ''])
    expect(seen[3]).toContain('Dear D. Example,')
    expect(seen[4]).toContain('K.L.')
    expect(seen[5]).not.toContain('To find them')
    expect(seen[9]).toContain('For your eyes only')
    expect(disk.list(letters)).toEqual([`${stem}.md`])
  })

  it('what cannot be kept is said at each blank, and not left without a word', async () => {
    const whole = diskWith(files)
    const disk: Disk = {
      ...whole,
      write: () => {
        throw diskError('ENOSPC')
      },
    }
    const { code } = await sat(
      [
        chosen,
        desk(/What now/, 'fill'),
        [/the person you write to/, type('D. Example')],
        [/NOT WRITTEN. The disk is full[\s\S]*still here[\s\S]*Child or children/, press('d')],
        desk(/Dear D\. Example/, 'leave'),
        [/NOT WRITTEN[\s\S]*Leave it all the same/, choose('back')],
        desk(/Dear D\. Example/, 'leave'),
        [/Leave it all the same/, choose('leave')],
      ],
      { disk },
    )
    expect(code).toBe(0)
    expect(whole.list(letters)).toEqual([])
  })

  test.each<[string, RegExp, Edited]>([
    ['ended', /is empty[\s\S]*Dear D\. Example/, { kind: 'ended', editor: 'ed' }],
    [
      'failed',
      /\(ed\) failed[\s\S]*Dear D\. Example/,
      { kind: 'failed', editor: 'ed', reason: 'it ended with 1' },
    ],
  ])(
    'a letter whose text was spoilt by an editor that %s is written anew on leaving',
    async (_, said, edited) => {
      const { disk } = await sat(
        [
          chosen,
          desk(/What now/, 'fill'),
          [/the person you write to/, type('D. Example')],
          [/Child or children/, press('d')],
          desk(/What now/, 'editor'),
          desk(said, 'leave'),
        ],
        {
          edit: (file, disk) => {
            overwrite(disk, file, '')
            return edited
          },
        },
      )
      expect([...disk.list(letters)].sort()).toEqual([`${stem}-2.md`, `${stem}.md`])
      expect(read(disk, `${letters}/${stem}-2.md`)).toContain('Dear D. Example,')
    },
  )

  it('a text that the person was given is not written over', async () => {
    const { disk } = await sat([
      chosen,
      desk(/What now/, 'line'),
      [/Which line/, choose('0')],
      [/How shall it read/, type('First')],
      desk(/reads now: First/, 'file'),
      [/What shall it be/, choose('md')],
      desk(/Written: .*letter\.md/, 'line'),
      [/Which line/, choose('0')],
      [/How shall it read/, type('Second')],
      desk(/reads now: Second/, 'leave'),
    ])
    expect(read(disk, `${letters}/${stem}.md`)).toContain('First')
    expect(read(disk, `${letters}/${stem}-2.md`)).toContain('Second')
  })

  it('a text that somebody else changed meanwhile is not written over', async () => {
    const { disk } = await sat(
      [
        chosen,
        desk(/What now/, 'fill'),
        [/the person you write to/, type('D. Example')],
        [/Child or children: …/, type('K.L.')],
        [/To find them/, press('d')],
        desk(/What now/, 'leave'),
      ],
      {
        before: (prompt, disk) => {
          if (textOf(prompt).includes('Child or children: …'))
            overwrite(disk, `${letters}/${stem}.md`, 'Theirs')
        },
      },
    )
    expect(read(disk, `${letters}/${stem}.md`)).toBe('Theirs')
    expect(read(disk, `${letters}/${stem}-2.md`)).toContain('K.L.')
  })

  it('a terminal that does not redraw prints the letter once, and again when it is asked for', async () => {
    const { terminal } = await sat(
      [
        chosen,
        desk(/Dear \[/, 'line'),
        [/Which line/, choose('0')],
        [/How shall it read/, type('For your eyes only')],
        [/reads now: For your eyes only/, press('t')],
        desk(/What now/, 'leave'),
      ],
      { redraws: false },
    )
    const atDesk = terminal.prompts.map(textOf).filter((text) => text.endsWith('What now?'))
    expect(atDesk.map((text) => text.includes('Dear ['))).toEqual([true, false, true])
    expect(atDesk[2]).toContain('For your eyes only')
  })

  it('leaving at once writes nothing', async () => {
    const { disk } = await sat([chosen, desk(/What now/, 'leave')])
    expect(disk.stat(letters)).toBeUndefined()
  })

  it('Ctrl-C keeps what was corrected', async () => {
    const { disk, code } = await sat([
      chosen,
      desk(/What now/, 'line'),
      [/Which line/, choose('0')],
      [/How shall it read/, type('For your eyes only')],
      [/For your eyes only[\s\S]*What now/, { kind: 'interrupted' }],
    ])
    expect(code).toBe(130)
    expect(read(disk, `${letters}/${stem}.md`)).toContain('For your eyes only')
  })

  it('an editor’s text is taken over, and a letter that was begun is offered again', async () => {
    const disk = diskWith(files)
    const edit = (file: string): Edited => {
      overwrite(disk, file, read(disk, file).replace('Confidential: about a child', 'Strictly confidential'))
      return { kind: 'ended', editor: 'ed' }
    }
    await sat([chosen, desk(/What now/, 'editor'), desk(/Taken over from[\s\S]*Strictly/, 'leave')], {
      edit,
      disk,
    })
    await sat([chosen, [/Begun already/, choose('0')], desk(/Strictly confidential/, 'leave')], { disk })
    // Nothing was changed the second time: nothing more is written.
    expect(disk.list(letters)).toEqual([`${stem}.md`])
  })

  test.each<[string, RegExp, (file: string, disk: Disk) => Edited]>([
    [
      'fails',
      /The editor \(vi\) failed: there is no such program/,
      () => ({ kind: 'failed', editor: 'vi', reason: 'there is no such program' }),
    ],
    ['changes nothing', /Nothing was changed/, () => ({ kind: 'ended', editor: 'ed' })],
    [
      'empties the file',
      /is empty\.[\s\S]*as it was before/,
      (file, disk) => {
        overwrite(disk, file, '\n')
        return { kind: 'ended', editor: 'ed' }
      },
    ],
    [
      'takes the file away',
      /not there[\s\S]*as it was before/,
      (file, disk) => {
        disk.remove(file)
        return { kind: 'ended', editor: 'ed' }
      },
    ],
  ])('an editor that %s loses nothing', async (_, said, edit) => {
    const { code } = await sat(
      [
        chosen,
        desk(/What now/, 'editor'),
        [said, choose('line')],
        [/Which line/, choose('back')],
        desk(/Confidential: about a child[\s\S]*What now/, 'leave'),
      ],
      { edit },
    )
    expect(code).toBe(0)
  })

  it('that it was sent goes on record with the digest of the file, when, to whom and how', async () => {
    const { disk, code, terminal } = await sat([
      chosen,
      desk(/What now/, 'sent'),
      [/No file has been made[\s\S]*What now/, choose('file')],
      [/What shall it be/, choose('docx')],
      desk(/Written: .*\.docx/, 'sent'),
      [/Which file was sent/, choose('0')],
      [/immediate danger/, choose('no')],
      [/Who are you/, type('J. Example, DSL')],
      [/Letter to the Service Manager: When was it sent/, type('')],
      [/To whom was it sent/, type('D. Example, Service Manager')],
      [/How was it sent/, choose('e-mail')],
      [/Letter to the Service Manager, on record as sent \w{3} \d+ \w{3}\n[\s\S]*What happened/, press('s')],
    ])
    expect(code).toBe(130)
    expect(terminal.prompts.slice(-1).map(textOf).join('')).toContain('Before you go')
    const digest = sha256(disk.readBytes(`${letters}/${stem}.docx`))
    const record = parseRecord(read(disk, at))
    expect(record.problems).toEqual([])
    const entry = record.entries.find(({ place }) => place.kind === 'letter')
    expect(entry?.facts).toMatchObject([
      { field: 'sent', subject: { id: 'service-manager-letter' }, value: { choice: { id: digest } } },
      { field: 'sent-when' },
      { field: 'sent-to', value: { text: 'D. Example, Service Manager' } },
      { field: 'sent-how', value: { choice: { id: 'e-mail' } } },
    ])
  })

  test.each([
    [
      'of another casebook',
      '/other/records/K7-2026-0042.md',
      onThirdRung,
      /does not lie in the casebook \/book/,
    ],
    [
      'of a made-up case',
      '/book/records/TRAINING-2026-0001.md',
      onThirdRung.replaceAll(recordId, 'TRAINING-2026-0001'),
      /is a TRAINING record/,
    ],
  ])('that the letter of a record %s was sent is not put on record', async (_, path, text, said) => {
    const disk = diskWith({ [path]: text, '/book/rungs.yaml': '' })
    await sat(
      [
        chosen,
        desk(/What now/, 'file'),
        [/What shall it be/, choose('md')],
        desk(/Written/, 'sent'),
        [/Which file was sent/, choose('0')],
        desk(said, 'leave'),
      ],
      { disk, record: path },
    )
    expect(read(disk, path)).toBe(text)
  })
})
