/** Sheets: plain values with the place of each part, what YAML allows and a flow does not, and that a value is never what it pollutes. */
import * as fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { readSheet } from '../../src/flow/text/yaml.ts'

const codes = (text: string): readonly string[] => readSheet('x.yaml', text).findings.map((one) => one.code)

describe('values', () => {
  it('are those that the yaml package itself reads', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }),
        (value) => {
          const text = stringify(value)
          const sheet = readSheet('x.yaml', text)
          fc.pre(sheet.findings.length === 0)
          expect(sheet.value).toEqual(parse(text, { schema: 'core' }))
        },
      ),
      { numRuns: 300 },
    )
  })

  it.each([
    ['2024-11-01', '2024-11-01'],
    ['yes', 'yes'],
    ['0208', 208],
    ['0x10', 16],
    ['1e3', 1000],
    ['~', null],
    ['true', true],
    ['"\\t"', '\t'],
  ])('%s is read as the core schema of YAML 1.2 has it', (written, value) => {
    expect(readSheet('x.yaml', `a: ${written}`).value).toEqual({ a: value })
  })

  it('has no value where the text could not be read to its end', () => {
    expect(readSheet('x.yaml', 'a: [').value).toBeUndefined()
  })

  it('has a value without what was refused', () => {
    const sheet = readSheet('x.yaml', 'a: &b 1\nc: *b\na: 2\n<<: {d: 1}\ne: f')
    expect(sheet.value).toEqual({ a: 1, c: undefined, e: 'f' })
    expect(sheet.findings.map((one) => [one.code, one.line])).toEqual([
      ['RF003', 1],
      ['RF003', 2],
      ['RF002', 3],
      ['RF003', 4],
    ])
  })
})

describe('places', () => {
  const sheet = readSheet(
    'x.yaml',
    'a: 1\nb:\n  - c: {d: e, 12: f}\n  - g\nh:\ni: j\ni: k\n"quo ted": l\r\nm:   n\n',
  )

  test.each<readonly [readonly PropertyKey[], 'key' | undefined, string]>([
    [[], undefined, '1:1'],
    [['a'], undefined, '1:4'],
    [['a'], 'key', '1:1'],
    [['b', 0, 'c', 'd'], undefined, '3:12'],
    [['b', 0, 'c', '12'], undefined, '3:19'],
    [['b', 0, 'c', 12], 'key', '3:15'],
    [['b', 1], undefined, '4:5'],
    [['i'], undefined, '6:4'],
    [['quo ted'], 'key', '8:1'],
    [['m'], undefined, '9:6'],
  ])('of %j (%s) is %s', (path, key, place) => {
    const { file, line, column } = sheet.place(path, key)
    expect([file, `${line}:${column}`]).toEqual(['x.yaml', place])
  })

  test.each<readonly [readonly PropertyKey[], string]>([
    [['b', 0, 'c', 'z'], '3:8'],
    [['b', 7], '3:3'],
    [['z', 'y'], '1:1'],
    [['constructor'], '1:1'],
    [['a', 'length'], '1:4'],
  ])('of what is not there, %j, is that of what is around it', (path, place) => {
    const { line, column } = sheet.place(path)
    expect(`${line}:${column}`).toBe(place)
  })

  it('has the text as it was written', () => {
    expect(readSheet('x.yaml', 'a: 0208').source(['a'])).toBe('0208')
    expect(sheet.source(['b'])).toBeUndefined()
  })
})

describe('what a flow does not allow', () => {
  test.each([
    ['an alias', 'a: *b', 'RF003'],
    ['an anchor on a key', '&b a: 1', 'RF003'],
    ['a tag', 'a: !b c', 'RF003'],
    ['a tag of the program that reads it', 'a: !!js/function "x"', 'RF003'],
    ['a merge key', '<<: {a: 1}', 'RF003'],
    ['a directive', '%YAML 1.1\n---\na: 1', 'RF003'],
    ['another document', 'a: 1\n---\nb: 2', 'RF003'],
    ['a list as a key', '? [a]\n: b', 'RF003'],
    ['depth', '['.repeat(60) + ']'.repeat(60), 'RF003'],
    ['__proto__', '__proto__: 1', 'RF023'],
    ['constructor', 'a: constructor', 'RF023'],
    ['NUL', 'a: \0', 'RF025'],
    ['NUL in an escape', 'a: "\\0"', 'RF025'],
    ['half a character in an escape', 'a: "\\ud800"', 'RF025'],
    ['a line break of old', 'a: 1\rb: 2', 'RF025'],
    ['a direction mark', 'a: \u202eb', 'RF025'],
    ['a key twice', 'a: 1\na: 2', 'RF002'],
    ['a key twice, written otherwise', 'a: 1\n"a": 2', 'RF002'],
  ])('%s', (_, text, code) => {
    expect(codes(text)).toContain(code)
  })

  it('says where an unseen character stands', () => {
    expect(readSheet('x.yaml', 'a: b\nc: d\u0007e\nf: \u202eg').findings).toMatchObject([
      { line: 2, column: 5 },
      { line: 3, column: 4 },
    ])
  })

  test.each([
    ['a document mark at the head', '---\na: 1\n'],
    ['an end mark', 'a: 1\n...\n'],
    ['a byte order mark', '\ufeffa: 1\n'],
    ['a standard tag', 'a: !!str 1\n'],
    ['a block scalar', 'a: |\n  b\n  c\n'],
    ['a percent sign', 'a: 100%\n'],
    ['characters of two units', 'a: "😀"\nb: "\\ud83d\\ude00"\n'],
    ['words that hold a kept name', 'a: the constructor\n'],
  ])('but it allows %s', (_, text) => {
    expect(codes(text)).toEqual([])
  })
})
