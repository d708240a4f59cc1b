import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { sha256 } from '../../src/record/digest.ts'
import { registerFinding, registerFindingCodes } from '../../src/register/finding.ts'
import {
  formatRegister,
  largestRegister,
  type ParsedRegister,
  parseRegister,
} from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'
import { beginRegister, signEnd } from '../../src/register/writer.ts'
import { found } from './found.ts'
import { at, events, honestEvents, keys, salt, sealOf, signAs, write } from './sample.ts'

const { text, buffers } = write(events)
const bytes = Buffer.from(text)

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
    expect(signed?.text).toMatch(/^`sign 4 [0-9a-f]{128}`\n$/)
    expect(signed?.head).toEqual(write(events.slice(0, 4)).head)
    expect(signEnd(signed?.head ?? unsigned.head, signAs(keys[0] ?? ''))).toBeUndefined()
    expect(signEnd(unsigned.head, () => undefined)).toBeUndefined()
    expect(signEnd(beginRegister('K7', salt).head, signAs(keys[0] ?? ''))).toBeUndefined()
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
