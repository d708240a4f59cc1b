import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import { registerFinding, registerFindingCodes } from '../../src/register/finding.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { orderFindings } from '../../src/register/order.ts'
import {
  formatRegister,
  largestRegister,
  type ParsedRegister,
  parseRegister,
} from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'
import { appendLine, beginRegister, signEnd } from '../../src/register/writer.ts'
import { strideOf } from '../stride.ts'
import { at, events, honestEvents, keys, salt, sealOf, signAs, write } from './sample.ts'

const { text, buffers } = write(events)
const bytes = Buffer.from(text)

const found = (source: Uint8Array | string): readonly (readonly [string, number])[] => {
  const parsed = parseRegister(source)
  return registerProblems(parsed, checkRegisterSignatures(parsed)).map(({ code, serial }) => [code, serial])
}

describe('a register', () => {
  it('reads without a problem', () => {
    const parsed = parseRegister(bytes)
    expect(found(bytes)).toEqual([])
    expect([parsed.mark, parsed.salt, parsed.torn]).toEqual(['K7', salt, undefined])
    expect(parsed.lines.map(({ line: { n, at: written, ...event } }) => [n, written, event])).toEqual(
      events.map((event, i) => [i + 1, at, event]),
    )
    const rows = text.split('\n')
    for (const { row, line } of parsed.lines) expect(rows[row - 1]).toMatch(new RegExp(`^- ${line.n} `))
  })

  it('prints exactly as it was read, and an honest one is never called wrong', () => {
    fc.assert(
      fc.property(honestEvents, fc.integer({ min: 1, max: 5 }), (all, rarely) => {
        const written = write(all, (n) => n % rarely === 0).text
        expect(found(written)).toEqual([])
        expect(formatRegister(parseRegister(written))).toBe(written)
      }),
    )
  })

  it('is sealed as docs/record-format.md says', () => {
    const header = `# Escalation register K7\n\n- Format: rungs-register 1\n- Salt: \`${salt}\`\n`
    const seal0 = sha256(`rungs-register 1 seal\nK7\n0\nnone\nnone\n${header}`)
    expect(buffers[0]).toBe(`${header}\n\`seal 0 ${seal0}\`\n`)
    const line = `- 1 ${at} Key: new, key \`${keys[0]}\``
    const seal1 = sha256(`rungs-register 1 seal\nK7\n1\n${seal0}\nnone\n${line}\n`)
    const sign1 = `\`sign 1 ${signAs(keys[0] ?? '')(seal1)}\``
    expect(buffers[1]).toBe(`\n${line}\n\n\`seal 1 ${seal1}\`\n${sign1}\n`)
    const line2 = `- 2 ${at} Opened: K7-2026-0042, entry 0, seal \`${sealOf('K7-2026-0042', 0)}\``
    const seal2 = sha256(`rungs-register 1 seal\nK7\n2\n${seal1}\n${sign1}\n${line2}\n`)
    expect(buffers[2]).toContain(`\n${line2}\n\n\`seal 2 ${seal2}\`\n`)
  })

  it('is begun under no mark and with no salt that has no spelling', () => {
    expect(() => beginRegister('k7', salt)).toThrow('no header of a register')
    expect(() => beginRegister('K7', salt.slice(1))).toThrow('no header of a register')
  })

  it('can be signed later where the key was locked', () => {
    const unsigned = write(events.slice(0, 4), (n) => n < 4)
    const signed = signEnd(unsigned.head, signAs(keys[0] ?? ''))
    expect(found(unsigned.text + (signed?.text ?? ''))).toEqual([])
    expect(signed?.head).toEqual(write(events.slice(0, 4)).head)
    expect(signEnd(signed?.head ?? unsigned.head, signAs(keys[0] ?? ''))).toBeUndefined()
    expect(signEnd(unsigned.head, () => undefined)).toBeUndefined()
    expect(signEnd(beginRegister('K7', salt).head, signAs(keys[0] ?? ''))).toBeUndefined()
  })
})

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

