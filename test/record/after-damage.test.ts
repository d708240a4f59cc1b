/** Where a reader goes on after damage: which entry what follows is counted to, and what is not checked any more. */
import { describe, expect, it, test } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { examinedOf, recordOf } from '../verify/said.ts'

/** Lines by their number, each with what stands in its place. */
type Edits = Readonly<Record<number, readonly string[]>>

const edited = (record: string, edits: Edits): string =>
  record
    .split('\n')
    .flatMap((line, i) => edits[i + 1] ?? [line])
    .join('\n')

const saidOf = (text: string): readonly string[] =>
  examinedOf(text).findings.map(({ code, entry, line }) => `${code} ${entry}, line ${line}`)

/** Nothing in the place of the lines from one to another. */
const without = (from: number, to: number): Edits =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, []]))

/** Five entries: of 2 to 5 the heading is on line 19 (27, 35, 43), then an empty line, a note of two lines, an empty line, seal, signature. */
const five = recordOf('sssss')
const lines = five.split('\n')
const lineOf = (number: number): string => lines[number - 1] ?? ''
const renumbered = (number: number, n: number): string[] => [lineOf(number).replace(/ \d+ /, ` ${n} `)]

it('has its lines where they are counted here', () => {
  expect(saidOf(five)).toEqual([])
  for (const [i, n] of [2, 3, 4, 5].entries()) {
    expect(lineOf(19 + 8 * i)).toBe(`## ${n} Note`)
    expect(lineOf(24 + 8 * i)).toMatch(`\`seal ${n} `)
    expect(lineOf(25 + 8 * i)).toMatch(`\`sign ${n} `)
  }
})

describe('damage that adjoins', () => {
  test.each<readonly [string, Edits, readonly string[]]>([
    [
      'after an empty line is the same stretch',
      { 30: [lineOf(30), 'words'], 32: renumbered(32, 5) },
      ['malformed 3, line 31'],
    ],
    [
      'after a bad line is the same stretch',
      { 30: [lineOf(30), 'words'], 31: ['words'], 32: renumbered(32, 5) },
      ['malformed 3, line 31'],
    ],
    [
      'to the header is the same stretch, whatever it is',
      without(6, 16),
      ['malformed 0, line 6', 'misnumbered 1, line 8'],
    ],
  ])('%s', (_, edits, expected) => {
    expect(saidOf(edited(five, edits))).toEqual(expected)
  })
})

describe('a seal', () => {
  test.each<readonly [string, Edits, readonly string[]]>([
    ['of the header has its number', { 8: renumbered(8, 2) }, ['malformed 0, line 8']],
    [
      'tells which entry it closes, where the headings before it are lost',
      { ...without(27, 28), ...without(31, 36) },
      ['malformed 3, line 27'],
    ],
    [
      'does not tell where the heading was read',
      { 30: ['words'], 32: renumbered(32, 4) },
      ['malformed 3, line 29'],
    ],
    ['that is missing is not made good by its signature', { 32: [] }, ['malformed 3, line 32']],
    [
      'is not checked where damage comes before its heading and that is not the lost one',
      {
        26: ['', 'words'],
        27: ['## 5 Note'],
        32: renumbered(32, 5),
        33: renumbered(33, 5),
        ...without(34, 49),
      },
      ['malformed 3, line 27', 'misnumbered 4, line 28'],
    ],
  ])('%s', (_, edits, expected) => {
    expect(saidOf(edited(five, edits))).toEqual(expected)
  })
})

it('a signature of an entry before belongs to the damage in which a heading was lost', () => {
  expect(saidOf(edited(five, { ...without(27, 28), 31: [lineOf(25), ''] }))).toEqual(['malformed 3, line 27'])
})

describe('a heading', () => {
  const numbers = (text: string): readonly number[] => parseRecord(text).entries.map(({ n }) => n)

  test.each<readonly [string, Edits, readonly string[], readonly number[]]>([
    [
      'without the empty line before it is damage, and its number is looked at all the same',
      without(26, 34),
      ['malformed 3, line 26', 'misnumbered 3, line 26', 'changed 4, line 26'],
      [1, 2, 4, 5],
    ],
    [
      'without a fact begins an entry where the next one goes further',
      without(29, 34),
      ['malformed 3, line 29'],
      [1, 2, 3, 4, 5],
    ],
    [
      'without a fact but with a seal begins an entry, whatever the next one is',
      {
        ...without(29, 30),
        35: ['## 3 Note'],
        40: renumbered(40, 3),
        41: renumbered(41, 3),
        ...without(42, 49),
      },
      ['changed 3, line 27', 'malformed 3, line 29', 'misnumbered 4, line 33'],
      [1, 2, 3, 3],
    ],
    [
      'without a fact begins none where the next one goes no further',
      { 27: ['## 3 Note', '', '## 3 Note'] },
      ['malformed 3, line 29'],
      [1, 2, 3, 4, 5],
    ],
    [
      'that begins no entry is no first version of a later one',
      { 27: ['## 5 Note', '', '## 3 Note'], 35: ['## 5 Note'], ...without(39, 49) },
      ['misnumbered 3, line 27', 'malformed 5, line 29', 'misnumbered 4, line 37'],
      [1, 2, 3, 5],
    ],
  ])('%s', (_, edits, expected, read) => {
    const text = edited(five, edits)
    expect([saidOf(text), numbers(text)]).toEqual([expected, read])
  })
})
