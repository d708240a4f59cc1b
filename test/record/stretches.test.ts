/** How damage is said: once for each stretch, at its first line, of the entry that it begins in. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'

const golden = (name: string): string => readFileSync(new URL(`golden/1/${name}`, import.meta.url), 'latin1')
const record = golden('K7-2026-0001.md')

const saidOf = (text: string): readonly string[] => {
  const parsed = parseRecord(Buffer.from(text, 'latin1'))
  const problems = problemsOf(parsed, checkSignatures(parsed))
  return problems.map(({ code, entry, line }) => `${code} ${entry}, line ${line}`)
}

describe('damage', () => {
  it('in a header is one stretch with what follows it', () => {
    expect(saidOf(record.replace('- Zone: Europe/London\n', ''))).toEqual(['malformed 0, line 4'])
    expect(saidOf(record.replace(/> 0b6e.*\n\n/, ''))).toEqual(['malformed 0, line 6'])
  })

  it('is every line with bytes that are no UTF-8, though the code is said once', () => {
    const two = record.replace('J. Example', 'J. \xff').replace('A. Example', 'A. \xff')
    expect(saidOf(two)).toEqual([
      'changed 1, line 10',
      'malformed 1, line 15',
      'not-utf-8 1, line 16',
      'malformed 3, line 38',
    ])
  })

  it('is a quoted line without its space', () => {
    expect(saidOf(record.replace('> \\- seen', '>x\\- seen'))).toEqual([
      'changed 2, line 21',
      'malformed 2, line 25',
    ])
  })

  it('in a tail is torn and nothing else, whatever it is', () => {
    const torn = (tail: string): readonly string[] =>
      saidOf(`${record}${tail}`).map((one) => one.split(',')[0] ?? '')
    for (const tail of ['hello\nworld\n', '\n## 4 Note\n\n- 2026-11-19T10:41:00+00:00 Note:\n> \xc3', '\0\0'])
      expect(torn(tail)).toEqual(['torn 4'])
    expect(saidOf(record.replace(/(`sign 3 )./, '$1g'))).toEqual(['torn 3, line 44'])
  })

  it('is a receipt for an entry that is not before its own', () => {
    const receipt = (entry: number): string =>
      `${record}\n## 4 Note\n\n- 2026-11-19T10:45:00+00:00 Receipt: entry ${entry}, 1234 5678 9012 3456 7888\n` +
      '- 2026-11-19T10:46:00+00:00 Note:\n> x\n'
    expect(saidOf(receipt(3))).toEqual([])
    expect(saidOf(receipt(4))).toEqual(['malformed 4, line 48'])
    expect(saidOf(receipt(5))).toEqual(['malformed 4, line 48'])
  })

  it('is said a hundred times at most, signatures included', () => {
    const many = `${record}\n## 4 Note\n\n${'- 2026-11-19T10:46:00+00:00 Note:\n> x\nbad\n'.repeat(150)}`
    const said = saidOf(`${many}- 2026-11-19T10:46:00+00:00 Note:\n> x\n`.replace(/`sign 1 ./, '`sign 1 1'))
    expect(said).toHaveLength(100)
  })
})
