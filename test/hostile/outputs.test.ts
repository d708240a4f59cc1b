/**
 * No text reaches a terminal or a file as anything but text: a sample of what test/long/outputs.test.ts does with every code point and
 * every hostile string. And every file of src that prints has its row in the list of outputs.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { liveIn, strayIn, unseenIn } from './live.ts'
import { codePointTexts, outputs, sendAll } from './outputs.ts'
import { hostileStrings } from './strings.ts'

const some = hostileStrings.filter((text, i) => text.length < 400 && i % 40 === 0)
const blocks = [
  [0, 0xff],
  [0x2000, 0x206f],
  [0xd7f0, 0xd80f],
  [0xdbf0, 0xdc0f],
  [0xfff0, 0x1000f],
  [0xe0000, 0xe007f],
] as const

test.each(outputs)('$name: nothing live, nothing unseen, nothing that is more than text', async (output) => {
  const texts = [
    ...some,
    ...blocks.flatMap(([from, to]) => codePointTexts(Math.min(output.room, 128), from, to)),
  ]
  const { live, unseen, stray, missing } = await sendAll(output, texts)
  expect({ live, unseen, stray }).toEqual({ live: [], unseen: [], stray: [] })
  if (output.refuses !== true) expect(missing).toEqual([])
})

describe('the list of outputs', () => {
  // main.ts is the wiring: of its own it prints the code of an error, and no text.
  const printing = /\bports\.(?:out|err)\b|\boutput\.write\(|\bdisk\.write\(/
  const root = new URL('../../src/', import.meta.url)
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  const print = files
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name !== 'main.ts' && printing.test(readFileSync(new URL(name, root), 'utf8')))

  it('has every file of src that prints or writes', () => {
    expect([...new Set(outputs.flatMap(({ prints }) => prints))].sort()).toEqual(print.sort())
  })
})

describe('what is looked for is found', () => {
  it.each([
    ['a sequence', '\x1b[31m', ['U+1b']],
    ['one of eight bits', 'a\u009bb', ['U+9b']],
    ['directions', '\u202e\u2066', ['U+202e', 'U+2066']],
    ['line ends, half a pair', '\u2028\ud800', ['U+2028', 'U+d800']],
    ['controls', 'a\tb\rc\x7f', ['U+9', 'U+d', 'U+7f']],
    ['nothing', 'two\nlines, é, 東京', []],
  ])('%s', (_, text, found) => {
    expect(liveIn(text, 'lines')).toEqual(found)
    expect(liveIn(`\x1b[2;1H${text}\x1b[K`, 'rich')).toEqual(found)
  })

  it('what cannot be seen, but acts on nothing', () => {
    expect(unseenIn('a\u2800b\u{e0041}', 'lines')).toEqual(['U+2800', 'U+e0041'])
  })

  it.each([
    ['html', '<p class="a">x &lt; y</p>', []],
    ['html', '<p>x<script>y</p>', ['<', '>']],
    ['html', '<p>a & b</p>', ['&']],
    ['html', '<p onclick="x">a</p>', ['<p onclick="x">']],
    ['html', '<a href="https://example.org">a</a>', ['<a href="https://example.org">']],
    ['svg', '<g><text x="1">"</text></g>', ['"']],
    ['mermaid', 'flowchart BT\n  c1v0["a"]\n  click c1v0', ['  click c1v0']],
    ['dot', 'digraph policy {\n  "a" [label="b\\"; c"];\n}', []],
    ['dot', '  "a" [label="b"; URL="c\\"];', ['   [label=; URL="c\\"];']],
    ['json', '{"a": "b}', ['no JSON']],
    ['ics', 'SUMMARY:a;b\r\nDTSTART;VALUE=DATE:1\r\nc: d\r\n', ['c: d']],
  ] as const)('%s: %s', (kind, text, found) => {
    expect(strayIn(text, kind)).toEqual(found)
  })
})
