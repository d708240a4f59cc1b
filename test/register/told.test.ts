/** What a person reads of a register that is not as it should be: each sentence, the line of the file, and what to do about it. */
import { describe, expect, it, test } from 'vitest'
import { isWhole, registerFinding, registerFindingCodes } from '../../src/register/finding.ts'
import { longestTorn } from '../../src/register/groups.ts'
import { headerReach } from '../../src/register/header.ts'
import type { RegisterEvent } from '../../src/register/line.ts'
import { largestRegister, parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures, registerProblems } from '../../src/register/signatures.ts'
import { appendLine, beginRegister } from '../../src/register/writer.ts'
import { at, events, keys, salt, sealOf, signAs, write } from './sample.ts'

const { text, buffers } = write(events)
const [first = '', second = '', third = ''] = keys
const id = 'K7-2026-0001'
const opened = { kind: 'opened', id, entry: 0, seal: sealOf(id, 0) } as const
const sealed = { kind: 'sealed', id, entry: 5, seal: sealOf(id, 5) } as const

const told = (source: Uint8Array | string, named = 'K7'): readonly string[] => {
  const parsed = parseRegister(source)
  return registerProblems(parsed, checkRegisterSignatures(parsed), named).map(
    ({ code, serial, line, message }) => `${code} ${serial}, line ${line}: ${message}`,
  )
}

describe('of a file', () => {
  test.each<readonly [string, Uint8Array | string, readonly string[]]>([
    ['nothing', '', ['not-begun 0, line 1: The register was never begun: its first write was cut off.']],
    ['something else', '# Shopping\n', ['not-a-register 0, line 1: The file is no escalation register.']],
    [
      'half a header, and something after it',
      `${text.slice(0, 90)} x`,
      ['malformed 0, line 1: The header of the register is not whole.'],
    ],
    [
      'too much',
      Buffer.alloc(largestRegister + 1),
      ['too-large 0, line 1: The file has more than 134217728 bytes.'],
    ],
    [
      'another format',
      text.replace('register 1\n', 'register 12\n'),
      ['unknown-format 0, line 3: The register is written in the format rungs-register 12.'],
    ],
    [
      'a changed header',
      text.replace('- Salt', '+ Salt'),
      ['malformed 0, line 4: Line 4 is not as the header of a register has it: it was changed.'],
    ],
    [
      'another mark in the header',
      text.replace('K7\n', 'K8\n'),
      [
        'changed 0, line 1: The header does not fit its seal: it was changed.',
        'misnamed 0, line 1: The file is named for K7, and it is the register of K8.',
      ],
    ],
    [
      'a byte order mark',
      `\ufeff${text}`,
      [
        'converted 0, line 1: Line ends or a byte order mark were converted, first on line 1; the content was checked without them.',
      ],
    ],
    [
      'other line ends',
      text.replace('\n\n- 3 ', '\r\n\r\n- 3 '),
      [
        'converted 2, line 16: Line ends or a byte order mark were converted, first on line 16; the content was checked without them.',
      ],
    ],
    [
      'other line ends from the empty line before a line on',
      text.replace('\n- 3 ', '\r\n- 3 '),
      [
        'converted 3, line 17: Line ends or a byte order mark were converted, first on line 17; the content was checked without them.',
      ],
    ],
    [
      'a write that was cut off',
      text.slice(0, -3),
      ['torn 12, line 66: The last write was cut off: from line 66 on there is nothing whole.'],
    ],
    [
      'words at the end',
      `${text}Hello\n`,
      ['torn 13, line 67: The last write was cut off: from line 67 on there is nothing whole.'],
    ],
    [
      'bytes at the end that are no UTF-8',
      Buffer.from(`${text}Hell\u00ff`, 'latin1'),
      [
        'not-utf-8 13, line 67: Line 67 has bytes in it that are no UTF-8.',
        'torn 13, line 67: The last write was cut off: from line 67 on there is nothing whole.',
      ],
    ],
    [
      'more at the end than one write leaves',
      `${text}${'x'.repeat(longestTorn + 1)}`,
      ['malformed 13, line 67: Line 67 is not as a register has it: serial 13 was changed.'],
    ],
    [
      'as much as one write leaves',
      `${text}${'x'.repeat(longestTorn)}`,
      ['torn 13, line 67: The last write was cut off: from line 67 on there is nothing whole.'],
    ],
    [
      'zeros as far as a header may go',
      Buffer.alloc(headerReach * 16),
      ['not-begun 0, line 1: The register was never begun: its first write was cut off.'],
    ],
    [
      'more zeros',
      Buffer.alloc(headerReach * 16 + 1),
      ['not-a-register 0, line 1: The file is no escalation register.'],
    ],
    [
      'a seal at the end',
      `${text}\`seal 13 ${salt}\`\n`,
      ['malformed 13, line 67: Line 67 is not as a register has it: serial 13 was changed.'],
    ],
    [
      'a signature at the end',
      `${text}\`sign 13 ${salt}${salt}\`\n`,
      ['malformed 13, line 67: Line 67 is not as a register has it: serial 13 was changed.'],
    ],
    [
      'half a header with other line ends',
      text.slice(0, 90).replaceAll('\n', '\r\n'),
      ['malformed 0, line 1: The header of the register is not whole.'],
    ],
    [
      'half a header with a byte order mark, and zeros',
      `\ufeff${text.slice(0, 90)}${'\0'.repeat(50)}`,
      ['malformed 0, line 1: The header of the register is not whole.'],
    ],
    [
      'a header with zeros in it',
      `${text.slice(0, 24)}\0${text.slice(24, 60)}`,
      ['not-a-register 0, line 1: The file is no escalation register.'],
    ],
    [
      'a line that is missing',
      buffers.filter((_, i) => i !== 3).join(''),
      ['misnumbered 3, line 18: Serial 3 should stand here, and serial 4 does.'],
    ],
    [
      'a changed word',
      text.replace('entry 3,', 'entry 4,'),
      ['changed 3, line 18: Serial 3 does not fit its seal: it was changed.'],
    ],
    [
      'a byte that is no UTF-8',
      Buffer.from(text.replace('- 3 ', '- 3\u00ff'), 'latin1'),
      [
        'malformed 3, line 17: Line 17 is not as a register has it: serial 3 was changed.',
        'not-utf-8 3, line 18: Line 18 has bytes in it that are no UTF-8.',
      ],
    ],
  ])('%s', (_, source, expected) => {
    expect(told(source)).toEqual(expected)
  })

  it('with bytes that are none of UTF-8, converted or beginning as a byte order mark does', () => {
    const codes = (source: Buffer): readonly string[] => told(source).map((one) => one.split(' ')[0] ?? '')
    const crlf = Buffer.from(text.replace('- 3 ', '- 3\u00ff').replaceAll('\n', '\r\n'), 'latin1')
    expect(codes(crlf)).toEqual(['converted', 'malformed', 'not-utf-8'])
    for (const start of [
      [0xef, 0xbb, 0x41],
      [0xef, 0x41, 0xbf],
    ])
      expect(codes(Buffer.concat([Buffer.from(start), Buffer.from(text)]))).toEqual([
        'not-utf-8',
        'malformed',
      ])
  })

  it('under another name', () => {
    expect(told(text, 'B3')).toEqual([
      'misnamed 0, line 1: The file is named for B3, and it is the register of K7.',
    ])
    expect([told(text, ''), told('# Shopping\n', 'B3').length]).toEqual([[], 1])
  })
})

