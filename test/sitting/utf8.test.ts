/** Bytes that are text stay what they are; bytes that are none are found where they stand. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { startWithAnswers } from '../../src/commands/answers.ts'
import { flowNew } from '../../src/commands/flow-new.ts'
import { decodeUtf8, firstNotUtf8 } from '../../src/sitting/utf8.ts'
import { readWalks } from '../../src/sitting/walk-files.ts'
import { diskWith, testPorts } from '../commands/ports.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text, 'utf8')

test('what is text comes back byte for byte, a byte order mark too', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.boolean(), (text, marked) => {
      const given = bytes(`${marked ? '\ufeff' : ''}${text}`)
      expect(bytes(decodeUtf8(given) ?? 'none')).toEqual(given)
      expect(firstNotUtf8(given)).toEqual({ line: 1, column: 1 })
    }),
  )
})

test('a byte that is none is placed by line and column, wherever it stands', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.string({ unit: 'grapheme' }),
      (above, before) => {
        const rows = [...above.map((row) => row.replaceAll('\n', '')), before.replaceAll('\n', '')]
        const given = Buffer.concat([bytes(rows.join('\n')), Buffer.of(0xff), bytes('after\n')])
        expect(decodeUtf8(given)).toBeUndefined()
        expect(firstNotUtf8(given)).toEqual({ line: rows.length, column: (rows.at(-1) ?? '').length + 1 })
      },
    ),
  )
})

describe('a file that is no text, read by a command', () => {
  const latin1 = Buffer.from('policy: southwark\nscenario: caf\xe9\n', 'latin1')
  const portsWith = (file: string) => testPorts({ disk: diskWith({ [file]: latin1 }) })
  const there = { exitCode: 2, message: expect.stringContaining(':2:14 Here the file is not UTF-8 text.') }

  test('answers for a case: nothing is started', async () => {
    const { ports } = portsWith('/here/answers.yaml')
    const done = startWithAnswers(ports, { answers: '/here/answers.yaml', casebook: '/book' })
    await expect(done).rejects.toMatchObject(there)
    expect(ports.disk.stat('/book')).toBeUndefined()
  })

  test('answers for a new flow: nothing is written', async () => {
    const { ports } = portsWith('/here/answers.yaml')
    const done = flowNew(ports, { answers: 'answers.yaml', folder: 'ours', plain: true })
    await expect(done).rejects.toMatchObject(there)
    expect(ports.disk.stat('/here/ours')).toBeUndefined()
  })

  test('a walk', () => {
    const { ports } = portsWith('/here/mine/walks/first.yaml')
    expect(() => readWalks(ports, 'mine')).toThrow(
      'mine/walks/first.yaml:2:14 Here the file is not UTF-8 text.',
    )
  })
})
