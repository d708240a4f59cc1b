import { describe, expect, it, test } from 'vitest'
import { formatFact } from '../../src/record/format.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { findTorn, readableTorn } from '../../src/record/recover.ts'
import { appendFact, resumeRecord, sealEntry } from '../../src/record/writer.ts'
import { sign } from './key.ts'
import { facts, write } from './sample.ts'

const { text, buffers } = write(facts)
const bytes = Buffer.from(text)
const headerEnd = Buffer.byteLength(buffers[0] ?? '')

/** Where the final LF of each fact is, in bytes. */
const factEnds = facts.map(([, fact], i) => {
  const before = buffers.slice(0, i + 2).join('')
  expect(before.endsWith(formatFact(fact))).toBe(true)
  return Buffer.byteLength(before)
})

describe('a record cut at any byte', () => {
  it('loses no fact whose last LF is before the cut, and is whole after', () => {
    for (let cut = headerEnd; cut <= bytes.length; cut++) {
      const left = bytes.subarray(0, cut)
      const kept = left.subarray(0, findTorn(left)?.keep ?? cut)
      const parsed = parseRecord(kept)
      expect(parsed.problems).toEqual([])
      expect(parsed.entries.reduce((sum, entry) => sum + entry.facts.length, 0)).toBe(
        factEnds.filter((end) => end <= cut).length,
      )
      expect(findTorn(kept)).toBeUndefined()
    }
  })

  it('is sealed again as if it had not been cut', () => {
    for (let cut = headerEnd; cut <= bytes.length; cut += 7) {
      const left = bytes.subarray(0, cut)
      const kept = left.subarray(0, findTorn(left)?.keep ?? cut).toString()
      let head = resumeRecord(parseRecord(kept))
      let again = kept
      for (const [place, fact] of facts.slice(factEnds.filter((end) => end <= cut).length)) {
        const step = appendFact(head, place, fact, sign)
        head = step.head
        again += step.text
      }
      again += sealEntry(head, sign).text
      // A signature that was cut off is not made again: the next one covers its entry.
      if (/`seal \d+ [0-9a-f]{64}`\n$/.test(kept) && kept.length > headerEnd)
        expect(parseRecord(again).problems).toEqual([])
      else expect(again).toBe(text)
    }
  })

  it('in its header is not torn but never begun, with zero bytes in place of the rest too', () => {
    for (let cut = 0; cut < headerEnd; cut++)
      for (const rest of [0, headerEnd - cut]) {
        const left = Buffer.concat([bytes.subarray(0, cut), Buffer.alloc(rest)])
        expect(findTorn(left)).toBeUndefined()
        expect(parseRecord(left).problems.map(({ code }) => code)).toEqual(['not-begun'])
      }
  })
})

describe('a torn tail', () => {
  const tails = {
    'half a fact': '\n## 9 Note\n\n- 2026-11-28T09:00:00+00:00 No',
    'a fact without its text': '\n## 9 Note\n\n- 2026-11-28T09:00:00+00:00 Note:\n',
    'one line of two': '\n## 9 Note\n\n- 2026-11-28T09:00:00+00:00 Note, 2 lines:\n> one\n',
    'a heading alone': '\n## 9 Note\n\n',
    'an empty line': '\n',
    'zero bytes': '\0'.repeat(512),
    garbage: '\ufffd\u0003x\n\ny',
  }
  test.each(Object.entries(tails))('%s is found, and everything before it kept', (_, tail) => {
    const found = findTorn(Buffer.concat([bytes, Buffer.from(tail)]))
    expect(found?.keep).toBe(bytes.length)
    expect(Buffer.from(found?.torn ?? []).toString()).toBe(tail)
    expect(readableTorn(found?.torn ?? Buffer.alloc(0))).not.toMatch(/[\0\ufffd]/)
  })

  it('is found in bytes that are no UTF-8 and after converted line ends', () => {
    const crlf = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`)
    const found = findTorn(Buffer.concat([crlf, Buffer.of(0x2d, 0x20, 0xe2, 0x82)]))
    expect(found?.keep).toBe(crlf.length)
    expect(parseRecord(Buffer.concat([bytes, Buffer.of(0xff)])).problems.map(({ code }) => code)).toEqual([
      'torn',
    ])
  })

  it('is quoted as far as it can be read, and no longer than is of use', () => {
    const quoted = (tail: string): string => readableTorn(Buffer.from(tail))
    expect(quoted('\0- a\u0007 b\ufffd\u007f\n> c\0\0')).toBe('- a b\n> c')
    expect(quoted('x'.repeat(4001))).toBe('x'.repeat(4000))
    expect(quoted('\u{1f600}'.repeat(3000))).toBe('\u{1f600}'.repeat(2000))
    expect(readableTorn(Buffer.from('before- after').subarray(6, 8))).toBe('-')
  })

  it('can be read', () => {
    const tail = '## 9 Note\n\n- 2026-11-28T09:00:00+00:00 Note:\n> They ra'
    const { torn } = findTorn(Buffer.from(`${text}\n${tail}`)) ?? {}
    expect(readableTorn(torn ?? Buffer.alloc(0))).toBe(tail)
  })
})

describe('damage that is not at the tail', () => {
  it('is never torn', () => {
    for (const [from, to] of [
      ['`seal 4 ', '`seel 4 '],
      ['## 8 Closing', '## 8 Losing'],
      ['- 2026-11-27T15', '- 2026-11-27X15'],
    ] as const) {
      const damaged = Buffer.from(text.replace(from, to))
      expect(findTorn(damaged)).toBeUndefined()
      expect(parseRecord(damaged).problems.length).toBeGreaterThan(0)
    }
    const half = Buffer.from(
      '\n## 9 Note\n\n- 2026-11-28T09:00:00+00:00 Note:\n> They ra\n## 9 Note\n\n- 2026-11-28T09:00:00+00:00 Device: K7\n',
    )
    const overwritten = parseRecord(Buffer.concat([bytes, half]))
    expect(overwritten.torn).toBeUndefined()
    expect(overwritten.problems[0]?.entry).toBe(9)
  })
})
