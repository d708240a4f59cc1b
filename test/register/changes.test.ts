/** A change of one byte, a write that was cut off, and larger changes: each is found where it is. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { orderFindings } from '../../src/register/order.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'
import { appendLine } from '../../src/register/writer.ts'
import { strideOf } from '../stride.ts'
import { found } from './found.ts'
import { at, events, honestEvents, salt, sealOf, write } from './sample.ts'

const { text, buffers } = write(events)
const bytes = Buffer.from(text)

describe('a change of one byte', () => {
  const stride = strideOf(11)
  const values = [0x00, 0x0a, 0x0d, 0x20, 0x30, 0x2d, 0x5c, 0x60, 0x61, 0x80, 0xff]
  // A signature takes longer to check than all the rest: few lines have one.
  const small = write([...events.slice(0, 3), ...events.slice(4, 7)], (n) => n < 2 || n > 5)
  const bytes = Buffer.from(small.text)

  /** The serial that a byte belongs to: from the empty line before its line to the end of its signature. */
  const ownerOf = (parts: readonly string[], offset: number): number => {
    let end = 0
    return parts.findIndex((one) => {
      end += one.length
      return offset < end
    })
  }

  const expectFound = (changed: Buffer, { text: before, buffers: parts } = small): void => {
    const original = Buffer.from(before)
    if (changed.equals(original)) return
    let offset = 0
    while (offset < original.length && changed[offset] === original[offset]) offset++
    const [first] = found(changed)
    if (offset >= original.length) expect(first).toEqual(['torn', parts.length])
    else expect({ offset, serial: first?.[1] }).toEqual({ offset, serial: ownerOf(parts, offset) })
  }

  it('is found and placed: another value', () => {
    for (let offset = 0; offset < bytes.length; offset += stride) {
      const changed = Buffer.from(bytes)
      const value = values[offset % values.length] ?? 0
      changed[offset] = value === bytes[offset] ? value ^ 1 : value
      expectFound(changed)
      changed[offset] = (bytes[offset] ?? 0) ^ 1
      expectFound(changed)
    }
  })

  it('is found and placed: one more', () => {
    for (let offset = 0; offset <= bytes.length; offset += stride)
      for (const value of [values[offset % values.length] ?? 0, bytes[offset] ?? 0])
        expectFound(Buffer.concat([bytes.subarray(0, offset), Buffer.of(value), bytes.subarray(offset)]))
  })

  it('is found and placed: one less', () => {
    for (let offset = 0; offset < bytes.length; offset++)
      expectFound(Buffer.concat([bytes.subarray(0, offset), bytes.subarray(offset + 1)]))
  })

  it('is found and placed: any value anywhere, in any register', () => {
    fc.assert(
      fc.property(
        honestEvents,
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        (all, rarely, any, value) => {
          const written = write(all, (n) => n % rarely === 0)
          const changed = Buffer.from(written.text)
          changed[any % changed.length] = value
          expectFound(changed, written)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('a write that was cut off', () => {
  it('is torn wherever it was cut, and all that was whole is kept', () => {
    // With a change of keys, and a line that is not signed.
    const { text, buffers } = write([...events.slice(0, 3), ...events.slice(4, 6)], (n) => n !== 3)
    const bytes = Buffer.from(text)
    let whole = 0
    for (let length = 0; length <= bytes.length; length++) {
      const cut = bytes.subarray(0, length)
      const parsed = parseRegister(cut)
      const codes = registerProblems(parsed, checkRegisterSignatures(parsed)).map(({ code }) => code)
      if (length < (buffers[0] ?? '').length) {
        expect(codes).toEqual(['not-begun'])
        continue
      }
      expect(codes.filter((code) => code !== 'torn')).toEqual([])
      const keep = parsed.torn?.at ?? length
      expect(parseRegister(cut.subarray(0, keep))).toMatchObject({ problems: [], lines: parsed.lines })
      expect(keep).toBeGreaterThanOrEqual(whole)
      whole = Math.max(whole, keep)
    }
    expect(whole).toBe(bytes.length)
  })

  it('is torn where zeros stand for what was not written', () => {
    const last = buffers.at(-1) ?? ''
    const start = bytes.length - last.length
    for (let from = start; from < bytes.length; from += 7)
      for (const to of [from + 1, from + 40, bytes.length]) {
        const zeroed = Buffer.from(bytes).fill(0, from, Math.min(to, bytes.length))
        expect(parseRegister(zeroed).problems.map(({ code, serial }) => [code, serial])).toEqual([
          ['torn', events.length],
        ])
      }
    expect(found(Buffer.alloc(300))).toEqual([['not-begun', 0]])
    expect(found(Buffer.concat([bytes.subarray(0, 60), Buffer.alloc(300)]))).toEqual([['not-begun', 0]])
  })

  it('keeps no change of keys without its signature', () => {
    const rotated = buffers.slice(0, 6).join('')
    const unsigned = rotated.slice(0, rotated.lastIndexOf('`sign'))
    expect(found(unsigned)).toEqual([['torn', 5]])
    expect(found(`${unsigned}\`sign 5 ab`)).toEqual([['torn', 5]])
    expect(found(unsigned + buffers[6])[0]).toEqual(['malformed', 5])
  })
})

describe('a larger change', () => {
  const without = (n: number): string => buffers.filter((_, i) => i !== n).join('')

  it('of a line taken out is found where it is missing', () => {
    for (let n = 1; n < events.length; n++) expect(found(without(n))[0]).toEqual(['misnumbered', n])
  })

  it('of a line that stands twice, or in another place, is found there', () => {
    for (let n = 1; n < events.length; n++) {
      const twice = [...buffers.slice(0, n + 1), ...buffers.slice(n)].join('')
      expect(found(twice)[0]).toEqual(['misnumbered', n + 1])
      const swapped = [...buffers]
      swapped.splice(n, 2, buffers[n + 1] ?? '', buffers[n] ?? '')
      expect(found(swapped.join(''))[0]).toEqual(['misnumbered', n])
    }
  })

  it('of a line within the grammar is found by its seal alone, and each such line is named', () => {
    const changed = text.replace('entry 3,', 'entry 4,').replace('Redacted', 'Exported')
    expect(parseRegister(changed).problems.map(({ code, serial }) => [code, serial])).toEqual([
      ['changed', 3],
      ['changed', 7],
    ])
  })

  it('of a line and its seal is found by the signature, and by the seal after it', () => {
    const { head } = write(events.slice(0, 2))
    const step = appendLine(head, at, { kind: 'not-begun', id: 'K7-2026-0099' }, () => 'ab'.repeat(64))
    const changed = [...buffers.slice(0, 3), step?.text, ...buffers.slice(4)].join('')
    expect(found(changed).slice(0, 2)).toEqual([
      ['signature-wrong', 3],
      ['changed', 4],
    ])
  })

  it('of a line that another register has is found', () => {
    const other = write(events.slice(1)).buffers
    expect(found([...buffers.slice(0, 2), other[1], ...buffers.slice(3)].join(''))[0]?.[1]).toBe(2)
  })

  it('next to another is found as well', () => {
    const part = (n: number): string => buffers[n] ?? ''
    const both = (three: string, four: string) =>
      found([...buffers.slice(0, 3), three, four, ...buffers.slice(5)].join(''))
    const [broken, other] = [part(3).replace('Sealed', 'Saeled'), part(4).replace('entry 12', 'entry 13')]
    expect(both(broken, other)).toEqual([
      ['malformed', 3],
      ['changed', 4],
    ])
    expect(both(broken, part(4))).toEqual([['malformed', 3]])
    expect(both(part(3).replace('`seal 3', '`seel 3'), part(4))).toEqual([['malformed', 3]])
    expect(both(broken, part(4).replace('`seal 4', '`seel 4'))).toEqual([['malformed', 3]])
    expect(both(broken, `\nwords\n${part(4)}`)).toEqual([['malformed', 3]])
    expect(both(broken, '')).toEqual([
      ['malformed', 3],
      ['misnumbered', 4],
    ])
    // A seal is said once, and what is changed after it as well.
    const sealed = part(3).replace(/(`seal 3 )(.)/, (_, start: string, digit: string) =>
      start.concat(digit === '0' ? '1' : '0'),
    )
    expect(both(sealed, part(4)).filter(([code]) => code === 'changed')).toEqual([['changed', 3]])
    expect(both(sealed, other).filter(([code]) => code === 'changed')).toEqual([
      ['changed', 3],
      ['changed', 4],
    ])
    const back = both(part(3).replace('`seal 3', '`seel 3'), part(2))
    expect(back.filter(([code]) => code === 'misnumbered')).toEqual([
      ['misnumbered', 3],
      ['misnumbered', 3],
    ])
  })

  it('of the lines around a seal and its signature is of the line that they belong to', () => {
    const three = buffers[3] ?? ''
    const first = (changed: string): unknown =>
      found([...buffers.slice(0, 3), changed, ...buffers.slice(4)].join(''))[0]
    const sign = three.indexOf('`sign 3')
    for (let at = sign; at < sign + 5; at++)
      for (const [left, put] of [
        [1, ''],
        [1, 'x'],
        [1, '\n'],
        [0, 'x'],
        [0, '\n'],
        [0, '`'],
      ] as const)
        expect([at - sign, put, first(three.slice(0, at) + put + three.slice(at + left))]).toEqual([
          at - sign,
          put,
          ['malformed', 3],
        ])
    for (const [one, two] of [
      [/(`seal 3 .*)/, '$1x'],
      [/(`sign 3 .*)/, '$1x'],
      [/\n\n(`seal 3)/, '\nx$1'],
    ] as const)
      expect([two, first(three.replace(one, two))]).toEqual([two, ['malformed', 3]])
    expect(first(three + three.slice(sign))).toEqual(['malformed', 4])
    expect(found(`${buffers[0]}${three.slice(sign)}${buffers.slice(1).join('')}`)[0]).toEqual([
      'malformed',
      1,
    ])
  })

  it('of a signature is found before a line that is damaged or missing, too', () => {
    const { head } = write(events.slice(0, 2))
    const forged = appendLine(head, at, events[2] as RegisterEvent, () => 'ab'.repeat(64))?.text ?? ''
    const withFourth = (four: string) =>
      found([...buffers.slice(0, 3), forged, four, ...buffers.slice(5)].join('')).slice(0, 2)
    expect(withFourth('')).toEqual([
      ['signature-wrong', 3],
      ['misnumbered', 4],
    ])
    expect(withFourth((buffers[4] ?? '').replace('Sealed', 'Saeled'))).toEqual([
      ['signature-wrong', 3],
      ['malformed', 4],
    ])
  })

  it('of the end cut off at a line cannot be found in the file', () => {
    expect(found(buffers.slice(0, 5).join(''))).toEqual([])
  })

  it('of words between two lines is found, and everything else is read', () => {
    const parsed = parseRegister([...buffers.slice(0, 3), 'Hello\n', ...buffers.slice(3)].join(''))
    expect(parsed.problems.map(({ code, serial }) => [code, serial])).toEqual([['malformed', 3]])
    expect(parsed.lines).toHaveLength(events.length)
  })

  it('of the header is found, and every line is read', () => {
    const cases = [
      ['K7', 'K8', 'changed', 'K8'],
      [salt, sha256('x'), 'changed', 'K7'],
      ['Format', 'format', 'malformed', ''],
      ['`seal 0', '`seel 0', 'malformed', 'K7'],
      ['# Escalation', '# Eskalation', 'malformed', ''],
      ['- Salt', '+ Salt', 'malformed', ''],
      [salt, salt.slice(1), 'malformed', ''],
    ] as const
    for (const [one, two, code, mark] of cases) {
      const parsed = parseRegister(text.replace(one, two))
      expect([parsed.mark, parsed.salt !== '', parsed.seal !== '']).toEqual([
        mark,
        mark !== '',
        code === 'changed',
      ])
      expect(parsed.problems.map((problem) => [problem.code, problem.serial])).toEqual([[code, 0]])
      expect(parsed.lines).toHaveLength(events.length)
    }
  })

  it('says at most a hundred things', () => {
    const many = write(
      Array.from(
        { length: 300 },
        (_, i): RegisterEvent => ({ kind: 'not-begun', id: `K7-2026-${1000 + i}` }),
      ),
    )
    expect(
      parseRegister(many.text.replaceAll('Not begun: K7-2026', 'Not begun: K7-2027')).problems,
    ).toHaveLength(100)
    const never = Array.from({ length: 150 }, (_, i) => {
      const id = `K7-2026-${1000 + i}`
      return {
        row: i + 1,
        line: { n: i + 1, at, kind: 'sealed', entry: 1, id, seal: sealOf(id, 1) },
      } as const
    })
    expect(orderFindings('K7', never, false)).toHaveLength(100)
    expect(orderFindings('B3', never, false)).toEqual([])
  })
})
