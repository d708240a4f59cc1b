import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { none, sealOf, segmentHash, segmentSalt, segmentsOf } from '../../src/record/seal.ts'
import {
  appendFact,
  beginRecord,
  type Head,
  resumeRecord,
  type Sign,
  sealEntry,
  signHead,
} from '../../src/record/writer.ts'
import { anyFact, anyPlace, anyText } from './generate.ts'
import { sign } from './key.ts'
import { facts, salt, write } from './sample.ts'

describe('the writer', () => {
  it('seals the open entry and opens the next in one buffer', () => {
    const { buffers } = write(facts)
    expect(buffers[7]).toMatch(
      /^\n`seal 1 [0-9a-f]{64}`\n`sign 1 [0-9a-f]{128}`\n\n## 2 About the case\n\n- .*\n$/,
    )
    expect(buffers[8]).toMatch(/^- 2026-11-19T10:32:02\+00:00 Due \(you\): .*\n$/)
  })

  it('seals nothing where nothing is open', () => {
    const { head } = beginRecord('K7-2026-0042', 'Europe/London', salt)
    expect(sealEntry(head)).toEqual({ head, text: '' })
    const sealed = write(facts).head
    expect(sealEntry(sealed)).toEqual({ head: sealed, text: '' })
  })

  it('signs the last seal later, where the key was locked when it was made', () => {
    const one = facts.slice(0, 6)
    const [place, fact] = facts[6] ?? []
    if (place === undefined || fact === undefined) throw new Error('the sample is too small')
    const open = write(one, false)
    const locked = sealEntry(open.head)
    const signed = signHead(locked.head, sign)
    expect(open.text + locked.text + signed.text).toBe(write(one).text)
    expect(signed.head).toEqual(write(one).head)
    const nothing: readonly (readonly [Head, Sign])[] = [
      [signed.head, sign],
      [appendFact(locked.head, place, fact).head, sign],
      [beginRecord('K7-2026-0042', 'Europe/London', salt).head, sign],
      [locked.head, () => undefined],
    ]
    for (const [head, by] of nothing) expect(signHead(head, by)).toEqual({ head, text: '' })
  })

  it('goes on after any fact as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyPlace, anyFact), { maxLength: 8 }), fc.boolean(), (all, sealed) => {
        const { head, text } = write(all, sealed)
        expect(resumeRecord(parseRecord(text))).toEqual(head)
      }),
    )
  })

  it('says nothing of an open entry where none is', () => {
    expect(Object.keys(resumeRecord(parseRecord(write(facts).text)))).toEqual([
      'id',
      'salt',
      'n',
      'seal',
      'signature',
    ])
  })

  it('opens a new entry for the same place after a seal', () => {
    const { head } = write(facts.slice(0, 1))
    expect(
      appendFact(head, { kind: 'sitting' }, { kind: 'device', at: '2026-11-19T10:31:05+00:00', mark: 'K7' })
        .text,
    ).toMatch(/^\n## 2 Sitting\n\n- /)
  })

  it('cannot resume what has no head', () => {
    for (const text of ['', `${write(facts).text}- `])
      expect(() => resumeRecord(parseRecord(text))).toThrow('a record without a head cannot be resumed')
  })

  it('covers the signature line of the entry before', () => {
    const { head } = write(facts.slice(0, 1))
    const signed: Head = { ...head, signature: `\`sign 1 ${'ab'.repeat(64)}\`` }
    const [place, fact] = facts[6] ?? []
    if (place === undefined || fact === undefined) throw new Error('the sample is too small')
    const step = (from: Head): Head => sealEntry(appendFact(from, place, fact).head).head
    expect(step(signed).seal).not.toBe(step(head).seal)
    expect(sealEntry(appendFact(head, place, fact).head, () => 'cd'.repeat(64)).head.signature).toBe(
      `\`sign 2 ${'cd'.repeat(64)}\``,
    )
  })
})

describe('a seal', () => {
  it('cuts an entry where quotations begin and end, and loses nothing', () => {
    expect(segmentsOf('## 1 Note\n\n- a:\n> x\n>\n> y\n- b\n- c:\n> z\n')).toEqual([
      '## 1 Note\n\n- a:\n',
      '> x\n>\n> y\n',
      '- b\n- c:\n',
      '> z\n',
    ])
    expect(segmentsOf('- a:\n> x')).toEqual(['- a:\n', '> x'])
    expect(segmentsOf('\n> x\n')).toEqual(['\n', '> x\n'])
    fc.assert(fc.property(anyText, (text) => segmentsOf(text).join('') === text))
  })

  it('is made as docs/record-format.md says', () => {
    const text = '## 1 Note\n\n- a:\n> x\n'
    const hashes = ['## 1 Note\n\n- a:\n', '> x\n'].map((segment, i) => {
      const own = sha256(`rungs-record 1 salt\n${salt}\n1\n${i}\n`)
      expect(segmentSalt(salt, 1, i)).toBe(own)
      expect(segmentHash(own, segment)).toBe(sha256(`rungs-record 1 segment\n${own}\n${segment}`))
      return segmentHash(own, segment)
    })
    const previous = 'a'.repeat(64)
    expect(sealOf({ id: 'K7-2026-0001', salt, n: 1, previous, signature: none, text })).toBe(
      sha256(`rungs-record 1 seal\nK7-2026-0001\n1\n${previous}\nnone\n2\n${hashes[0]}\n${hashes[1]}\n`),
    )
  })

  it('depends on each thing it covers', () => {
    const base = {
      id: 'K7-2026-0001',
      salt,
      n: 1,
      previous: 'a'.repeat(64),
      signature: none,
      text: '## 1 Note\n',
    }
    const others = [
      { id: 'K7-2026-0002' },
      { salt: 'b'.repeat(64) },
      { n: 2 },
      { previous: 'b'.repeat(64) },
      { signature: 'x' },
      { text: '## 1 Note\n\n' },
    ]
    expect(new Set([base, ...others.map((other) => ({ ...base, ...other }))].map(sealOf)).size).toBe(7)
  })
})