describe('a signature', () => {
  const [first = '', second = '', third = ''] = keys

  it('is by the key that the register names, in runs', () => {
    expect(checkRegisterSignatures(parseRegister(text)).runs).toEqual([
      { key: first, by: 'new', from: 1, to: 5 },
      { key: second, by: 'rotated', from: 6, to: 8 },
      { key: third, by: 'lost', from: 9, to: 12 },
    ])
    const rotated = write([{ kind: 'key-rotated', key: second, before: first }, ...events.slice(1, 3)])
    expect(checkRegisterSignatures(parseRegister(rotated.text)).runs).toEqual([
      { key: first, by: 'new', from: 1, to: 1 },
      { key: second, by: 'rotated', from: 2, to: 3 },
    ])
  })

  it('is wrong by any other key', () => {
    const { head, text: before } = write(events.slice(0, 3))
    const sealed: RegisterEvent = { kind: 'sealed', id: 'K7-2026-0042', entry: 4, seal: sealOf('x', 4) }
    const step = appendLine(head, at, sealed, signAs(second))
    expect(found(before + step?.text)).toEqual([['signature-wrong', 4]])
  })

  it('is told of a hundred lines at most, the last ones', () => {
    const lines = Array.from({ length: 150 }, (_, i) => ({
      line: { n: i + 1, at, kind: 'not-begun', id: `K7-2026-${1000 + i}` } as const,
      seal: sealOf('x', i),
      signature: `\`sign ${i + 1} ${'ab'.repeat(64)}\``,
      row: i + 1,
    }))
    const { findings } = checkRegisterSignatures({ mark: 'K7', salt, seal: '', lines, problems: [] })
    expect(findings.map(({ code, serial }) => [code, serial])).toEqual(
      Array.from({ length: 100 }, (_, i) => ['signature-wrong', 51 + i]),
    )
  })

  it('is wrong where no key was named', () => {
    const begun = beginRegister('K7', salt)
    const step = appendLine(begun.head, at, { kind: 'not-begun', id: 'K7-2026-0001' }, signAs(first))
    const whole = `${begun.text}${step?.text}`
    expect(found(whole)).toEqual([['signature-wrong', 1]])
    // Nothing is missing there that could have named one.
    expect(found(`${whole}- 2`)).toEqual([
      ['signature-wrong', 1],
      ['torn', 2],
    ])
    expect(found(whole.replaceAll('\n', '\r\n'))).toEqual([
      ['converted', 0],
      ['signature-wrong', 1],
    ])
  })

  it('of a change of keys is by the old one, or by the new one where the old is lost', () => {
    const { head, text: before } = write(events.slice(0, 3))
    const by = (kind: 'key-rotated' | 'key-lost', signer: string): readonly (readonly [string, number])[] => {
      const step = appendLine(head, at, { kind, key: second, before: first }, signAs(signer))
      return found(before + step?.text)
    }
    expect(by('key-rotated', first)).toEqual([])
    expect(by('key-rotated', second)).toEqual([['signature-wrong', 4]])
    expect(by('key-lost', second)).toEqual([])
    expect(by('key-lost', first)).toEqual([['signature-wrong', 4]])
    expect(
      appendLine(head, at, { kind: 'key-lost', key: second, before: first }, () => undefined),
    ).toBeUndefined()
  })

  it('is missing while no key could be kept, and that is in order', () => {
    const late: readonly RegisterEvent[] = [
      { kind: 'opened', id: 'K7-2026-0001', entry: 0, seal: sealOf('a', 0) },
      { kind: 'key-new', key: first },
      { kind: 'sealed', id: 'K7-2026-0001', entry: 1, seal: sealOf('a', 1) },
    ]
    expect(found(write(late).text)).toEqual([])
    expect(checkRegisterSignatures(parseRegister(write(late).text)).runs).toEqual([
      { key: first, by: 'new', from: 1, to: 3 },
    ])
  })
})

