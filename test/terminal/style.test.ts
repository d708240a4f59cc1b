import { stripVTControlCharacters } from 'node:util'
import { describe, expect, it } from 'vitest'
import { rowText, wrapLine } from '../../src/render/lines.ts'
import { keyLines, withMarks } from '../../src/terminal/marks.ts'
import type { Line } from '../../src/terminal/screen.ts'
import { createStyle, styleRow } from '../../src/terminal/style.ts'

const line: Line = {
  spans: [{ text: 'call 999', as: 'danger' }, { text: ' then ' }, { text: 'clause 2', as: 'clause' }],
}

describe('style', () => {
  it('changes nothing but the look', () => {
    for (const row of wrapLine(line, 40)) {
      expect(styleRow(createStyle(false), row)).toBe(rowText(row))
      expect(styleRow(createStyle(true), row)).not.toBe(rowText(row))
      expect(stripVTControlCharacters(styleRow(createStyle(3), row))).toBe(rowText(row))
    }
  })

  it('marks danger by more than colour, once', () => {
    expect(withMarks(line).spans[0]?.text).toBe('! call 999')
    expect(withMarks(withMarks(line)).spans[0]?.text).toBe('! call 999')
  })

  it('never parts a key from its label', () => {
    const keys = [
      { key: 'n', label: 'note' },
      { key: 's', label: 'save and leave' },
      { key: 'h', label: 'hide' },
    ]
    const rows = keyLines(keys, 20).map((one) => one.spans.map(({ text }) => text).join(''))
    expect(rows).toEqual(['n note', 's save and leave', 'h hide'])
  })
})
