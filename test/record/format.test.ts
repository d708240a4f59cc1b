import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Fact } from '../../src/case/fact.ts'
import { fields } from '../../src/case/fields.ts'
import { titleProblem } from '../../src/flow/title.ts'
import { readFact } from '../../src/record/fact-line.ts'
import { formatFact, formatHeading, headings } from '../../src/record/format.ts'
import { glanceAtHeading, isHeaderStart, readHeading } from '../../src/record/heading.ts'
import { labels } from '../../src/record/labels.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { longestLine } from '../../src/record/text.ts'
import { beginRecord } from '../../src/record/writer.ts'
import { anyFact, anyPlace } from './generate.ts'
import { salt, write } from './sample.ts'

const readBack = (text: string): Fact | undefined => {
  const [line = '', ...quoted] = text.slice(0, -1).split('\n')
  return readFact(line, quoted)
}

describe('a fact', () => {
  it('is read back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(anyFact, (fact) => {
        expect(readBack(formatFact(fact))).toEqual(fact)
      }),
      { numRuns: 2000 },
    )
  })

  it('has one spelling: any other text with a change in it is not the same fact', () => {
    fc.assert(
      fc.property(anyFact, fc.nat(), fc.constantFrom(...' 0aA:;`\\>-'), (fact, place, character) => {
        const text = formatFact(fact)
        const at = place % text.length
        const other = text.slice(0, at) + character + text.slice(at)
        const back = readBack(other)
        expect(back === undefined ? other : formatFact(back)).toBe(other)
        expect(back).not.toEqual(fact)
      }),
      { numRuns: 2000 },
    )
  })

  it('says how many lines its text has, and how late it was written', () => {
    const at = '2026-11-19T10:31:05+00:00'
    const note = (text: string): string =>
      formatFact({ kind: 'answer', at, field: 'note', value: { kind: 'text', text } })
    expect(note('one')).toBe(`- ${at} Note:\n> one\n`)
    expect(note('')).toBe(`- ${at} Note:\n>\n`)
    expect(note('one\r\n\r\nthree')).toBe(`- ${at} Note, 3 lines:\n> one\n>\n> three\n`)
    const when = (date: string): string =>
      formatFact({ kind: 'answer', at, field: 'when', value: { kind: 'moment', moment: { date } } })
    expect(when('2026-11-19')).toBe(`- ${at} When: 2026-11-19\n`)
    expect(when('2026-11-18')).toBe(`- ${at} When: 2026-11-18; recorded 1 day later\n`)
    expect(when('2026-10-19')).toBe(`- ${at} When: 2026-10-19; recorded 31 days later\n`)
    expect(when('2026-11-21')).toBe(`- ${at} When: 2026-11-21; recorded 2 days before\n`)
  })

  it('is none with another number of quoted lines than it says, though it has been read before', () => {
    const text = 'No number of lines but two\nis right here.'
    const fact: Fact = { kind: 'taken-over', at: '2026-11-19T10:31:05+00:00', text }
    const [line = '', one = '', two = ''] = formatFact(fact).split('\n')
    for (const _ of ['first', 'again']) {
      for (const wrong of [[], [one], [one, two, two]]) expect(readFact(line, wrong)).toBeUndefined()
      expect(readFact(line, [one, two])).toEqual(fact)
    }
  })

  const at = '2026-11-19T10:31:05+00:00'
  test.each<Fact>([
    { kind: 'next', at, to: { id: 'a', label: 'a `b`' } },
    { kind: 'next', at, to: { id: 'a b', label: 'a' } },
    { kind: 'clock-given', at: '2026-02-30T10:31:05+00:00' },
    { kind: 'clock-given', at: '2026-11-19T10:31:05Z' },
    { kind: 'policy', at, policy: { id: 'a', label: 'a' }, sha256: 'A'.repeat(64) },
    { kind: 'answer', at, field: 'note', value: { kind: 'date', date: '2026-11-19' } },
    {
      kind: 'answer',
      at,
      field: 'when',
      value: { kind: 'moment', moment: { date: '2026-11-19', about: true } },
    },
    { kind: 'replaces', at, entry: 0, fact: 1, reason: { id: 'a', label: 'a' } },
  ])('without a spelling is a bug: %j', (fact) => {
    expect(() => formatFact(fact)).toThrow(/cannot be written/)
  })
})