describe('the order of lines', () => {
  const id = 'K7-2026-0001'
  const opened: RegisterEvent = { kind: 'opened', id, entry: 0, seal: sealOf(id, 0) }
  const sealed = (entry: number, of = id): RegisterEvent => ({
    kind: 'sealed',
    id,
    entry,
    seal: sealOf(of, entry),
  })
  const closed: RegisterEvent = { kind: 'closed', id, entry: 5, seal: sealOf(id, 5) }
  const destroyed: RegisterEvent = { kind: 'destroyed', id, entry: 5, seal: sealOf(id, 5) }
  const [first = '', second = '', third = ''] = keys

  test.each<readonly [string, readonly RegisterEvent[], readonly (readonly [string, number])[]]>([
    ['a record of this device that was never opened', [sealed(1)], [['out-of-order', 1]]],
    ['a record that goes back', [opened, sealed(5), sealed(4)], [['out-of-order', 3]]],
    ['an entry with two seals', [opened, sealed(5), sealed(5, 'x')], [['two-versions', 3]]],
    ['a record that was begun twice', [opened, { ...opened, seal: sealOf('x', 0) }], [['two-versions', 2]]],
    [
      'a record that goes on after its destruction',
      [opened, sealed(5), destroyed, sealed(6)],
      [['out-of-order', 4]],
    ],
    ['one that was opened again then', [opened, sealed(5), destroyed, opened, sealed(6)], []],
    [
      'a number that was taken again',
      [opened, sealed(5), destroyed, { ...opened, seal: sealOf('x', 0) }],
      [],
    ],
    ['a number of a record that was never begun', [{ kind: 'not-begun', id }, opened, sealed(1)], []],
    ['a note on a closed case', [opened, closed, sealed(6)], []],
    ['the same twice', [opened, opened, sealed(1), sealed(1)], []],
    [
      'a copy of an older state',
      [opened, sealed(5), { kind: 'redacted', id, entry: 3, seal: sealOf(id, 3), copy: first }],
      [],
    ],
    [
      'a copy of another version',
      [opened, sealed(5), { kind: 'redacted', id, entry: 5, seal: sealOf('x', 5), copy: first }],
      [['two-versions', 3]],
    ],
    ['a record of another device', [{ kind: 'sealed', id: 'B3-2026-0001', entry: 4, seal: first }], []],
    [
      'a first key twice',
      [
        { kind: 'key-new', key: first },
        { kind: 'key-new', key: second },
      ],
      [['out-of-order', 2]],
    ],
    [
      'a key that was not the one before',
      [
        { kind: 'key-new', key: first },
        { kind: 'key-lost', key: third, before: second },
      ],
      [['out-of-order', 2]],
    ],
    ['a change of no key', [{ kind: 'key-lost', key: third, before: second }], [['out-of-order', 1]]],
  ])('%s', (_, all, expected) => {
    expect(found(write(all).text)).toEqual(expected)
  })

  it('is not judged after damage, where a line may be missing', () => {
    const { buffers: parts } = write([opened, sealed(1)])
    expect(found([parts[0], parts[1]?.replace('Opened', 'Opaned'), parts[2]].join(''))).toEqual([
      ['malformed', 1],
    ])
    const rotated = write([
      { kind: 'key-new', key: first },
      { kind: 'key-rotated', key: second, before: first },
    ])
    expect(found(rotated.text.replace('Key: new', 'Key: now'))).toEqual([['malformed', 1]])
    const wrongly = write([
      { kind: 'key-new', key: first },
      { kind: 'not-begun', id: 'K7-2026-0009' },
      { kind: 'key-lost', key: third, before: second },
    ])
    expect(found(wrongly.text.replace('Not begun', 'Not bagun'))).toEqual([
      ['malformed', 2],
      ['out-of-order', 3],
    ])
    expect(found(`${write([sealed(1)]).text}- 2`)).toEqual([
      ['out-of-order', 1],
      ['torn', 2],
    ])
  })
})

