/** `rungs redact`: what is chosen and written, what is said of it, and that nothing is left behind where it cannot be. */
import { describe, expect, it, test } from 'vitest'
import { list } from '../../src/commands/list.ts'
import { note } from '../../src/commands/note.ts'
import { type RedactOptions, redact } from '../../src/commands/redact.ts'
import { UserError } from '../../src/errors.ts'
import { sha256 } from '../../src/record/digest.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'
import type { Disk } from '../../src/storage/disk.ts'
import type { Terminal } from '../../src/terminal/screen.ts'
import { examine } from '../../src/verify/examined.ts'
import { facts, salt, write } from '../record/sample.ts'
import { diskError } from '../storage/memory-disk.ts'
import { choose, type Line, press, scripted, tick } from '../wizard/scripted.ts'
import { diskWith, testPorts } from './ports.ts'

const { text } = write(facts)
const source = '/book/records/K7-2026-0042.md'
const usual = '/here/K7-2026-0042.redacted.md'

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
  readonly disk: Disk
  readonly error?: UserError
}

const run = async (
  options: Partial<RedactOptions>,
  disk: Disk = diskWith({ [source]: text, '/here/rungs.yaml': '' }),
  terminal?: Terminal,
): Promise<Ran> => {
  const { ports, out, err } = testPorts({
    disk,
    ...(terminal === undefined ? {} : { interactive: true, openTerminal: () => Promise.resolve(terminal) }),
  })
  const given = { record: source, all: false, plain: false, ...options }
  try {
    return { code: await redact(ports, given), out: out(), err: err(), disk }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { code: error.exitCode, out: out(), err: err(), disk, error }
  }
}

const read = (disk: Disk, path = usual): string => Buffer.from(disk.readBytes(path)).toString('utf8')

