/** `rungs report` over a folder of many records: each case once, what is not as it was written apart and named, parts that add up. */
import { describe, expect, it } from 'vitest'
import { report } from '../../src/commands/report.ts'
import { UserError } from '../../src/errors.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { libraryOf, pinsOf, recordsOf } from '../honest/casebook.ts'
import { keys, sealOf, write } from '../register/sample.ts'
import { diskWith, testPorts } from './ports.ts'

const { shipped } = testPorts().ports
const library = libraryOf(shipped)
const records = recordsOf(library, 11, 40, 8)
const pins = Object.fromEntries([...pinsOf(library)].map(([path, text]) => [`/here/${path}`, text]))
const files = Object.fromEntries(records.map(({ id, text }) => [`/here/records/${id}.md`, text]))

type Options = Partial<Parameters<typeof report>[1]>

const usual = { paths: ['/here'], format: 'md', publish: false, merge: false, inspection: false } as const

const run = async (options: Options = {}, more: Readonly<Record<string, string>> = {}) => {
  const { ports, out, err } = testPorts({
    shipped,
    disk: diskWith({ ...pins, ...files, ...more }),
    cwd: '/here',
  })
  const code = await report(ports, { ...usual, ...options })
  return { code, out: out(), err: err() }
}

interface Tally {
  readonly cases: number
  readonly files: Readonly<Record<string, number>>
  readonly notCounted?: Readonly<Record<string, number>>
}

const tallyOf = async (options: Options = {}, more: Readonly<Record<string, string>> = {}): Promise<Tally> =>
  JSON.parse((await run({ ...options, format: 'json' }, more)).out) as Tally

const refusal = async (options: Options, more: Readonly<Record<string, string>> = {}): Promise<string> => {
  try {
    await run(options, more)
  } catch (error) {
    if (error instanceof UserError) return `${error.exitCode} ${error.message}`
    throw error
  }
  throw new Error('nothing was refused')
}

const ids = ['K7-2026-0001', 'K7-2026-0002']

const [one] = records
const first = one?.text ?? ''

