/** CSV that a spreadsheet opens as what it is: no cell is a formula, whatever a policy is called. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { csvCell } from '../../src/render/report/csv.ts'

it.each([
  ['Stage 1', '"Stage 1"'],
  ['=HYPERLINK("http://example.org")', `"'=HYPERLINK(""http://example.org"")"`],
  ['+44', `"'+44"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['a\nb', '"a\\u{a}b"'],
])('%j is %s', (text, cell) => expect(csvCell(text)).toBe(cell))

it('is one cell on one line, whatever is in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(csvCell(text)).toMatch(/^"(?:[^"\r\n]|"")*"$/)
      expect(csvCell(text)).not.toMatch(/^"[=+\-@\t]/)
    }),
  )
})
