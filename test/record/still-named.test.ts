/** Which words of what is left out are looked for, and where they are found. */
import { describe, expect, it, test } from 'vitest'
import type { TextName } from '../../src/record/redact.ts'
import { mentionsIn, mentionsInName, namesIn } from '../../src/record/still-named.ts'

const names = (name: TextName, text: string) => namesIn([{ name, text }])
const found = (name: TextName, gone: string, stays: string): readonly string[] =>
  mentionsIn(names(name, gone), stays).map(({ words }) => words)

describe('names', () => {
  it('in fields of names are all words with a capital, initials and numbers, but for roles', () => {
    expect([...names('recorded-by', 'J. Example, Designated Safeguarding Lead').surely]).toEqual([
      'j',
      'example',
    ])
    expect([...names('children', 'M.K. and pupil 4711, year 9').surely]).toEqual(['mk', '4711'])
    expect([...names('who', "Mrs O'Brien-Šimić's team").surely]).toEqual(["o'brien", 'simic'])
    expect([...names('child', 'ben and lucy').surely]).toEqual(['ben', 'lucy'])
    expect([...names('who', 'محمد').surely]).toEqual(['محمد'])
    expect([...names('children', 'J, S').surely]).toEqual(['j', 's'])
    expect([...names('children', 'J S').surely]).toEqual(['js'])
    expect([...names('who', 'James’ team').surely]).toEqual(['james'])
    expect([...names('who', '').surely]).toEqual([])
    expect([...names('who', 'I. Example').surely]).toEqual(['i', 'example'])
    expect([...names('children', 'M.K., year 10').surely]).toEqual(['mk'])
  })

  it('in free texts are those that do not begin a sentence', () => {
    const { surely, perhaps } = names(
      'concern',
      'Third bruise in a month.\n- Seen by Dr. Patel on Monday. "Tom hit her," J. Sample said. I think so. M. knows! Mr. Grey too',
    )
    expect([...surely]).toEqual(['patel', 'j', 'sample', 'm', 'grey'])
    expect([...perhaps]).toEqual(['third', 'seen', 'tom'])
    const asked = names('concern', 'We saw M? Tom has an iPad')
    expect([[...asked.surely], [...asked.perhaps]]).toEqual([['m'], ['tom']])
  })
})

describe('a name that was left out', () => {
  test.each<readonly [TextName, string, string, readonly string[]]>([
    [
      'who',
      'A. Example, duty social worker',
      'I rang A. Example; a teacher knows example.',
      ['A. Example', 'example'],
    ],
    ['who', 'A. Example', 'A teacher gave an A to a child', []],
    ['who', 'Example', 'Examples are no Example’s', ['Example']],
    ['children', 'J.S.', 'js came, then JS and J. S. again', ['js', 'JS', 'J. S']],
    ['children', 'M', 'M said: m, my MM', ['M']],
    ['concern', 'We met Anna there', 'anna and ANNA, not Annabel', ['anna', 'ANNA']],
    ['concern', 'Tom has a bruise.', 'Tom again. I saw Tom. A tom', ['Tom']],
    ['who', 'José', 'Jose', ['Jose']],
    ['who', "O'Brien", 'O’Brien came', ['O’Brien']],
    ['concern', 'Tom has a bruise.', 'Tom again. I saw Tom and Tom', ['Tom', 'Tom']],
    ['who', 'J. Example', 'J.Example came', ['J.Example']],
    ['who', 'Jane Example', 'Jane Example, Jane', ['Jane Example, Jane']],
    ['said', 'nothing of note', 'Nothing of Note', []],
  ])('%s: %j in %j', (name, gone, stays, expected) => {
    expect(found(name, gone, stays)).toEqual(expected)
  })

  it('is told with the words around it', () => {
    const text = `${'so many words '.repeat(5)}then\nJane Example came ${'and more words '.repeat(5)}`
    expect(mentionsIn(names('who', 'Jane Example'), text)).toEqual([
      {
        words: 'Jane Example',
        around: '… words so many words then Jane Example came and more words and more …',
      },
    ])
  })

  it('is told with words that are whole, and all of a short text', () => {
    const around = (text: string): string | undefined =>
      mentionsIn(names('who', 'Jane Example'), text)[0]?.around
    expect(around('then  Jane\nExample came ')).toBe('then Jane Example came')
    expect(around(' Jane Example')).toBe('Jane Example')
    expect(around(`${'x'.repeat(29)} Jane Example ${'y'.repeat(29)}`)).toBe(
      `${'x'.repeat(29)} Jane Example ${'y'.repeat(29)}`,
    )
    expect(around(`${'x'.repeat(40)} Jane Example ${'y'.repeat(40)}`)).toBe('… Jane Example …')
    expect(around(`abc ${'x'.repeat(20)} abcdefgh Jane Example abcdefgh ${'y'.repeat(20)} abc`)).toBe(
      '… abcdefgh Jane Example abcdefgh …',
    )
  })

  it('is told in a hundred places of one text, each of them whole, and in no more', () => {
    const text = Array.from({ length: 150 }, (_, i) => `Jane Example came ${i} times.`).join('\n')
    const places = mentionsIn(names('who', 'Jane Example'), text)
    expect(places.map(({ words }) => words)).toEqual(Array.from({ length: 100 }, () => 'Jane Example'))
    expect(places.at(-1)?.around).toContain('Jane Example came 99 times')
  })

  it('is found in the name of a file, whatever its capitals', () => {
    expect(mentionsInName(names('who', 'J. Example'), 'example_j_2026.md').map(({ words }) => words)).toEqual(
      ['example'],
    )
    expect(mentionsInName(names('concern', 'Tom has'), 'tom.md')).toHaveLength(1)
    expect(mentionsInName(names('who', 'J. Example'), 'J.md')).toEqual([])
    expect(mentionsInName(names('who', 'J. Example'), 'K7-2026-0042.redacted.md')).toEqual([])
  })

  it('takes no time to look for in a hostile text', () => {
    const started = performance.now()
    for (const text of [
      'J. '.repeat(40_000),
      'Example '.repeat(40_000),
      "O'".repeat(40_000),
      '.'.repeat(120_000),
    ])
      mentionsIn(names('who', text.slice(0, 100_000)), text)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})