describe('a header', () => {
  const { text } = beginRecord('K7-2026-0042', 'Europe/London', salt)

  it('is begun wherever it is cut off, and not where it is whole', () => {
    for (let length = 0; length < text.length; length++)
      expect([length, isHeaderStart(text.slice(0, length))]).toEqual([length, true])
    expect([isHeaderStart(text), isHeaderStart(`${text}\n`)]).toEqual([false, false])
    for (const wrong of [
      '# Escalation record k7',
      '# Escalation record K7-\n',
      'x',
      text.slice(0, 90).replace('Zone: E', 'Zone: /'),
    ])
      expect([wrong, isHeaderStart(wrong)]).toEqual([wrong, false])
    const salted = text.slice(0, text.indexOf('\n\n`seal'))
    expect(isHeaderStart(`${salted.slice(0, -1)}\n\n`)).toBe(false)
  })

  it('without a spelling is a bug', () => {
    for (const [id, zone, own] of [
      ['k7-2026-0042', 'Europe/London', salt],
      ['K7-2026-0042', 'Europe/London\n', salt],
      ['K7-2026-0042', 'Europe/London', salt.slice(1)],
    ] as const)
      expect(() => beginRecord(id, zone, own)).toThrow(`a header cannot be written: ${id}, ${zone}`)
  })
})

describe('a heading', () => {
  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), anyPlace, (n, place) => {
        const line = formatHeading(n, place).slice(0, -2)
        expect(readHeading(line)).toEqual({ n, place })
        expect(glanceAtHeading(line)).toEqual({ n, place })
      }),
    )
  })

  test.each([
    '## 3 Losing',
    '## 0 Note',
    '## 03 Note',
    '## 3  Note',
    '## 3 Note ',
    '## 3',
    '## 1234567890 Note',
    'x## 3 Note',
    '# 3 Note',
    '## 3 Stage 1 (`stage-1`)',
    '## 3 Stage 1 (`stage-1`), clause ',
    '## 3 Stage 1 (`stage-1`); clause 3.2',
    '## 3 Stage 1 (`stage-1`), clause 3.2`',
    '## 3 Stage 1 [`stage-1`), clause 3.2',
    '## 3 Stage 1 (`stage 1`), clause 3.2',
    '## 3 (`stage-1`), clause 3.2',
  ])('is none: %s', (line) => {
    expect(readHeading(line)).toBeUndefined()
    if (!line.includes('`')) expect([line, glanceAtHeading(line)?.place]).toEqual([line, undefined])
  })
})

describe('the words', () => {
  it('are one per thing, and stand on a line', () => {
    const all = [...Object.values(labels), ...Object.values(fields).map(({ label }) => label)]
    expect(new Set(all).size).toBe(all.length)
    for (const label of all) {
      expect(label).not.toMatch(/:|, \d+ lines$/)
      expect(titleProblem(label)).toBeUndefined()
    }
    expect(new Set(Object.values(headings)).size).toBe(Object.keys(headings).length)
  })
})

describe('a record', () => {
  it('is read back as it was written, without a problem', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPlace, anyFact), { maxLength: 12 }), fc.boolean(), (all, sealed) => {
        const parsed = parseRecord(Buffer.from(write(all, sealed).text))
        expect(parsed.problems).toEqual([])
        expect(parsed.torn).toBeUndefined()
        expect(parsed.entries.flatMap(({ place, facts }) => facts.map((fact) => [place, fact]))).toEqual(all)
        expect(parsed.unsealed).toBe(sealed ? 0 : (parsed.entries.at(-1)?.facts.length ?? 0))
        expect(parseRecord(write(all, sealed).text, false)).toEqual(parsed)
      }),
    )
  })

  it('has room for whatever may be typed, and no line that is longer', () => {
    const note = (text: string): Fact => ({
      kind: 'answer',
      at: '2026-11-19T10:31:05+00:00',
      field: 'note',
      value: { kind: 'text', text },
    })
    for (const character of ['\u{fffe}', '\u{e000}', '\u{10ffff}', '@', '*', 'é', '😀'])
      expect(
        parseRecord(write([[{ kind: 'note' }, note(character.repeat(20_000 / character.length))]], true).text)
          .problems,
      ).toEqual([])
    expect(() => formatFact(note('a'.repeat(longestLine - 2)))).not.toThrow()
    expect(() => formatFact(note('a'.repeat(longestLine - 1)))).toThrow(
      'a fact cannot be written: a line of it is too long',
    )
  })
})
