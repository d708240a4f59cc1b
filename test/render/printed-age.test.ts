/** How long ago a contact was printed, in words. */
import { expect, test } from 'vitest'
import { printedAge } from '../../src/render/printed-age.ts'

test.each([
  ['October 2022', '4 years ago', true],
  ['Signed October 2022, next review November 2024', '4 years ago', true],
  ['November 2024', '2 years ago', false],
  ['Oct 2024', '2 years ago', true],
  ['2025-12', '11 months ago', false],
  ['1 October 2026', '1 month ago', false],
  ['November 2026', 'this month', false],
  ['2018', 'about 8 years ago', true],
  ['2024', 'about 2 years ago', true],
  ['2026', 'this year', false],
  ['December 2026', 'a date in the future', true],
  ['undated', 'no date to tell its age by', true],
  ['number 20221', 'no date to tell its age by', true],
])('printed %j is %s', (printed, words, check) => {
  expect(printedAge(printed, '2026-11-23')).toEqual({ words, check })
})
