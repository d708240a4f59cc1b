import { describe, expect, it, test } from 'vitest'
import type { RegisterEvent } from '../../src/register/line.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { checkRegisterSignatures } from '../../src/register/signatures.ts'
import { appendLine, beginRegister } from '../../src/register/writer.ts'
import { found } from './found.ts'
import { at, events, keys, salt, sealOf, signAs, write } from './sample.ts'

const { text } = write(events)

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

  it('is not looked at where a later one covers it, though a line between is out of order', () => {
    const { head, text: before } = write([{ kind: 'key-new', key: first }])
    const wrong = appendLine(head, at, { kind: 'not-begun', id: 'K7-2026-0009' }, signAs(second))
    if (wrong === undefined) throw new Error('not written')
    const never: RegisterEvent = { kind: 'sealed', id: 'K7-2026-0042', entry: 4, seal: sealOf('x', 4) }
    const after = appendLine(wrong.head, at, never, signAs(first))
    expect(found(before + wrong.text + after?.text)).toEqual([['out-of-order', 3]])
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
    const signed = write([{ kind: 'key-new', key: first }, opened])
    expect(found(signed.text.replace('Key: new', 'Key: now'))).toEqual([['malformed', 1]])
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
