import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatLine, isMark, type RegisterLine, readLine } from '../../src/register/line.ts'
import { anyEvent, at, events, keys, sealOf } from './sample.ts'

const seal = sealOf('x', 1)
const [key = '', other = ''] = keys

describe('a line of a register', () => {
  it('is read as it was written, and printed as it was read', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), anyEvent, (n, event) => {
        const line: RegisterLine = { n, at, ...event }
        const text = formatLine(line)
        expect(readLine(text)).toEqual(line)
        expect(formatLine(readLine(text) ?? line)).toBe(text)
      }),
    )
  })

  it('is spelled as the page has it', () => {
    const hidden = (text: string): string => text.replace(/`[0-9a-f]{64}`/g, 'H')
    expect(events.map((event, i) => hidden(formatLine({ n: i + 1, at, ...event })))).toEqual([
      `- 1 ${at} Key: new, key H`,
      `- 2 ${at} Opened: K7-2026-0042, entry 0, seal H`,
      `- 3 ${at} Sealed: K7-2026-0042, entry 3, seal H`,
      `- 4 ${at} Sealed: B3-2026-0007, entry 12, seal H`,
      `- 5 ${at} Key: rotated, key H, before H`,
      `- 6 ${at} Closed: K7-2026-0042, entry 8, seal H`,
      `- 7 ${at} Redacted: K7-2026-0042, entry 8, seal H, copy sha256 H`,
      `- 8 ${at} Not begun: K7-2026-0043`,
      `- 9 ${at} Key: lost, key H, before H`,
      `- 10 ${at} Exported: K7-2026-0042, entry 8, seal H, copy sha256 H`,
      `- 11 ${at} Transferred: B3-2026-0007, entry 12, seal H`,
      `- 12 ${at} Destroyed: K7-2026-0042, entry 8, seal H`,
    ])
  })

  it('may be about a record that was never more than its header', () => {
    for (const [word, kind] of [
      ['Transferred', 'transferred'],
      ['Destroyed', 'destroyed'],
    ])
      expect(readLine(`- 1 ${at} ${word}: K7-2026-0042, entry 0, seal \`${seal}\``)).toMatchObject({
        kind,
        entry: 0,
      })
  })

  test.each([
    `- 0 ${at} Key: new, key \`${key}\``,
    `- 01 ${at} Key: new, key \`${key}\``,
    `- 1 ${at} Key: new, key \`${key.toUpperCase()}\``,
    `- 1 ${at} Key: new, key \`${key}\` `,
    `- 1 ${at} Key: lost, key \`${key}\``,
    `- 1 ${at} Key: rotated, key \`${key}\`, before \`${key}\``,
    `- 1 ${at} Key: stolen, key \`${key}\`, before \`${other}\``,
    `- 1 2026-02-30T10:31:05+00:00 Not begun: K7-2026-0043`,
    `- 1 2026-11-19T10:31:05Z Not begun: K7-2026-0043`,
    `- 1 ${at} Not begun: k7-2026-0043`,
    `- 1 ${at} Not begun: TRAINING-2026-0001`,
    `- 1 ${at} Opened: TRAINING-2026-0001, entry 0, seal \`${seal}\``,
    `- 1 ${at} Destroyed: TRAINING-2026-0001, entry 3, seal \`${seal}\``,
    `- 1 ${at} Exported: TRAINING-2026-0001, entry 3, seal \`${seal}\`, copy sha256 \`${seal}\``,
    `- 1 ${at} Not begun: K7-2026-0043, entry 1`,
    `- 1 ${at} Opened: K7-2026-0042, entry 1, seal \`${seal}\``,
    `- 1 ${at} Sealed: K7-2026-0042, entry 0, seal \`${seal}\``,
    `- 1 ${at} Closed: K7-2026-0042, entry 0, seal \`${seal}\``,
    `- 1 ${at} Sealed: K7-2026-0042, entry 01, seal \`${seal}\``,
    `- 1 ${at} Sealed: K7-2026-0042, entry 1, seal \`${seal.slice(1)}\``,
    `- 1 ${at} Sealed: K7-2026-0042, entry 1, seal \`${seal}\`, copy sha256 \`${seal}\``,
    `- 1 ${at} Redacted: K7-2026-0042, entry 1, seal \`${seal}\``,
    `- 1 ${at} Sealed: K7--2026, entry 1, seal \`${seal}\``,
    `- 1 ${at} Shredded: K7-2026-0042, entry 1, seal \`${seal}\``,
    `- 1 ${at} Sealed:  K7-2026-0042, entry 1, seal \`${seal}\``,
    `* 1 ${at} Not begun: K7-2026-0043`,
    `x- 1 ${at} Not begun: K7-2026-0043`,
    `- 1 ${at} Not begun: K7-2026-0043\n`,
    `- 1 ${at} not begun: K7-2026-0043`,
    `- 1 ${at} Begun: K7-2026-0043`,
    `- 1 ${at} Key: x new, key \`${key}\``,
    `- 1 ${at} Key: new, key \`${key}`,
    `- 1 ${at} Key: new, key \`${key}\`, before \`${other}\``,
    `- 1 ${at} Key: x rotated, key \`${key}\`, before \`${other}\``,
    `- 1 ${at} Key: rotated, key \`${key}\`, before \`${other}\` x`,
    `- 1 ${at} Sealed: x K7-2026-0042, entry 1, seal \`${seal}\``,
    `- 1 ${at} Sealed: K7-2026-0042, entry 1, seal \`${seal}\` x`,
    `- 1 ${at} Sealed: K7-2026-0042, entry x, seal \`${seal}\``,
    `- 1234567890 ${at} Not begun: K7-2026-0043`,
    '',
  ])('is none: %s', (text) => {
    expect(readLine(text)).toBeUndefined()
  })

  it('names devices by capitals and digits', () => {
    for (const mark of ['K7', 'A', '7', 'A'.repeat(20)]) expect([mark, isMark(mark)]).toEqual([mark, true])
    for (const mark of ['', 'k7', 'K7 ', ' K7', 'K7\n', 'K-7', 'A'.repeat(21)])
      expect([mark, isMark(mark)]).toEqual([mark, false])
  })

  it('cannot be written where it has no spelling', () => {
    const wrong: readonly RegisterLine[] = [
      { n: 0, at, kind: 'not-begun', id: 'K7-2026-0043' },
      { n: 1.5, at, kind: 'not-begun', id: 'K7-2026-0043' },
      { n: 1, at: 'now', kind: 'not-begun', id: 'K7-2026-0043' },
      { n: 1, at, kind: 'not-begun', id: 'K7\n- 2' },
      { n: 1, at, kind: 'not-begun', id: 'TRAINING-2026-0001' },
      { n: 1, at, kind: 'opened', id: 'TRAINING-2026-0001', entry: 0, seal },
      { n: 1, at, kind: 'sealed', id: 'K7-2026-0043', entry: 0, seal },
      { n: 1, at, kind: 'opened', id: 'K7-2026-0043', entry: 0, seal: 'x' },
      { n: 1, at, kind: 'key-lost', key, before: key },
    ]
    for (const line of wrong) expect(() => formatLine(line)).toThrow('cannot be written')
  })
})
