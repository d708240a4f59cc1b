/** What a person reads of a record that is not as it should be: each sentence, the line of the file, and what to do about it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, test } from 'vitest'
import { finding, findingCodes } from '../../src/record/finding.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { checkSignatures, problemsOf } from '../../src/record/signatures.ts'
import { longestRecord } from '../../src/record/text.ts'
import { vectors } from '../verify/vectors.ts'

const read = (name: string): Buffer => {
  const { folder = '', expected } = vectors.find((one) => one.name === name) ?? {}
  return readFileSync(join(folder, expected?.files[0] ?? ''))
}

const told = (source: Uint8Array | string): readonly string[] => {
  const record = parseRecord(source)
  return problemsOf(record, checkSignatures(record)).map(
    ({ code, entry, line, message }) => `${code} ${entry}, line ${line}: ${message}`,
  )
}

test.each([
  ['004-signed', []],
  ['100-stamp-z', ['malformed 1, line 14: Line 14 is not as a record has it: entry 1 was changed.']],
  [
    '238-header-id-small',
    ['malformed 0, line 1: Line 1 is not as the header of a record has it: entry 0 was changed.'],
  ],
  ['420-seal-id', ['changed 3, line 32: Entry 3 does not fit its seal: changed at entry 3.']],
  ['438-seal-0-with-signature', ['changed 0, line 1: The header does not fit its seal: changed at entry 0.']],
  [
    '495-signature-by-nobody',
    ['signature-wrong 1, line 10: The signature of entry 1 is by nobody: no device before it names a key.'],
  ],
  [
    '530-entry-removed',
    [
      'misnumbered 2, line 21: Entry 2 should stand here, and entry 3 does.',
      'changed 3, line 21: Entry 3 does not fit its seal: changed at entry 3.',
    ],
  ],
  [
    '558-two-versions-sealed',
    [
      'two-versions 5, line 57: Entry 5 stands here a second time: two programs wrote at once, or two copies were joined.',
    ],
  ],
  [
    '590-torn-line-end',
    ['torn 5, line 48: The last write was cut off: from line 48 on there is nothing whole.'],
  ],
  ['618-empty', ['not-begun 0, line 1: Nothing is in the file: neither a record nor a part of one.']],
  [
    '619-begun-first-letter',
    [
      'not-begun 0, line 1: Only the beginning of a header is in the file, as the first write of a record leaves it that was cut off.',
    ],
  ],
  ['626-header-cut-and-words', ['malformed 0, line 1: The header of the record is not whole.']],
  [
    '650-converted-crlf',
    [
      'converted 0, line 1: Line ends or a byte order mark were converted, first on line 1; the content was checked without them.',
    ],
  ],
  [
    '652-converted-crlf-at-a-seal',
    [
      'converted 3, line 37: Line ends or a byte order mark were converted, first on line 37; the content was checked without them.',
    ],
  ],
  ['662-cr-throughout', ['not-a-record 0, line 1: The file is no escalation record.']],
  [
    '665-not-utf-8-and-sealed',
    [
      'changed 1, line 10: Entry 1 does not fit its seal: changed at entry 1.',
      'malformed 1, line 12: Line 12 is not as a record has it: entry 1 was changed.',
      'not-utf-8 1, line 13: Line 13 has bytes in it that are no UTF-8.',
    ],
  ],
  ['678-format-2', ['unknown-format 0, line 3: The record is written in the format rungs-record 2.']],
  ['733-copy-not-sealed', ['malformed 5, line 57: The copy was cut off: from line 57 on it is not whole.']],
  [
    '492-signatures-by-another-key',
    [
      [1, 10],
      [2, 21],
      [3, 32],
      [4, 42],
    ].map(
      ([n, line]) =>
        `signature-wrong ${n}, line ${line}: The signature of entry ${n} was not made with the key that the record names.`,
    ),
  ],
])('%s', (vector, expected) => {
  expect(told(read(vector))).toEqual(expected)
})

it('of an entry is said where its heading stands', () => {
  let said = 0
  for (const { name, expected } of vectors) {
    if (expected.lengthened !== undefined || expected.findings.length === 0 || name === '692-missing')
      continue
    const bytes = read(name)
    const lines = bytes.toString('latin1').split(/\r?\n/)
    const record = parseRecord(bytes)
    for (const { code, entry, line } of problemsOf(record, checkSignatures(record))) {
      if (!['misnumbered', 'two-versions', 'signature-wrong', 'changed'].includes(code) || entry === 0)
        continue
      expect([name, code, lines[line - 1]]).toEqual([name, code, expect.stringMatching(/^## \d+ /)])
      said++
    }
  }
  expect(said).toBeGreaterThan(100)
})

const header = read('003-no-entry').toString()

test.each([
  [
    'zero bytes',
    '\0'.repeat(300),
    ['not-begun 0, line 1: Nothing is in the file: neither a record nor a part of one.'],
  ],
  [
    'a header that was cut off, and zero bytes',
    `${header.slice(0, -3)}${'\0'.repeat(300)}`,
    [
      'not-begun 0, line 1: Only the beginning of a header is in the file, as the first write of a record leaves it that was cut off.',
    ],
  ],
  [
    'a header that was cut off, with other line ends',
    header.slice(0, 60).replaceAll('\n', '\r\n'),
    [
      'not-begun 0, line 1: Only the beginning of a header is in the file, as the first write of a record leaves it that was cut off.',
    ],
  ],
  ...['- Format: rungs-record 2 x', '-- Format: rungs-record 2', '- Format: rungs-record 1234567890'].map(
    (line): [string, string, string[]] => [
      line,
      header.replace('- Format: rungs-record 1', line),
      ['malformed 0, line 3: Line 3 is not as the header of a record has it: entry 0 was changed.'],
    ],
  ),
  [
    'another format of something else',
    header.replace('# Escalation', '# Eskalation').replace('rungs-record 1', 'rungs-record 2'),
    ['malformed 0, line 1: Line 1 is not as the header of a record has it: entry 0 was changed.'],
  ],
  [
    'a line end converted where an entry begins',
    read('004-signed').toString().replace('\n\n## 3 ', '\n\r\n## 3 '),
    [
      'converted 3, line 31: Line ends or a byte order mark were converted, first on line 31; the content was checked without them.',
    ],
  ],
  [
    'a line end converted before a heading without its empty line',
    read('004-signed').toString().replace('\n\n## 3 ', '\r\n## 3 '),
    [
      'converted 2, line 30: Line ends or a byte order mark were converted, first on line 30; the content was checked without them.',
      'malformed 3, line 31: Line 31 is not as a record has it: entry 3 was changed.',
    ],
  ],
  [
    'a line end converted in damage before a heading',
    read('004-signed').toString().replace('\n\n## 3 ', '\n\nwords\r\n\n## 3 '),
    [
      'converted 3, line 32: Line ends or a byte order mark were converted, first on line 32; the content was checked without them.',
      'malformed 3, line 32: Line 32 is not as a record has it: entry 3 was changed.',
    ],
  ],
  [
    'a line end converted where an entry begins, and no empty line after its heading',
    read('004-signed')
      .toString()
      .replace(/\n\n(## 3 .*\n)\n/, '\n\r\n$1'),
    [
      'converted 3, line 31: Line ends or a byte order mark were converted, first on line 31; the content was checked without them.',
      'changed 3, line 32: Entry 3 does not fit its seal: changed at entry 3.',
      'malformed 3, line 33: Line 33 is not as a record has it: entry 3 was changed.',
    ],
  ],
])('%s', (_, source, expected) => {
  expect(told(source)).toEqual(expected)
})

it('nothing but what there is is said of a record', () => {
  const { salt, seal, ...rest } = parseRecord(read('003-no-entry'))
  expect([salt.length, seal.length]).toEqual([64, 64])
  expect(rest).toStrictEqual({
    id: 'K7-2026-0042',
    zone: 'Europe/London',
    entries: [],
    problems: [],
    unsealed: 0,
    redacted: false,
    leftOut: [],
  })
  const keysIn = (vector: string): readonly string[] =>
    Object.keys(parseRecord(read(vector)).entries[0] ?? {})
  const always = ['n', 'place', 'line', 'facts', 'sealed']
  expect(keysIn('010-nothing-sealed')).toEqual(always)
  expect(keysIn('005-unsigned')).toEqual([...always, 'seal'])
  expect(keysIn('004-signed')).toEqual([...always, 'seal', 'signature'])
})

it('nothing is said of a record where nothing can be read of it', () => {
  const nothing = {
    id: '',
    zone: '',
    salt: '',
    seal: '',
    entries: [],
    unsealed: 0,
    redacted: false,
    leftOut: [],
  }
  expect(parseRecord('# Shopping')).toEqual({ ...nothing, problems: [expect.objectContaining({ line: 1 })] })
  const damaged = parseRecord(read('004-signed').toString().replace('- Zone', '+ Zone'))
  expect(damaged).toMatchObject({ id: '', zone: '', salt: '', redacted: false, leftOut: [], unsealed: 0 })
  expect(damaged.entries).toHaveLength(4)
})

it('a file that is larger than any record is not read', () => {
  expect(told(Buffer.alloc(longestRecord + 1))).toEqual([
    'too-large 0, line 1: The file has more than 16777216 bytes.',
  ])
})

it('each finding says what to do about it', () => {
  const keep = 'Compare with a backup, and keep this file as it is.'
  expect(Object.fromEntries(findingCodes.map((code) => [code, finding(code, 0, 1, '').hint]))).toEqual({
    'not-a-record':
      'A record begins with "# Escalation record" and its id. Check that this is the right file.',
    'not-begun':
      'If it was never more than this, nothing is lost: start a new case. A file that was emptied or cut looks the same: a register or a backup would show that.',
    misnamed: 'Give the file its own name back, or look for the record that should stand here.',
    'too-large': 'No record of a case is that large. Check that this is the right file.',
    'unknown-format': 'Read it with a newer version of the program.',
    'not-utf-8': keep,
    converted:
      'The content was checked as if it had not been. Keep records out of programs that convert text.',
    malformed: keep,
    misnumbered: keep,
    'two-versions': 'Keep the file as it is, and ask who wrote which.',
    changed: keep,
    torn: 'Resume the case: the cut-off part is set aside, and everything before it is kept.',
    'signature-wrong': keep,
  })
})
