/** Reading a redacted copy: one spelling, and every change found and placed. */
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type ParsedRecord, parseRecord } from '../../src/record/parse.ts'
import { findTorn } from '../../src/record/recover.ts'
import { redact } from '../../src/record/redact.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'
import { resumeRecord } from '../../src/record/writer.ts'
import { strideOf } from '../stride.ts'
import { facts, write } from './sample.ts'

const original = write(facts).text
const record = parseRecord(original)
/** The concern, and what a cut-off write left behind. */
const copy = redact(original, record, ({ entry, fact }) => entry === 2 || (entry === 5 && fact === 1))

const found = (source: Uint8Array | string): ParsedRecord['problems'] => {
  const parsed = parseRecord(source)
  return problemsOf(parsed, checkSignatures(parsed))
}
const places = (source: string): readonly (readonly [string, number])[] =>
  found(source).map(({ code, entry }) => [code, entry])

describe('a redacted copy', () => {
  const parsed = parseRecord(copy)

  it('reads without a problem, and says what was left out', () => {
    expect(found(copy)).toEqual([])
    expect([parsed.redacted, parsed.salt, parsed.unsealed]).toEqual([true, '', 0])
    expect(parsed.leftOut).toEqual([
      { entry: 2, fact: 3 },
      { entry: 5, fact: 1 },
    ])
    expect(parsed.entries[1]?.facts[2]).toMatchObject({ value: { kind: 'text', text: 'left out' } })
    expect(parsed.entries[4]?.facts[0]).toMatchObject({ kind: 'recovered', bytes: 31, text: 'left out' })
  })

  it('is made of a record as it was sealed, whatever a cut-off write has left after that', () => {
    const torn = original.replace(/`sign 8 [\s\S]*$/, `\`sign 8\n\`salt 8 0 ${'ab'.repeat(32)}\`\n`)
    const read = parseRecord(torn)
    expect(read.problems.map(({ code }) => code)).toEqual(['torn'])
    expect(found(redact(torn, read, () => true))).toEqual([])
  })

  it('is no record that could be gone on with', () => {
    expect(() => resumeRecord(parsed)).toThrow()
    expect(findTorn(Buffer.from(`${copy}- 2026`))).toBeUndefined()
  })

  it('an original is none, and has nothing left out', () => {
    expect([record.redacted, record.leftOut]).toEqual([false, []])
  })

  it('is read at a glance too', () => {
    const glance = parseRecord(copy, false)
    expect([glance.problems, glance.leftOut]).toEqual([[], parsed.leftOut])
    expect(glance.entries.map(({ facts: all }) => all.length)).toEqual(
      parsed.entries.map(({ facts: all }) => all.length),
    )
  })

  it('is read whole when it was converted', () => {
    const converted = parseRecord(Buffer.from(`\ufeff${copy.replaceAll('\n', '\r\n')}`))
    expect(converted.problems.map(({ code }) => code)).toEqual(['converted'])
    expect(converted.leftOut).toEqual(parsed.leftOut)
  })
})

/** The copy with a piece of it replaced; the piece must be there. */
const changed = (piece: string | RegExp, by: string): string => {
  const made = copy.replace(piece, by)
  expect(made).not.toBe(copy)
  return made
}

