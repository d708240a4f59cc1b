/** Damage between two entries: what may have been a seal or a signature belongs to the entry before it, anything else to the next. */
import { readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'

const record = readFileSync(new URL('golden/1/K7-2026-0001.md', import.meta.url), 'utf8')
const signLine = record.indexOf('`sign 2 ')
const gap = record.indexOf('\n## 3 ')

/** The entry that is named first. */
const firstIn = (text: string): number | undefined => {
  const parsed = parseRecord(text)
  return problemsOf(parsed, checkSignatures(parsed))[0]?.entry
}

const edits = [
  [1, ''],
  [1, 'x'],
  [1, '\n'],
  [0, 'x'],
  [0, '\n'],
  [0, '`'],
] as const

describe('one character more, less or other', () => {
  test.each([
    ['the seal', record.indexOf('`seal 2 '), 2],
    ['the digits of the seal', record.indexOf('`seal 2 ') + 30, 2],
    ['the signature', signLine, 2],
    ['the digits of the signature', signLine + 50, 2],
    ['the next heading', gap + 1, 3],
  ])('in %s', (_, start, entry) => {
    for (let at = start; at < start + 9; at++)
      for (const [left, put] of edits) {
        const changed = record.slice(0, at) + put + record.slice(at + left)
        if (changed !== record) expect([at - start, put, firstIn(changed)]).toEqual([at - start, put, entry])
      }
  })
})

describe('a line that stands after a signature', () => {
  const hex = '0123456789abcdef'.repeat(4)
  it.each<readonly [string, number]>([
    [hex, 2],
    [hex.slice(0, 40), 2],
    [hex.slice(0, 39), 3],
    [`words ${hex.slice(0, 40)} words`, 2],
    [`${hex.slice(0, 20)}x${hex.slice(0, 20)}`, 3],
    [`words\n${hex}`, 3],
    [`- ${hex}`, 3],
    [`## ${hex}`, 3],
    [`x- ${hex}`, 2],
    ['0'.repeat(40), 2],
    ['9'.repeat(40), 2],
    ['a'.repeat(40), 2],
    ['f'.repeat(40), 2],
    ['/'.repeat(40), 3],
    [':'.repeat(40), 3],
    ['g'.repeat(40), 3],
    ['A'.repeat(40), 3],
    ['`s', 2],
    ['`x', 3],
    ['`', 3],
    ['`\nx', 2],
    ['`\n1', 3],
    ['words', 3],
    [`\n\n${hex}`, 2],
    [`\n\n- ${hex}`, 3],
    [`\n\n## ${hex}`, 3],
  ])('%j is of entry %d', (line, entry) => {
    expect(firstIn(`${record.slice(0, gap)}${line}\n${record.slice(gap)}`)).toBe(entry)
  })
})
