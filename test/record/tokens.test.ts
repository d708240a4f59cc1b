/** Lines by themselves. */
import { expect, it } from 'vitest'
import { readTokens } from '../../src/record/tokens.ts'

const tokensOf = (text: string): unknown =>
  readTokens(text.split('\n'), 0, { exactly: true, copy: false }).map(({ kind, line, next }) => [
    kind,
    line,
    next,
  ])

it('of a long stretch of nothing are two: a hostile file has millions of lines', () => {
  const fact = '- 2026-11-19T10:31:05+00:00 Clock: given by hand, not read'
  expect(tokensOf('\n\n\n\n')).toEqual([
    ['blank', 0, 1],
    ['blank', 1, 4],
  ])
  expect(tokensOf('x\nx\nx\nx\n')).toEqual([
    ['bad', 0, 1],
    ['bad', 1, 4],
  ])
  expect(tokensOf(`${fact}\n\nx\n\n${fact}\n\n${fact}\nx`)).toEqual([
    ['fact', 0, 1],
    ['blank', 1, 2],
    ['bad', 2, 4],
    ['fact', 4, 5],
    ['blank', 5, 6],
    ['fact', 6, 7],
    ['bad', 7, 8],
  ])
})