describe('a copy by names', () => {
  it('is written beside nothing else, and said', async () => {
    const { code, out, err, disk } = await run({ fields: 'who, recorded-by,,note' })
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe(
      `Written: ${usual}\nLeft out: the record's salt, and 3 texts\n  entry 1, fact 6: Recorded by\n  entry 3, fact 4: Spoke to\n  entry 5, fact 3: Note\nSHA-256: ${sha256(read(disk))}\n`,
    )
    expect([...disk.list('/here')].sort()).toEqual(['K7-2026-0042.redacted.md', 'rungs.yaml'])
    expect(read(disk, source)).toBe(text)
    const { examined } = examine(usual, disk.readBytes(usual))
    expect([examined.findings, examined.redacted, examined.leftOut]).toEqual([[], true, 3])
  })

  it('is found by the number of a case, and goes where it is told', async () => {
    const { code, disk } = await run(
      { record: '42', casebook: '/book', all: true, out: '../x/copy.md' },
      diskWith({
        [source]: text,
        '/x/other.md': '',
      }),
    )
    expect(code).toBe(0)
    expect(read(disk, '/x/copy.md')).not.toContain(salt)
    expect(parseRecord(read(disk, '/x/copy.md')).leftOut).toHaveLength(6)
  })

  it('of a copy leaves out more, and says what was left out before', async () => {
    const { disk } = await run({ fields: 'who' })
    const again = await run({ record: usual, fields: 'note', out: 'more.md' }, disk)
    expect(again.out).toContain('  entry 3, fact 4: Spoke to (before)\n  entry 5, fact 3: Note\n')
    expect(read(disk, '/here/more.md')).toBe(read((await run({ fields: 'note,who' })).disk))
    const none = await run({ record: usual, fields: 'who', out: 'none.md' }, disk)
    expect(none.error?.message).toMatch(/no sealed entry has a text of who that is still there/)
    expect(none.error?.hint).toBe('It has: recorded-by, concern, recovered, taken-over, note.')
    const all = await run({ record: usual, all: true, out: 'all.md' }, disk)
    expect(all.code).toBe(0)
    const nothing = await run({ record: 'all.md', all: true, out: 'nothing.md' }, disk)
    expect(nothing.error?.hint).toBe('It has no text that stays.')
  })

  it('says which of the names has no text', async () => {
    const { code, err } = await run({ fields: 'taken-over,said,reason' })
    expect([code, err]).toEqual([0, 'There is no text of said, reason to leave out.\n'])
  })

  test.each<readonly [Partial<RedactOptions>, RegExp, RegExp]>([
    [{ fields: 'wo' }, /no text called "wo"/, /Did you mean who or why\?/],
    [{ fields: 'takenover' }, /no text called/, /taken-over/],
    [{ fields: 'zzzzzz' }, /no text called/, /There is: .*child-said.*recovered, taken-over/],
    [{ fields: 'danger' }, /\(danger\) is a choice, and only typed texts/, /recorded-by/],
    [{ fields: 'told' }, /is a moment/, /said/],
    [{ fields: 'said' }, /no sealed entry has a text of said/, /It has: recorded-by, concern/],
    [{ fields: ' , ' }, /names no text/, /--all/],
    [{ fields: 'who', all: true }, /do not go together/, /one of them/],
    [{}, /Which texts/, /--fields/],
    [{ fields: 'who', out: '-' }, /not printed/, /--out FILE/],
    [{ fields: 'who', out: '' }, /no name for a file/, /--out/],
    [{ fields: 'who', out: 'con.md' }, /Windows/, /--out/],
    [{ fields: 'who', out: 'no/such/copy.md' }, /ENOENT/, /folder/],
    [
      { fields: 'who', out: 'rungs.yaml' },
      /something at \/here\/rungs.yaml already/,
      /--out K7-2026-0042.redacted.md/,
    ],
    [
      { fields: 'who', out: 'k7-2026-0009.MD' },
      /is what a record is called/,
      /--out K7-2026-0042.redacted.md/,
    ],
    [{ fields: 'who', record: source, out: source }, /already/, /overwritten/],
    [{ fields: 'who', record: '43', casebook: '/book' }, /no case "43"/, /K7-2026-0042/],
    [{ fields: 'who', record: 'x.md' }, /ENOENT/, /folder/],
  ])('%j: exit 2, and nothing is left behind', async (options, message, hint) => {
    const { code, error, out, disk } = await run(options)
    expect(error?.message).toMatch(message)
    expect(error?.hint).toMatch(hint)
    expect([code, out, disk.list('/here')]).toEqual([2, '', ['rungs.yaml']])
  })

  it('never takes the place of a file, and tells a free name', async () => {
    const { disk } = await run({ fields: 'who' })
    const before = read(disk)
    const again = await run({ fields: 'note' }, disk)
    expect(again.code).toBe(2)
    expect(again.error?.hint).toContain('--out K7-2026-0042.redacted-2.md')
    expect(read(disk)).toBe(before)
    expect((await run({ record: usual, fields: 'note', out: 'K7-2026-0042.redacted-2.md' }, disk)).code).toBe(
      0,
    )
    const third = await run({ record: 'K7-2026-0042.redacted-2.md', fields: 'concern' }, disk)
    expect(third.error?.hint).toContain('--out K7-2026-0042.redacted-3.md')
  })
})

describe('the register', () => {
  const registered = (disk: Disk): readonly unknown[] => {
    const name = disk.list('/book').find((one) => one.startsWith('register-'))
    if (name === undefined) return []
    const register = parseRegister(disk.readBytes(`/book/${name}`))
    expect(registerProblems(register, checkRegisterSignatures(register))).toEqual([])
    return register.lines.map(({ line }) => line).filter(({ kind }) => kind === 'redacted')
  }
  const { n, seal } = write(facts).head

  it('has a line for each copy of a record of the casebook, and of one that it knows already', async () => {
    const { disk } = await run({ fields: 'who', casebook: '/book' })
    const line = { kind: 'redacted', id: 'K7-2026-0042', entry: n, seal }
    expect(registered(disk)).toMatchObject([{ ...line, copy: sha256(read(disk)) }])
    await run({ fields: 'note', out: 'other.md' }, disk)
    expect(registered(disk)).toMatchObject([line, { ...line, copy: sha256(read(disk, '/here/other.md')) }])
  })

  it('has none for the record of a stranger, nor for a copy of a copy', async () => {
    const { disk } = await run({ fields: 'who' })
    await run({ record: usual, fields: 'note', out: 'more.md', casebook: '/book' }, disk)
    expect(disk.list('/book')).toEqual(['records'])
  })

  it('does not keep anybody from a copy', async () => {
    const disk = diskWith({ [source]: text, '/here/x': '' })
    const failing: Disk = {
      ...disk,
      open: (path, mode) => {
        if (path.includes('register-') && mode !== 'read') throw diskError('EROFS')
        return disk.open(path, mode)
      },
    }
    const { code, err } = await run({ all: true, casebook: '/book' }, failing)
    expect(code).toBe(1)
    expect(err).toMatch(/^The copy is written, and the register has no line for it\. .*EROFS/m)
    const { ports } = testPorts({
      disk: {
        ...disk,
        makeFolder: () => {
          throw diskError('EROFS')
        },
      },
    })
    expect(
      await redact(ports, { record: source, all: true, plain: false, casebook: '/book', out: 'y.md' }),
    ).toBe(0)
  })
})

