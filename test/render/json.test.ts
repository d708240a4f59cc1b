import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonText } from '../../src/render/json.ts'
import { invisibleClass } from '../../src/unseen.ts'

const unseen = new RegExp(`(?!\\n)[${invisibleClass}]`, 'u')

describe('the JSON of every command', () => {
  it('is indented, ends its last line, and spells what cannot be seen', () => {
    expect(jsonText({ a: ['x\u202ey'] })).toBe('{\n  "a": [\n    "x\\u202ey"\n  ]\n}\n')
    expect(jsonText('\u{e0041}\u00a0\u007f\n')).toBe('"\\udb40\\udc41\\u00a0\\u007f\\n"\n')
  })

  it('is the value again when it is parsed, and nothing in it is unseen', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        expect(JSON.parse(jsonText(value))).toEqual(JSON.parse(JSON.stringify(value)))
        expect(jsonText(value)).not.toMatch(unseen)
      }),
    )
  })
})