describe('a copy that is spelled in another way', () => {
  const hash = 'ab'.repeat(32)
  const [salt = ''] = /`salt 3 1 .*`\n/.exec(copy) ?? []

  test.each<readonly [string, () => string, readonly (readonly [string, number])[]]>([
    ['a salt is missing', () => changed(salt, ''), [['malformed', 3]]],
    ['the last salt of an entry is missing', () => changed(/`salt 3 2 .*`\n/, ''), [['malformed', 3]]],
    ['the last salt of all is missing', () => changed(/`salt 8 0 .*`\n/, ''), [['malformed', 8]]],
    ['all salts of an entry are missing', () => changed(/(`salt 6 .*`\n)+/, ''), [['malformed', 6]]],
    ['the salt of the header is missing', () => changed(/`salt 0 0 .*`\n/, ''), [['malformed', 0]]],
    ['a salt stands twice', () => changed(salt, salt + salt), [['malformed', 3]]],
    ['salts changed places', () => changed(/(`salt 3 0 .*`\n)(`salt 3 1 .*`\n)/, '$2$1'), [['malformed', 3]]],
    ['a salt is that of another entry', () => changed('`salt 3 1', '`salt 4 1'), [['malformed', 3]]],
    ['a salt is for another segment', () => changed('`salt 3 2', '`salt 3 3'), [['malformed', 3]]],
    [
      'a salt is for what is left out',
      () => changed('`salt 5 2 ', `\`salt 5 1 ${hash}\`\n\`salt 5 2 `),
      [['malformed', 5]],
    ],
    ['the salt of the record is there', () => changed(/`left out .*`/, `> ${hash}`), [['malformed', 0]]],
    ['it is called a record', () => changed('Redacted copy of e', 'E'), [['malformed', 0]]],
    [
      'text and its hash both stand',
      () => changed(/(The concern, 4 lines:\n)(`left out .*`\n)/, '$1> a\n> b\n> c\n> d\n$2'),
      [['malformed', 2]],
    ],
    [
      'the hash and then its text',
      () => changed(/(The concern, 4 lines:\n`left out .*`\n)/, '$1> a\n'),
      [['malformed', 2]],
    ],
    [
      'a fact without a text',
      () => changed('Clock: given by hand, not read\n', `$&\`left out ${hash}\`\n`),
      [['malformed', 1]],
    ],
    [
      'one line is counted',
      () => changed('The concern, 4 lines:', 'The concern, 1 lines:'),
      [
        ['changed', 2],
        ['malformed', 2],
      ],
    ],
    [
      'a zero before the count',
      () => changed('The concern, 4 lines:', 'The concern, 04 lines:'),
      [
        ['changed', 2],
        ['malformed', 2],
      ],
    ],
    ['a fact is left out', () => changed(/- .* Clock: .*\n/, `\`left out ${hash}\`\n`), [['malformed', 1]]],
    ['a space too many', () => changed('`left out ', '`left out  '), [['malformed', 0]]],
    ['a zero before a number', () => changed('`salt 3 1', '`salt 03 1'), [['malformed', 3]]],
    [
      'salts before the signature',
      () => changed(/(`sign 6 .*`\n)(`salt 6 0 .*`\n)/, '$2$1'),
      [['malformed', 6]],
    ],
    ['a salt after an empty line', () => changed(/(`salt 3 2 .*`\n)/, '\n$1'), [['malformed', 3]]],
    [
      'a count of other lines',
      () => changed('The concern, 4 lines:', 'The concern, 5 lines:'),
      [['changed', 2]],
    ],
    ['another hash', () => changed(/(4 lines:\n`left out ).*`/, `$1${hash}\``), [['changed', 2]]],
    ['another salt', () => changed(/`salt 3 1 .*`/, `\`salt 3 1 ${hash}\``), [['changed', 3]]],
    ['another text', () => changed('> A. Example', '> B. Example'), [['changed', 3]]],
    [
      'facts that are not sealed',
      () => `${copy}\n## 9 Note\n\n- 2026-11-28T10:00:00+00:00 Note:\n> a\n`,
      [['malformed', 9]],
    ],
    ['an empty line at the end', () => `${copy}\n`, [['malformed', 9]]],
  ])('%s', (_, source, expected) => {
    expect(places(source())).toEqual(expected)
  })

  it('has a salt too many where nothing is wrong before it, and otherwise what is wrong before it', () => {
    const more = `\`salt 3 3 ${hash}\`\n`
    for (const before of ['', '`salt 3\n']) {
      const source = changed(/`salt 3 2 .*`\n/, `$&${before}${more}`)
      const line = source.slice(0, source.indexOf(before + more)).split('\n').length
      expect(found(source)).toMatchObject([{ code: 'malformed', entry: 3, line }])
    }
  })

  it.each([
    ['in the first line', '# Redacted copy', '# Redacted  copy'],
    ['in the place of the salt', '`left out ', '`leftout '],
  ])('is read as a copy all the same with damage %s', (_, piece, by) => {
    const parsed = parseRecord(changed(piece, by))
    expect(parsed.problems.map(({ code, entry, line }) => [code, entry, line <= 6])).toEqual([
      ['malformed', 0, true],
    ])
    expect(parsed.entries).toHaveLength(8)
    expect(parsed.leftOut).toHaveLength(2)
  })

  it('ends at a seal, wherever it is cut', () => {
    for (let end = copy.length - 1; end > copy.indexOf('\n## 8 '); end--) {
      const cut = found(copy.slice(0, end))
      if (copy.slice(0, end).endsWith('`\n') && copy.startsWith('\n## ', end)) expect(cut).toEqual([])
      else expect([end, cut[0]?.code]).toEqual([end, 'malformed'])
    }
  })

  /** The line (counted from 1) on which a piece of the copy begins. */
  const lineOf = (piece: string): number => copy.slice(0, copy.indexOf(piece)).split('\n').length

  it('has a fact without a text, and damage after it, where a text is left out there', () => {
    const clock = 'Clock: given by hand, not read\n'
    const parsed = parseRecord(changed(clock, `$&\`left out ${hash}\`\n`))
    expect(parsed.problems.map(({ code, entry, line }) => [code, entry, line])).toEqual([
      ['malformed', 1, lineOf(clock) + 1],
    ])
    expect(parsed.entries[0]?.facts).toHaveLength(6)
  })

  it('ends before a fact whose hash has no line end', () => {
    const [fact = ''] = /\n## 5 .*\n\n- .*\n`left out .*`/.exec(copy) ?? []
    const parsed = parseRecord(copy.slice(0, copy.indexOf(fact) + fact.length))
    expect(parsed.problems.map(({ code, entry, line }) => [code, entry, line])).toEqual([
      ['malformed', 5, lineOf(fact)],
    ])
    expect(parsed.entries).toHaveLength(4)
  })

  it('takes no time for a number of lines that no file has', () => {
    const row = `- 2026-11-28T10:00:00+00:00 Note, 999999999 lines:\n\`left out ${'ab'.repeat(32)}\`\n`
    const started = performance.now()
    parseRecord(copy + row.repeat(20_000))
    parseRecord(copy + salt.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

describe('a change of one byte in a copy', () => {
  // Of three entries, so that every byte has its turn.
  const short = write([
    ...facts.slice(1, 2),
    ...facts.slice(4, 9),
    ...facts.slice(17, 20),
    ...facts.slice(23),
  ]).text
  const bytes = Buffer.from(redact(short, parseRecord(short), ({ entry }) => entry === 2))
  const text = bytes.toString('latin1')
  const stride = strideOf(5)
  const values = [0x00, 0x0a, 0x0d, 0x20, 0x30, 0x3e, 0x5c, 0x60, 0x61, 0x80, 0xff]
  /** Where the last LF of each entry is. */
  const ends = [...text.matchAll(/`\n(?=\n## )/g)].map(({ index }) => index + 1)
  const ownerOf = (at: number): number => ends.filter((end) => end < at).length

  const expectFound = (changed: Buffer): void => {
    if (changed.equals(bytes)) return
    let at = 0
    while (at < bytes.length && changed[at] === bytes[at]) at++
    const [first] = found(changed)
    if (at >= bytes.length) expect(first?.code).toBe('malformed')
    else expect({ at, entry: first?.entry }).toEqual({ at, entry: ownerOf(at) })
  }

  it('has the right owners', () => expect(ends).toHaveLength(4))

  it('is found and placed: another value', () => {
    for (let at = 0; at < bytes.length; at += stride) {
      const changed = Buffer.from(bytes)
      const value = values[at % values.length] ?? 0
      changed[at] = value === bytes[at] ? value ^ 1 : value
      expectFound(changed)
    }
  })

  it('is found and placed: one more', () => {
    for (let at = 0; at <= bytes.length; at += stride)
      expectFound(
        Buffer.concat([
          bytes.subarray(0, at),
          Buffer.of(values[at % values.length] ?? 0),
          bytes.subarray(at),
        ]),
      )
  })

  it('is found and placed: one less', () => {
    for (let at = 0; at < bytes.length; at += stride)
      expectFound(Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]))
  })

  it('is found and placed: any value anywhere', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, value) => {
        const changed = Buffer.from(bytes)
        changed[at] = value
        expectFound(changed)
      }),
      { numRuns: 500 },
    )
  })
})
