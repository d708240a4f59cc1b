import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { lineProblem, titleProblem } from '../../src/flow/title.ts'
import { escapeText, normaliseText, unescapeText } from '../../src/record/escape.ts'
import { anyText } from './generate.ts'

const spellings: readonly (readonly [string, string])[] = [
  ['A. Example, duty social worker', 'A. Example, duty social worker'],
  [
    'It\'s 10.30; "no", they said (twice) - 5% / 2 + 1 = x',
    'It\'s 10.30; "no", they said (twice) - 5% / 2 + 1 = x',
  ],
  ['Zoë Example, 020 7946 0123 #2', 'Zoë Example, 020 7946 0123 #2'],
  ['# heading', '\\# heading'],
  ['- item', '\\- item'],
  ['+ item', '\\+ item'],
  ['---', '\\---'],
  ['===', '\\==='],
  [':-:', '\\:-:'],
  ['1. item', '1\\. item'],
  ['12) item', '12\\) item'],
  ['1.', '1\\.'],
  ['1.5 hours', '1.5 hours'],
  ['~~~', '\\~\\~\\~'],
  ['```', '\\`\\`\\`'],
  ['*a* _b_ ~c~', '\\*a\\* \\_b\\_ \\~c\\~'],
  ['| a | b |', '\\| a \\| b \\|'],
  ['[a](b) ![c](d) [^1]', '\\[a\\](b) !\\[c\\](d) \\[^1\\]'],
  ['<b> &amp; &#64; A&E mum & dad', '\\<b\\> \\&amp; \\&#64; A\\&E mum & dad'],
  ['$x$', '\\$x\\$'],
  ['> quoted', '\\> quoted'],
  ['\\', '\\\\'],
  ['\\u{41}', '\\\\u{41}'],
  ['https://example.org', 'https:\\u{2f}/example.org'],
  ['see WWW.example.org', 'see WWW\\u{2e}example.org'],
  ['a.b@example.org', 'a.b\\u{40}example.org'],
  ['meet @ 4', 'meet \\u{40} 4'],
  ['  x ', '\\u{20}\\u{20}x\\u{20}'],
  ['   ', '\\u{20}\\u{20}\\u{20}'],
  [' - x', '\\u{20}\\- x'],
  ['a\tb', 'a\\u{9}b'],
  ['a\u202eb\u200bc\u00a0d', 'a\\u{202e}b\\u{200b}c\\u{a0}d'],
  ['\u001b[31m', '\\u{1b}\\[31m'],
  ['\ud800', '\\u{d800}'],
  ['😀\u{e0041}', '😀\\u{e0041}'],
  ['a\n\n# b', 'a\n\n\\# b'],
]

describe('escapeText', () => {
  test.each(spellings)('%j is written %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped)
    expect(unescapeText(escaped)).toBe(text)
  })

  it('is undone exactly, for every string', () => {
    fc.assert(
      fc.property(anyText, (text) => unescapeText(escapeText(text)) === text),
      { numRuns: 2000 },
    )
  })

  it('undoes only what it would have written', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const back = unescapeText(text)
        return back === undefined || escapeText(back) === text
      }),
    )
    for (const other of [
      '*',
      '\\a',
      '\\u{41}',
      '\\u{a}',
      '\\u{110000}',
      '\\u{D800}',
      '\\u{00a0}',
      '\\ud83d\\ude00',
      '\\u{d83d}\\u{de00}',
      'a\\-',
      '\\',
    ])
      expect(unescapeText(other)).toBeUndefined()
  })

  it('leaves nothing that Markdown takes for structure, link or markup', () => {
    const structure =
      /^(?: |\t|#|>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$)|=+\s*$|-+\s*$|:?-+:?|`{3}|~{3}|\|)/
    const inline = /(?<!\\)(?:\\\\)*[`*_[\]<>|~$]/
    const link = /\/\/|(?<![A-Za-z0-9])www\.|[^ ]@[^ ]|&[#A-Za-z]/i
    fc.assert(
      fc.property(anyText, (text) => {
        for (const line of escapeText(text).split('\n')) {
          expect(line).not.toMatch(structure)
          expect(line.replace(/\\[!-/:-@[-`{-~]/g, '')).not.toMatch(inline)
          expect(line.replace(/\\[!-/:-@[-`{-~]/g, ' ')).not.toMatch(link)
          expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}\p{Default_Ignorable_Code_Point}\p{Cs}]| $/u)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('takes linear time on a hostile line', () => {
    const size = 100_000
    const started = performance.now()
    for (const piece of [' ', '\\', 'w', '@', '1', ' x', '\u200b', '`', ':/', '&'])
      expect(unescapeText(escapeText(piece.repeat(size)))?.length).toBe(piece.length * size)
    expect(performance.now() - started).toBeLessThan(5000)
  })

  it('reads every line end as LF', () => {
    expect(normaliseText('a\r\nb\rc\nd\r\r\n')).toBe('a\nb\nc\nd\n\n')
  })
})

describe('titleProblem', () => {
  test.each([
    'Stage 1: the practitioner',
    'Children & Families; £5, 50% (both)',
    'Step #2 — “ask”',
    'Ysgol Tŷ',
    'x'.repeat(200),
  ])('lets %j stand', (title) => {
    expect(titleProblem(title)).toBeUndefined()
  })

  test.each(
    ['', ' a', 'a ', 'a\nb', 'a\tb', 'a\u00a0b', 'a\u202eb', '\ud800', ...'`*_[]<>\\|~$'].concat(
      'x'.repeat(201),
      'a &amp; b',
      'http://a',
      'www.a',
      'a@b',
    ),
  )('refuses %j', (title) => {
    expect(titleProblem(title)).toMatch(/^it /)
  })

  it('has no limit but the one given', () => {
    expect(lineProblem('x'.repeat(201), 2000)).toBeUndefined()
    expect(lineProblem('x'.repeat(201), 200)).toMatch(/longer/)
  })
})
