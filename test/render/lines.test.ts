import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columns } from '../../src/columns.ts'
import { rowText, wrapLine } from '../../src/render/lines.ts'
import { visible } from '../../src/render/visible.ts'
import type { Line, Meaning } from '../../src/terminal/screen.ts'

const wrapped = (line: Line, width: number): readonly string[] => wrapLine(line, width).map(rowText)
const plain = (text: string): Line => ({ spans: [{ text }] })

const pieces = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
  fc.constantFrom(
    ' ',
    '  ',
    '東京都',
    'e\u0301\u0302',
    'a.example@example.org',
    '020 7946 0660',
    '\n',
    '😀😀',
  ),
)
const meanings = fc.constantFrom<Meaning | undefined>(undefined, 'number', 'clause', 'title')
const spans = fc.array(
  fc
    .record({ text: pieces, as: meanings })
    .map(({ text, as }) => (as === undefined ? { text } : { text, as })),
  { maxLength: 8 },
)
const lines: fc.Arbitrary<Line> = fc.record({ spans, indent: fc.nat(12), hang: fc.nat(12) })
const squeezed = (text: string): string => text.replace(/[ \u00a0]/g, '')

describe('wrapLine', () => {
  it('never makes a row wider than asked', () => {
    fc.assert(
      fc.property(lines, spans, fc.integer({ min: 4, max: 100 }), (line, right, width) => {
        for (const row of wrapLine({ ...line, right }, width)) {
          expect(columns(rowText(row))).toBeLessThanOrEqual(width)
          expect(row.columns).toBe(columns(rowText(row)))
        }
      }),
    )
  })

  it('loses no text, adds none, and keeps what each piece means', () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 4, max: 60 }), (line, width) => {
        const asPrinted = (text: string): string => visible(text.replace(/\r?\n/g, '').replaceAll('\t', ' '))
        const all = line.spans.map(({ text }) => asPrinted(text)).join('')
        const rows = wrapLine(line, width)
        expect(squeezed(rows.map(rowText).join(''))).toBe(squeezed(all))
        const titles = line.spans.flatMap(({ text, as }) => (as === 'title' ? [asPrinted(text)] : []))
        const kept = rows.flatMap((row) =>
          row.spans.flatMap(({ text, as }) => (as === 'title' ? [text] : [])),
        )
        expect(squeezed(kept.join(''))).toBe(squeezed(titles.join('')))
      }),
    )
  })

  it('lets nothing through that a terminal would obey', () => {
    fc.assert(
      fc.property(lines, (line) => {
        for (const row of wrapLine(line, 40)) expect(rowText(row)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/)
      }),
    )
  })

  it('breaks at spaces, and inside a word only where the word is longer than the row', () => {
    expect(wrapped(plain('write to a.example@example.org today'), 24)).toEqual([
      'write to',
      'a.example@example.org',
      'today',
    ])
    expect(wrapped(plain('see https://example.org/a/very/long/path'), 16)).toEqual([
      'see',
      'https://example.',
      'org/a/very/long/',
      'path',
    ])
  })

  it('never parts a number that is to be read out', () => {
    const line: Line = {
      spans: [{ text: 'Ask through MASH ' }, { text: '020 7946 0660', as: 'number' }, { text: ' now' }],
    }
    expect(wrapped(line, 24)).toEqual(['Ask through MASH', '020 7946 0660 now'])
  })

  it('indents the first row, and hangs the others', () => {
    expect(wrapped({ ...plain('one two three four'), indent: 2, hang: 3 }, 12)).toEqual([
      '  one two',
      '     three',
      '     four',
    ])
  })

  it('sets the right part at the margin, and below where there is no room', () => {
    const line: Line = { ...plain('Attach the chronology'), right: [{ text: 'clause 2.3' }] }
    expect(wrapped(line, 34)).toEqual(['Attach the chronology   clause 2.3'])
    expect(wrapped(line, 24)).toEqual(['Attach the chronology', '              clause 2.3'])
  })

  it('keeps an empty line', () => {
    expect(wrapped({ spans: [] }, 20)).toEqual([''])
    expect(wrapped(plain('a\n\nb'), 20)).toEqual(['a', '', 'b'])
  })
})
