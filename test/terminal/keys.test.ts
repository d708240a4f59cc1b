import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutKeys, joinTyped, keysAlone, type Token } from '../../src/terminal/keys.ts'

const key = (sequence: string): Token => ({ kind: 'key', sequence })
const paste = (text: string): Token => ({ kind: 'paste', text })
const alone = (text: string) => keysAlone(cutKeys(text).tokens)
const typed = (text: string) => joinTyped(cutKeys(text).tokens)

describe('cutKeys', () => {
  it.each([
    'a',
    '!',
    '\r',
    '\x1b[A',
    '\x1bOA',
    '\x1b[5~',
    '\x1b[1;5C',
    '\x1b[[A',
    '\x1bb',
    '\x1b\x1b[A',
    'é',
    '😀',
  ])('takes %j as one key', (sequence) => {
    expect(cutKeys(sequence)).toEqual({ tokens: [key(sequence)], rest: '' })
  })

  it.each(['\x1b', '\x1b[', '\x1b[1;', '\x1bO'])('waits for the end of %j', (start) => {
    expect(cutKeys(start)).toEqual({ tokens: [], rest: start })
  })

  it('takes a bracketed paste as one, whatever is in it, however it is cut up', () => {
    const text = '1\r\nline two \x1b[A'
    const arrived = `\x1b[200~${text}\x1b[201~x`
    for (let cut = 1; cut < arrived.length; cut += 1) {
      const first = cutKeys(arrived.slice(0, cut))
      const second = cutKeys(first.rest + arrived.slice(cut))
      expect([...first.tokens, ...second.tokens]).toEqual([paste(text), key('x')])
    }
  })

  it('loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        fc.pre(!text.includes('\x1b[200~'))
        const { tokens, rest } = cutKeys(text)
        expect(tokens.map((token) => (token.kind === 'key' ? token.sequence : '')).join('') + rest).toBe(text)
      }),
    )
  })
})

describe('keysAlone', () => {
  it('hears a single key and held arrows', () => {
    expect(alone('1')).toEqual([key('1')])
    expect(alone('\r')).toEqual([key('\r')])
    expect(alone('\x1b[B\x1b[B')).toEqual([key('\x1b[B'), key('\x1b[B')])
  })

  it.each(['12', '1\r', '\x1b[B\r', '\x1b[200~1\x1b[201~', 'hello', '\r\r'])(
    'hears nothing of %j',
    (burst) => {
      expect(alone(burst)).toEqual([])
    },
  )
})

describe('joinTyped', () => {
  it('takes characters that come together as a paste, and a last line end as Enter', () => {
    expect(typed('hello')).toEqual([paste('hello')])
    expect(typed('hello\r')).toEqual([paste('hello'), key('\r')])
    expect(typed('a\x1b[Db')).toEqual([key('a'), key('\x1b[D'), key('b')])
  })

  it('does not submit a paste of several lines from a terminal without bracketed paste', () => {
    expect(typed('one\rtwo\r')).toEqual([paste('one\rtwo\r')])
  })
})