describe('a record that is not whole', () => {
  test.each([
    ['changed', text.replace('Third', 'Fourth')],
    ['malformed', text.replace('\n- ', '\n* ')],
    ['signed by another', text.replace(/(`sign 8 )\w{8}/, '$100000000')],
    ['not begun', text.slice(0, 100)],
    ['no record', '# Shopping\n'],
  ])('%s is not copied: exit 1', async (_, damaged) => {
    const { code, error, out, disk } = await run(
      { all: true },
      diskWith({ [source]: damaged, '/here/x': '' }),
    )
    expect([code, out, disk.list('/here')]).toEqual([1, '', ['x']])
    expect(error?.message).toMatch(/cannot be copied/)
  })

  it.each([
    ['facts without a seal', write(facts, false).text, /^1 fact after the last seal is not in the copy/],
    ['a torn tail', `${text}\n## 9 No`, /^The last write of the record was cut off/],
  ])('%s: what is sealed is copied, and the rest is said', async (_, open, said) => {
    const { code, err, disk } = await run({ fields: 'who' }, diskWith({ [source]: open, '/here/x': '' }))
    expect(code).toBe(0)
    expect(err).toMatch(said)
    expect(parseRecord(read(disk)).problems).toEqual([])
  })

  it('texts in an entry that is not sealed cannot be chosen', async () => {
    const open = write(facts.slice(0, 9), false).text
    const { error } = await run({ fields: 'concern' }, diskWith({ [source]: open, '/here/x': '' }))
    expect(error?.message).toMatch(/no sealed entry has a text of concern/)
  })
})

describe('a name that still stands', () => {
  it('is listed with its place, and the copy is made', async () => {
    const { code, err } = await run({ fields: 'recorded-by', out: 'for-example.md' })
    expect(code).toBe(0)
    expect(err).toBe(
      [
        'Names that were left out may still stand in the copy. Look at each:',
        '  1 entry 3, fact 4: Spoke to: “Example” in “A. Example, duty social worker”',
        '  2 entry 5, fact 3: Note: “example” in “Mail from mash@example.org”',
        '  3 the name of the file: “example” in “for-example.md”',
        '',
      ].join('\n'),
    )
  })

  it('is not looked for in what is left out', async () => {
    const { err } = await run({ fields: 'recorded-by,who,note' })
    expect(err).toBe('')
  })

  it('may be guessed from what is said of a write that was cut off', async () => {
    expect((await run({ fields: 'recovered' })).err).toMatch(/the length and the SHA-256 stay/)
  })
})

describe('at a terminal', () => {
  const script: readonly Line[] = [
    [/Redacted copy of K7-2026-0042[\s\S]*Entry 3: Stage 1[\s\S]*Which texts/, press('!', '1.6 3.4')],
    [/IMMEDIATE DANGER/, { kind: 'read' }],
    [/Which texts/, tick('1.6')],
    [/Of 6 texts, 1 will[\s\S]*1 entry 3, fact 4: Spoke to[\s\S]*What now/, choose('again')],
    [/Which texts/, tick('1.6', '3.4', '5.3')],
    [/Of 6 texts, 3 will be left out/, choose('write')],
  ]

  it('texts are ticked, what would still name somebody is shown, and then the copy is written', async () => {
    const terminal = scripted(script)
    const { code, out, disk } = await run({}, undefined, terminal)
    expect([code, terminal.left()]).toEqual([0, 0])
    expect(out).toContain('and 3 texts')
    expect(parseRecord(read(disk)).leftOut).toHaveLength(3)
    const [first, , again, , later] = terminal.prompts
    expect(first?.kind === 'checks' && first.options.map(({ label }) => label)).toEqual([
      '1.6 Recorded by: J. Example, Designated Safeguarding Lead',
      '2.3 The concern: Third bruise in a month.…',
      '3.4 Spoke to: A. Example, duty social worker',
      '5.1 Recovered: - 2026-11-19T10:44:01+00:00 Note:…',
      '5.2 Taken over: The other computer is broken.',
      '5.3 Note: Mail from mash@example.org',
    ])
    expect(again?.kind === 'checks' && again.ticked).toEqual(['1.6', '3.4'])
    expect(later?.kind === 'checks' && later.ticked).toEqual(['1.6'])
  })

  it('many texts are asked on several pages', async () => {
    const [first = facts[0]] = facts.slice(19, 20)
    if (first === undefined) throw new Error('the sample is too small')
    const many = write([...facts.slice(0, 17), ...Array.from({ length: 12 }, () => first)]).text
    const terminal = scripted([
      [/1 of 2/, tick('1.6')],
      [/2 of 2/, tick('5.12')],
      [/Of 15 texts, 2 will/, choose('write')],
    ])
    const { code } = await run({}, diskWith({ [source]: many, '/here/x': '' }), terminal)
    expect(code).toBe(0)
  })

  test.each<readonly [string, readonly Line[]]>([
    ['interrupted', []],
    [
      'left',
      [
        [/Which/, tick('1.6')],
        [/What now/, choose('leave')],
      ],
    ],
    ['interrupted at the end', [[/Which/, tick('1.6')]]],
    [
      'nothing ticked',
      [
        [/Which/, tick()],
        [/Nothing is ticked/, choose('leave')],
      ],
    ],
  ])('%s: nothing is written', async (_, lines) => {
    const { code, out, err, disk } = await run({}, undefined, scripted(lines))
    expect([code, out, err]).toEqual([130, '', 'Nothing was written.\n'])
    expect(disk.list('/here')).toEqual(['rungs.yaml'])
  })
})

describe('a disk that fails', () => {
  test.each(['write', 'flush', 'readAt', 'flushFolder', 'open'] as const)(
    'at %s: not written',
    async (call) => {
      const disk = diskWith({ [source]: text, '/here/x': '' })
      let armed = false
      const failing: Disk = {
        ...disk,
        open: (path, mode) => {
          if (call === 'open' && mode === 'create-exclusive') throw diskError('EACCES')
          armed ||= mode === 'create-exclusive'
          return disk.open(path, mode)
        },
        ...(call === 'open'
          ? {}
          : {
              [call]: (...args: readonly never[]) => {
                if (armed) throw diskError('EIO')
                return (disk[call] as (...all: readonly never[]) => unknown)(...args)
              },
            }),
      }
      const { code, error, out } = await run({ all: true }, failing)
      expect([code, out]).toEqual([2, ''])
      expect(error?.message).toMatch(/NOT written/)
      expect(disk.list('/here')).toEqual(['x'])
    },
  )
})

describe('a copy in the place of its record', () => {
  it('is not gone on with', async () => {
    const { disk } = await run({ fields: 'who' })
    const there = diskWith({ [source]: read(disk) })
    const { ports, out } = testPorts({ disk: there })
    await expect(
      note(ports, { plain: false, case: '42', text: 'one more', casebook: '/book' }),
    ).rejects.toThrow(/is a redacted copy, to which nothing can be added/)
    expect(read(there, source)).toBe(read(disk))
    expect(examine(source, there.readBytes(source)).examined.findings.map(({ code }) => code)).toEqual([
      'misnamed',
    ])
    await list(ports, { casebook: '/book', due: false, overdue: false, json: true })
    expect(out()).toContain('damaged')
  })
})
