/** Two programs that wrote to one file at once, or copies that were joined. */
import { describe, expect, it } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { redact } from '../../src/record/redact.ts'
import { appendFact, sealEntry } from '../../src/record/writer.ts'
import { sign } from './key.ts'
import { facts, write } from './sample.ts'

const { head, text } = write(facts)

const noted = (words: string, sealed: boolean): string => {
  const at = '2026-11-28T09:00:00+00:00'
  const step = appendFact(
    head,
    { kind: 'note' },
    { kind: 'answer', at, field: 'note', value: { kind: 'text', text: words } },
    sign,
  )
  return step.text + (sealed ? sealEntry(step.head, sign).text : '')
}

const found = (record: string): unknown =>
  parseRecord(record).problems.map(({ code, entry }) => [code, entry])

describe('an entry that stands a second time', () => {
  it('is another version, sealed or not', () => {
    for (const [first, second] of [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const)
      expect(found(text + noted('ours', first) + noted('theirs', second))).toEqual([['two-versions', 9]])
  })

  it('is no version where it is the same entry once more', () => {
    expect(found(text + noted('ours', true) + noted('ours', true))).toEqual([['misnumbered', 10]])
  })

  it('is another version though its heading stands twice', () => {
    const doubled = noted('theirs', true).replace('## 9 Note\n\n', '$&$&')
    expect(found(text + noted('ours', true) + doubled)).toEqual([
      ['misnumbered', 10],
      ['malformed', 9],
      ['two-versions', 9],
    ])
  })

  it('is no version in a redacted copy where its salts are damaged', () => {
    const copyOf = (record: string): string => redact(record, parseRecord(record), () => false)
    const theirs = copyOf(text + noted('theirs', true))
    const copy = copyOf(text + noted('ours', true)) + theirs.slice(theirs.indexOf('\n## 9 '))
    expect(found(copy)).toEqual([['two-versions', 9]])
    const last = copy.lastIndexOf('`salt 9 1 ')
    expect(found(copy.slice(0, last) + copy.slice(copy.indexOf('\n', last) + 1))).toEqual([
      ['misnumbered', 10],
      ['malformed', 9],
    ])
  })

  it('is no version where only the number was changed', () => {
    const changed = (text + noted('ours', true)).replace('\n## 9 ', '\n## 8 ')
    expect(found(changed)).toContainEqual(['misnumbered', 9])
  })
})