describe('a file that is not as it should be', () => {
  const codes = (source: Uint8Array | string): readonly string[] => found(source).map(([code]) => code)

  test.each<readonly [string, Uint8Array | string, readonly string[]]>([
    ['nothing', '', ['not-begun']],
    ['something else', '# Shopping\n\n- milk\n', ['not-a-register']],
    ['a record', '# Escalation record K7-2026-0001\n\n- Format: rungs-record 1\n', ['not-a-register']],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), ['not-a-register']],
    ['half a header', text.slice(0, 90), ['not-begun']],
    ['half a header, and something after it', `${text.slice(0, 90)} x`, ['malformed']],
    ['a header of no mark', text.slice(0, 90).replace('K7', 'k7'), ['not-a-register']],
    ['another format', text.replace('register 1\n', 'register 2\n'), ['unknown-format']],
    ['CRLF throughout', text.replaceAll('\n', '\r\n'), ['converted']],
    ['a byte order mark', `\ufeff${text}`, ['converted']],
    ['CR alone', text.replaceAll('\n', '\r'), ['not-a-register']],
    [
      'bytes that are no UTF-8',
      Buffer.concat([bytes.subarray(0, 500), Buffer.of(0xff), bytes.subarray(500)]),
      ['not-utf-8', 'malformed'],
    ],
    ['too much', Buffer.alloc(largestRegister + 1), ['too-large']],
  ])('%s', (_, source, expected) => {
    expect([...codes(source)].sort()).toEqual([...expected].sort())
    for (const { message, hint, line } of parseRegister(source).problems) {
      expect(message).toMatch(/\.$/)
      expect(hint).toMatch(/\.$/)
      expect(line).toBeGreaterThan(0)
    }
  })

  it('has bytes that are no UTF-8 in the line of the register that they have damaged', () => {
    const [broken, reworded] = [3, 6].map((n) => `- ${n} ${at} `)
    const source = Buffer.from(text.replace(reworded ?? '', '* '), 'latin1')
    source[source.indexOf(broken ?? '') + 5] = 0xff
    expect(found(source)).toEqual([
      ['malformed', 3],
      ['not-utf-8', 3],
      ['malformed', 6],
    ])
  })

  it('is misnamed under the mark of another', () => {
    const parsed = parseRegister(text)
    const named = (mark: string): readonly string[] =>
      registerProblems(parsed, checkRegisterSignatures(parsed), mark).map(({ code }) => code)
    expect([named('K7'), named(''), named('B3')]).toEqual([[], [], ['misnamed']])
  })

  it('has a hint for every finding', () => {
    for (const code of registerFindingCodes) expect(registerFinding(code, 0, 1, '').hint).toMatch(/\.$/)
  })

  it('reads a converted register whole, and knows where its torn end begins', () => {
    const converted = Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`)
    const parsed = parseRegister(converted)
    expect(parsed.lines).toEqual(parseRegister(text).lines)
    expect(parsed.problems[0]).toMatchObject({ line: 1, serial: 0 })
    const torn = parseRegister(Buffer.concat([converted, Buffer.from('\r\n- 13')]))
    expect(torn.torn).toEqual({ at: converted.length })
  })

  const usable = (parsed: ParsedRegister): boolean =>
    parsed.problems.length <= 100 && parsed.problems.every(({ line, serial }) => line > 0 && serial >= 0)

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...buffers, ...text.split('\n'), '\n', '\r\n', '`', '- ', '\0')),
        fc.boolean(),
        (parts, begun) => {
          const parsed = parseRegister((begun ? (buffers[0] ?? '') : '') + parts.join('\n'))
          checkRegisterSignatures(parsed)
          expect(usable(parsed)).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (any) => parseRegister(any).problems.length > 0))
  })

  it('takes a time that grows with the size of a hostile file and no faster', () => {
    const started = performance.now()
    const group = buffers[2] ?? ''
    for (const part of [
      '\n- 1',
      '\n- 2 2026-11-19T10:31:05+00:00 Not begun: K7-2026-0001\n',
      '`seal 1 \n',
      '\n',
      '\n\n\n- ',
      group.slice(0, -2),
      group,
      `${group.slice(0, -10)}\n`,
      'x'.repeat(1000),
    ])
      for (const first of [buffers[0], '']) parseRegister(first + part.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(10_000)
  })
})