it('nothing is said of the register where none can be read', () => {
  expect(parseRegister('# Shopping\n')).toMatchObject({ mark: '', salt: '', seal: '', lines: [] })
})

describe('of a line', () => {
  test.each<readonly [string, readonly RegisterEvent[], string]>([
    [
      'a record that was never opened',
      [sealed],
      'out-of-order 1, line 8: Serial 1 is out of order: K7-2026-0001 was never opened.',
    ],
    [
      'a record that goes back',
      [opened, sealed, { ...sealed, entry: 4 }],
      'out-of-order 3, line 16: Serial 3 is out of order: K7-2026-0001 stood at entry 5 before, and stands at entry 4 here.',
    ],
    [
      'an entry with two seals',
      [opened, sealed, { ...sealed, seal: sealOf('x', 5) }],
      'two-versions 3, line 16: Serial 3 is of another version: entry 5 of K7-2026-0001 has another seal here than before.',
    ],
    [
      'a record that was begun twice',
      [opened, { ...opened, seal: sealOf('x', 0) }],
      'two-versions 2, line 12: Serial 2 is of another version: K7-2026-0001 was begun already, with another seal.',
    ],
    [
      'a first key twice',
      [
        { kind: 'key-new', key: first },
        { kind: 'key-new', key: second },
      ],
      'out-of-order 2, line 13: Serial 2 is out of order: it names a first key, and there was one already.',
    ],
    [
      'a key that was not the one before',
      [
        { kind: 'key-new', key: first },
        { kind: 'key-lost', key: third, before: second },
      ],
      'out-of-order 2, line 13: Serial 2 is out of order: the key that it takes the place of is not the one before it.',
    ],
  ])('%s', (_, all, expected) => {
    expect(told(write(all).text)).toEqual([expected])
  })

  it('whose signature is wrong', () => {
    const begun = beginRegister('K7', salt)
    const one = appendLine(begun.head, at, opened, signAs(first))
    expect(told(begun.text + one?.text)).toEqual([
      'signature-wrong 1, line 8: The signature of serial 1 is by nobody: no line before it names a key.',
    ])
    const { head, text: before } = write([{ kind: 'key-new', key: first }])
    expect(told(before + appendLine(head, at, opened, signAs(second))?.text)).toEqual([
      'signature-wrong 2, line 13: The signature of serial 2 was not made with the key that the register names.',
    ])
  })
})

it('some of it says nothing against the lines that can be read', () => {
  const harmless = registerFindingCodes.filter((code) => isWhole([registerFinding(code, 0, 1, '')]))
  expect(harmless).toEqual(['not-begun', 'misnamed', 'not-utf-8', 'converted', 'torn'])
  expect(isWhole([registerFinding('torn', 0, 1, ''), registerFinding('changed', 0, 1, '')])).toBe(false)
})

it('each finding says what to do about it', () => {
  const keep = 'Compare with a backup, and keep this file as it is.'
  expect(
    Object.fromEntries(registerFindingCodes.map((code) => [code, registerFinding(code, 0, 1, '').hint])),
  ).toEqual({
    'not-a-register':
      'A register begins with "# Escalation register" and a mark. Check that this is the right file.',
    'not-begun': 'Nothing is lost: it is begun again with the next case.',
    misnamed: 'Give the file its own name back, or look for the register that should stand here.',
    'too-large': 'No register is that large. Check that this is the right file.',
    'unknown-format': 'Read it with a newer version of the program.',
    'not-utf-8': keep,
    converted:
      'The content was checked as if it had not been. Keep registers out of programs that convert text.',
    malformed: keep,
    misnumbered: keep,
    changed: keep,
    torn: 'Nothing is lost: what was to be written is written again with the next case.',
    'signature-wrong': keep,
    'out-of-order': 'Compare the record that it names with a backup, and keep both files as they are.',
    'two-versions': 'Look for another copy of the record that it names, and keep all of them as they are.',
  })
})