describe('rungs report', () => {
  it('counts every record of a folder once', async () => {
    const { code, err } = await run()
    expect([code, err]).toEqual([0, ''])
    expect((await tallyOf()).cases).toBe(records.length)
  })

  it('counts a case once, however many copies of it there are, and says of the others what they are', async () => {
    const cut = `${first.slice(0, first.lastIndexOf('\n## '))}`
    const more = { '/here/records/conflicted copy.md': first, '/here/sent/older.md': cut }
    const tally = await tallyOf({}, more)
    expect(tally.cases).toBe(records.length)
    expect(tally.notCounted).toEqual({ 'another copy': 2 })
    const withoutCopies = await tallyOf()
    expect({ ...tally, files: 0, notCounted: 0 }).toEqual({ ...withoutCopies, files: 0, notCounted: 0 })
  })

  it('names what is not as it was written, counts it apart, and ends with 1', async () => {
    const changed = first.replace(/^> .*$/m, '> Somebody else')
    const more = { [`/here/records/${one?.id}.md`]: changed, '/here/records/A9-2026-0001.md': '# Shopping\n' }
    const { code, err } = await run({}, more)
    expect(code).toBe(1)
    expect(err).toContain(`${one?.id}.md: CHANGED at entry`)
    expect(err).toContain('A9-2026-0001.md: cannot judge')
    const tally = await tallyOf({}, more)
    expect(tally.cases).toBe(records.length - 1)
    expect(tally.notCounted).toEqual({ 'no case': 1, 'not as it was written': 1 })
  })

  it('passes over what is no record and was only come across; what was named is told', async () => {
    const more = { '/here/records/note.md': '# Minutes of a meeting\n' }
    const { code, err } = await run({}, more)
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^1 file is not a record, and was passed over:\s+\/here\/records\/note\.md\s*$/),
    ])
    expect(await tallyOf({}, more)).toEqual(await tallyOf())
    expect((await run({ paths: ['/here/records/note.md'] }, more)).code).toBe(1)
  })

  it('adds parts up to the same bytes as the whole', async () => {
    const names = Object.keys(files)
    const part = async (from: number, to: number): Promise<string> =>
      (await run({ paths: names.slice(from, to), format: 'json' })).out
    const [a, b, c] = [await part(0, 7), await part(7, 8), await part(8, names.length)]
    const parts = { '/here/a.json': a, '/here/b.json': b, '/here/c.json': c }
    const whole = (await run({ format: 'json' })).out
    const merged = await run({ merge: true, paths: ['c.json', 'a.json', 'b.json'], format: 'json' }, parts)
    expect(merged.out).toBe(whole)
  })

  it('goes into a new file, and never over another', async () => {
    const { out, err } = await run({ format: 'json', out: 'ours.json' })
    expect([out, err]).toEqual(['Written: /here/ours.json\n', ''])
    expect(await refusal({ out: 'ours.json' }, { '/here/ours.json': 'mine' })).toMatch(
      /^2 There is something at/,
    )
  })

  it('lists every case for an inspection, by its number, with nothing that was typed', async () => {
    const { out } = await run({ inspection: true })
    for (const { id } of records) expect(out).toContain(id)
    expect(out).toContain(`${records.length} cases`)
  })

  it('lists for an inspection the cases of a period, and says of it and of what is not on the list', async () => {
    const changed = { [`/here/records/${one?.id}.md`]: first.replace(/^> .*$/m, '> Somebody else') }
    const { out } = await run({ inspection: true, from: '2026-Q1', to: '2026-Q1' }, changed)
    const { cases } = await tallyOf({ from: '2026-Q1', to: '2026-Q1' }, changed)
    expect(cases).toBeGreaterThan(0)
    expect(cases).toBeLessThan(records.length)
    expect(out.replace(/\s+/g, ' ')).toContain(
      `Cases opened from Thu 1 Jan 2026 to Tue 31 Mar 2026, as they stood on`,
    )
    expect(records.filter(({ id }) => out.includes(`**${id}**`)).length).toBe(cases)
    expect(out).toMatch(new RegExp(`${one?.id}\\.md\\*\\*:\\s+CHANGED at entry`))
  })

  it('shows no small count where it is published', async () => {
    const { out } = await run({ publish: true, format: 'csv' })
    const counts = out.split('\n').filter((row) => !row.includes(',"days there",'))
    const values = counts.map((row) => Number(/"([^"]*)"$/.exec(row)?.[1]))
    expect(out).toContain('"hidden"')
    expect(values.filter((value) => value > 0 && value < 5)).toEqual([])
  })

  it('counts from a register alone, and beside records names those that are missing', async () => {
    const registered = ids.map((id): RegisterEvent => ({ kind: 'opened', id, entry: 0, seal: sealOf(id, 0) }))
    const { text } = write([{ kind: 'key-new', key: keys[0] ?? '' }, ...registered])
    const alone = await run({ paths: ['/sent'] }, { '/sent/register-K7.md': text })
    expect([alone.code, alone.err]).toEqual([0, ''])
    expect(alone.out).toContain('**Cases opened in them**: 2')
    expect(alone.out).toContain('**of them without it**: 2')
    const beside = await run({}, { '/here/register-K7.md': text })
    expect(beside.code).toBe(1)
    expect(beside.err).toBe(ids.map((id) => `Not here: ${id}, which the register of K7 has.\n`).join(''))
    const damaged = await run({}, { '/here/register-K7.md': text.replace('Opened', 'Opensd') })
    expect(damaged.code).toBe(1)
    expect(damaged.err).toContain('Not counted from: /here/register-K7.md')
  })

  it.each([
    [{ from: 'last year' }, '2 "last year" is no day, month, quarter or year.'],
    [{ from: '2026-Q4', to: '2026-Q1' }, '2 The period ends before it begins: --from 2026-Q4 --to 2026-Q1.'],
    [
      { publish: true, format: 'json' },
      '2 JSON keeps plain counts, so that reports can be added up; it is not for publishing.',
    ],
    [{ threshold: '5' }, '2 --threshold is for --publish.'],
    [{ publish: true, threshold: '1' }, '2 "1" is no threshold.'],
    [{ publish: true, threshold: '0x10' }, '2 "0x10" is no threshold.'],
    [{ publish: true, threshold: '1e2' }, '2 "1e2" is no threshold.'],
    [{ publish: true, threshold: ' 7' }, '2 " 7" is no threshold.'],
    [{ merge: true, paths: [] }, '2 Which reports shall be merged?'],
    [{ merge: true, paths: ['x.json'] }, /^2 .*not there/],
    [{ paths: ['/here/nothing'] }, /^2 /],
  ] as const)('refuses %j', async (options, message) => {
    expect(await refusal(options)).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    )
  })

  const mergedBytes = (bytes: Uint8Array) => {
    const { ports, out } = testPorts({ shipped, disk: diskWith({ '/here/a.json': bytes }), cwd: '/here' })
    return report(ports, { ...usual, merge: true, paths: ['a.json'], format: 'json' }).then(() => out())
  }

  it('takes a part with a mark at its beginning, in UTF-8 and in UTF-16', async () => {
    const whole = (await run({ format: 'json' })).out
    const little = Buffer.from(`\ufeff${whole}`, 'utf16le')
    for (const bytes of [Buffer.from(`\ufeff${whole}`, 'utf8'), little, Buffer.from(little).swap16()])
      expect(await mergedBytes(bytes)).toBe(whole)
  })

  it('takes names that every object has for names', async () => {
    const part = {
      format: 'rungs-report 1',
      from: '',
      to: '',
      asOf: '2026-11-19',
      cases: 0,
      files: { constructor: 1 },
      missing: { valueOf: 1 },
      challenged: { toString: { cases: 2, ended: { open: 2 } } },
    }
    const merge = { merge: true, paths: ['a.json'] }
    const { out } = await run(merge, { '/here/a.json': JSON.stringify(part) })
    for (const words of ['**constructor**: 1', '**valueOf**: 1', 'ToString']) expect(out).toContain(words)
  })

  it('refuses a part that is given twice, under whatever name, unless it counts nothing', async () => {
    const part = (await run({ format: 'json' })).out
    const parts = { '/here/a.json': part, '/here/b.json': part }
    expect(await refusal({ merge: true, paths: ['a.json', 'b.json'] }, parts)).toBe(
      '2 a.json and b.json are the same report.',
    )
    expect(await refusal({ merge: true, paths: ['a.json', '/here/../here/a.json'] }, parts)).toBe(
      '2 a.json and /here/../here/a.json are the same report.',
    )
    const none = '{"format":"rungs-report 1","from":"","to":"","asOf":"2026-11-19","cases":0}'
    const merge = { merge: true, paths: ['a.json', 'b.json'] }
    expect((await run(merge, { '/here/a.json': none, '/here/b.json': none })).code).toBe(0)
  })

  it('refuses a part with a text for a number with 1, and says where', async () => {
    const part = (await run({ format: 'json' })).out.replace(/"cases": \d+/, '"cases": "120"')
    expect(await refusal({ merge: true, paths: ['a.json'] }, { '/here/a.json': part })).toBe(
      '1 /here/a.json is no report: in it cases is no count.',
    )
  })

  it('refuses a part of another period, and says which', async () => {
    const parts = {
      '/here/a.json': (await run({ format: 'json', from: '2026' })).out,
      '/here/b.json': (await run({ format: 'json' })).out,
    }
    expect(await refusal({ merge: true, paths: ['a.json', 'b.json'] }, parts)).toBe(
      '1 b.json does not fit the first of them in the period.',
    )
  })
})
