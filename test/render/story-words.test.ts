/** How long something took, in words; and the keys of a player, none of which is there twice. */
import { describe, expect, it, test } from 'vitest'
import { keySentences, keysFor, pressed } from '../../src/player/keys.ts'
import { tookWords } from '../../src/render/story/words.ts'

describe('how long it took', () => {
  it.each([
    [0, 'at once'],
    [1, 'after 1 second'],
    [59, 'after 59 seconds'],
    [60, 'after 1 minute'],
    [3599, 'after 59 minutes'],
    [3600, 'after 1 hour'],
    [47 * 3600 + 3599, 'after 47 hours'],
    [48 * 3600, 'after 2 days'],
    [-90, 'the clock went back 1 minute'],
  ])('%d: %s', (seconds, words) => {
    expect(tookWords(seconds)).toBe(words)
  })
})

test('each key is there once, does something, and has its sentence', () => {
  const all = { hides: true, plays: true, searched: true }
  const keys = keysFor(all)
  const names = keys.flatMap(({ key, also = [] }) => [key, ...also])
  expect(new Set(names).size).toBe(names.length)
  for (const { key } of keys) expect(pressed(key)).toBeDefined()
  expect(keySentences(all).map(({ key }) => key)).toEqual([...keys.map(({ key }) => key), 'PgDn'])
  const few = keysFor({ hides: false, plays: false, searched: false }).map(({ key }) => key)
  expect(few).not.toContain('o')
  expect(few).not.toContain('p')
  expect(few).not.toContain('n')
})
