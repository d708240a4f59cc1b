/** The bytes of a record as lines, and what was done to them. */
import { expect, it, test } from 'vitest'
import { bytesOfLines, longestRecord, readText } from '../../src/record/text.ts'

test.each<readonly [string, string | Uint8Array, ReturnType<typeof readText>]>([
  ['nothing', '', { text: '', lines: [''], starts: [0] }],
  [
    'ASCII',
    Buffer.from('a\n\nbc\n'),
    { text: 'a\n\nbc\n', lines: ['a', '', 'bc', ''], starts: [0, 2, 3, 6] },
  ],
  ['UTF-8', Buffer.from('é\nb'), { text: 'é\nb', lines: ['é', 'b'], starts: [0, 2] }],
  [
    'CRLF',
    Buffer.from('a\nb\r\nc'),
    { text: 'a\nb\nc', lines: ['a', 'b', 'c'], starts: [0, 2, 4], converted: 1 },
  ],
  ['CR alone', 'a\rb', { text: 'a\rb', lines: ['a\rb'], starts: [0] }],
  ['a byte order mark', '\ufeffa', { text: 'a', lines: ['a'], starts: [0], converted: 0 }],
  [
    'a mark that is not at the beginning',
    'a\r\n\ufeffb',
    { text: 'a\n\ufeffb', lines: ['a', '\ufeffb'], starts: [0, 2], converted: 0 },
  ],
  [
    'bytes that are no UTF-8',
    Buffer.from('a\n\xff\nb\n\xff', 'latin1'),
    {
      text: 'a\n\ufffd\0\nb\n\ufffd\0',
      lines: ['a', '\ufffd\0', 'b', '\ufffd\0'],
      starts: [0, 2, 5, 7],
      notUtf8: 1,
    },
  ],
])('%s', (_, source, expected) => {
  expect(readText(source)).toStrictEqual(expected)
})

it('of what is larger than any record is none', () => {
  expect(readText(Buffer.alloc(longestRecord))).toBeDefined()
  expect(readText(Buffer.alloc(longestRecord + 1))).toBeUndefined()
})

it('counts bytes to the end of a line', () => {
  for (const source of ['aé\n\nb\n', Buffer.from('aé\n\nb\n')])
    expect([0, 1, 2, 3].map((count) => bytesOfLines(source, count))).toEqual([0, 4, 5, 7])
})
