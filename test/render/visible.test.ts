import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columns } from '../../src/columns.ts'
import { visible } from '../../src/render/visible.ts'

const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
const forbidden = [
  0x202e, 0x2066, 0x200b, 0xfeff, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x17b4, 0x180e, 0x3164, 0xffa0,
]

describe('visible', () => {
  it('leaves no code point of all unseen, and touches no other', () => {
    const wrong: number[] = []
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      const character = String.fromCodePoint(codePoint)
      const shown = visible(character)
      const spelled = shown === `\\u{${codePoint.toString(16)}}`
      if (unseen.test(character) ? !spelled : shown !== character && !spelled) wrong.push(codePoint)
    }
    expect(wrong).toEqual([])
  })

  it.each(forbidden)('spells out U+%s', (codePoint) => {
    const character = String.fromCodePoint(codePoint)
    expect(visible(`a${character}b`)).toBe(`a\\u{${codePoint.toString(16)}}b`)
  })

  it('leaves ordinary text of any script as it is', () => {
    const text = 'Siân Ó Briain, Łukasz, 東京都, שלום, नमस्ते, 020 7946 0660 “a–b” €5'
    expect(visible(text)).toBe(text)
  })

  it('never lets a control byte or a lone surrogate out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visible(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\p{Cs}]/u)
      }),
    )
    expect(visible('a\ud800b\udc00c')).toBe('a\\u{d800}b\\u{dc00}c')
  })

  it('is quick on a long text', () => {
    const text = 'They said that the threshold is not met. '.repeat(25_000)
    const start = performance.now()
    visible(text)
    expect(performance.now() - start).toBeLessThan(200)
  })
})

describe('columns', () => {
  it('counts wide characters twice and combining marks not at all', () => {
    expect(columns('abc')).toBe(3)
    expect(columns('東京')).toBe(4)
    expect(columns('e\u0301')).toBe(1)
    expect(columns('😀')).toBe(2)
  })
})
