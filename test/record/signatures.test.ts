/** Which entries are signed, by whose key, and which are only covered by a later signature. */
import { readFileSync } from 'node:fs'
import { expect, it, test } from 'vitest'
import { parseRecord } from '../../src/record/parse.ts'
import { checkSignatures } from '../../src/record/signatures.ts'
import { key } from './key.ts'
import { write } from './sample.ts'

const read = (vector: string): Buffer =>
  readFileSync(new URL(`../vectors/${vector}/K7-2026-0042.md`, import.meta.url))

const runsIn = (source: Uint8Array | string): readonly string[] => {
  const { runs } = checkSignatures(parseRecord(source))
  const keys = [...new Set(runs.map(({ key }) => key))]
  return runs.map(({ key, mark, from, to, unsigned }) => {
    const covered = unsigned.map((one) => `${one.from}-${one.to}`)
    return [`${mark} ${keys.indexOf(key)}: ${from}-${to}`, ...covered].join(' without ')
  })
}

test.each([
  ['004-signed', ['K7 0: 1-4']],
  ['005-unsigned', []],
  ['480-two-devices', ['K7 0: 1-2', 'M3 1: 3-4']],
  ['481-two-devices-by-turns', ['K7 0: 1-1', 'M3 1: 2-2', 'K7 0: 3-4']],
  ['482-key-changed', ['K7 0: 1-2', 'K7 1: 3-4']],
  ['484-unsigned-between', ['K7 0: 1-4 without 2-3']],
  ['485-unsigned-at-the-end', ['K7 0: 1-2']],
  ['486-unsigned-first', ['K7 0: 1-2 without 1-1']],
  ['488-last-signature-removed', ['K7 0: 1-3']],
  ['489-wrong-and-covered', ['K7 0: 1-4']],
  ['490-signature-removed', ['K7 0: 1-4 without 2-2']],
  ['491-signature-changed', ['K7 0: 1-4 without 2-2']],
  ['492-signatures-by-another-key', []],
  ['495-signature-by-nobody', []],
  ['496-signature-by-nobody-any-more', ['K7 0: 1-1']],
])('%s', (vector, expected) => {
  expect(runsIn(read(vector))).toEqual(expected)
})

it('one by nobody is wrong where nothing is missing that could have named a key', () => {
  const text = read('495-signature-by-nobody').toString()
  const wrong = (source: string): readonly string[] =>
    checkSignatures(parseRecord(source)).findings.map(({ code, entry }) => `${code} ${entry}`)
  for (const source of [text, `${text}\n## `, text.replaceAll('\n', '\r\n')])
    expect(wrong(source)).toEqual(['signature-wrong 1'])
  expect(wrong(text.replace('- Zone', '+ Zone'))).toEqual([])
})

it('a device that goes by another mark with the same key is another', () => {
  const at = '2026-11-19T10:31:05+00:00'
  const device = (mark: string) => ({ kind: 'device', at, mark, key }) as const
  const value = { kind: 'text', text: 'x' } as const
  const note = { kind: 'answer', at, field: 'note', value } as const
  const { text } = write([
    [{ kind: 'sitting' }, device('K7')],
    [{ kind: 'note' }, note],
    [{ kind: 'sitting' }, device('A2')],
    [{ kind: 'note' }, note],
  ])
  expect(runsIn(text)).toEqual(['K7 0: 1-2', 'A2 0: 3-4'])
})
