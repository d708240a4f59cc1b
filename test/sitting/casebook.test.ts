import { expect, it } from 'vitest'
import { markOf } from '../../src/sitting/casebook.ts'
import { noSettings } from '../../src/sitting/settings.ts'
import { MARK_DIGITS, MARK_LETTERS } from '../../src/storage/names.ts'
import { diskWith, testPorts } from '../commands/ports.ts'

it('a new computer takes no mark that a record or a register of the casebook has', () => {
  const marks = Array.from(MARK_LETTERS).flatMap((letter) =>
    Array.from(MARK_DIGITS, (digit) => letter + digit),
  )
  const files = marks
    .filter((mark) => mark !== 'Q5')
    .map((mark, i): readonly [string, string] =>
      i % 2 === 0 ? [`/book/records/${mark}-2026-0001.md`, ''] : [`/book/register-${mark}.md`, ''],
    )
  const { ports } = testPorts({ disk: diskWith(Object.fromEntries(files)) })
  expect(markOf(ports, { folder: '/book', settings: noSettings })).toBe('Q5')
})
