import { describe, expect, it } from 'vitest'
import { readEnd } from '../../src/register/end.ts'
import { headerReach } from '../../src/register/header.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { appendLine, beginRegister, type RegisterHead } from '../../src/register/writer.ts'
import { at, events, salt, write } from './sample.ts'

const { text, buffers, head } = write(events)
const bytes = Buffer.from(text)

describe('the end of a register', () => {
  it('tells the next writer the same, however little of it is read', () => {
    const last = buffers.slice(-3).join('').length
    for (let length = last; length <= bytes.length; length += 13) {
      const end = bytes.subarray(-length)
      const read = readEnd('K7', bytes.subarray(0, headerReach), end, length === bytes.length)
      expect(read).toMatchObject({ kind: 'end', head, keep: length })
      if (read.kind === 'end') expect(read.lines.at(-1)).toMatchObject({ n: events.length, ...events.at(-1) })
    }
  })

  it('goes on after a cut at any byte as if it had never been', () => {
    for (let length = 0; length <= bytes.length; length++) {
      const cut = bytes.subarray(0, length)
      const read = readEnd('K7', cut, cut, true)
      if (read.kind === 'not-begun') {
        expect(length).toBeLessThan((buffers[0] ?? '').length)
        continue
      }
      if (read.kind !== 'end') throw new Error(`${length}: ${read.why}`)
      expect(parseRegister(cut).torn?.at ?? length).toBe(read.keep)
      if (length % 5 > 0) continue
      const step = appendLine(read.head, at, { kind: 'not-begun', id: 'K7-2026-0099' }, () => undefined)
      const next = cut.subarray(0, read.keep).toString() + step?.text
      expect(parseRegister(next).problems).toEqual([])
    }
  })

  it('is its header where it has no line, and nothing where that was not written', () => {
    const begun = Buffer.from(buffers[0] ?? '')
    const { head: opened } = beginRegister('K7', salt)
    expect(readEnd('K7', begun, begun, true)).toEqual({
      kind: 'end',
      head: opened,
      lines: [],
      keep: begun.length,
    })
    for (const nothing of [Buffer.of(), begun.subarray(0, 50), Buffer.alloc(400)])
      expect(readEnd('K7', nothing, nothing, true)).toEqual({ kind: 'not-begun' })
    expect(readEnd('K7', begun.subarray(0, 50), bytes, false)).toMatchObject({ kind: 'unusable' })
  })

  it('has the last signature with the seal that it is for', () => {
    const signedIn = (source: string): unknown => {
      const read = readEnd('K7', Buffer.from(source), Buffer.from(source), true)
      return read.kind === 'end' ? read.signed : read
    }
    const [seal, signature] = [/^`seal 12 (.*)`$/m, /^`sign 12 (.*)`$/m].map((one) => one.exec(text)?.[1])
    expect(signedIn(text)).toEqual({ seal, signature })
    const unsigned = write([...events, { kind: 'not-begun', id: 'K7-2026-0099' }], (n) => n < 13)
    expect(unsigned.head).toMatchObject({ n: 13, signature: 'none' })
    expect(signedIn(unsigned.text)).toEqual({ seal, signature })
    expect(signedIn(write(events.slice(0, 2), () => false).text)).toBeUndefined()
  })

  it('cannot be added to where it is not as it was written', () => {
    const whyNot = (source: Buffer, mark = 'K7'): string | undefined => {
      const read = readEnd(mark, source, source, true)
      return read.kind === 'unusable' ? read.why : undefined
    }
    expect(whyNot(bytes)).toBeUndefined()
    expect(whyNot(bytes, 'B3')).toBe('is that of K7')
    for (const changed of [
      text.replaceAll('\n', '\r\n'),
      text.replace('# Escalation', '# Eskalation'),
      `${text.slice(0, -300).replace(/Destroyed.*/, 'Lost')}${text.slice(-300)}`,
      '# Shopping\n',
    ])
      expect(whyNot(Buffer.from(changed))).toBe('is not as Rungs wrote it')
    const end = bytes.subarray(bytes.length - 100)
    expect(readEnd('K7', bytes, end, false)).toMatchObject({ kind: 'unusable' })
  })

  it('is gone on from after damage further up, which stays for all to see', () => {
    const changed = text.replace('Not begun', 'Not bagun')
    const read = readEnd('K7', Buffer.from(changed), Buffer.from(changed), true)
    expect(read).toMatchObject({ kind: 'end', head: head satisfies RegisterHead })
  })
})
