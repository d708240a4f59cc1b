/** Honest records are what the rest of the tests take them for: whole, replayed without a fact off the path, the same each time. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { replay } from '../../src/case/evolve.ts'
import { openShipped } from '../../src/flow/shipped.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import { libraryOf, pinsOf, recordsOf } from './casebook.ts'

const built = (name: string): string => readFileSync(new URL(`../../dist/${name}`, import.meta.url), 'utf8')
const library = libraryOf(openShipped(built))
const records = [...recordsOf(library, 7, 60, 12, 50)]

test('they have no problem, and replay on the path but for what was mended', () => {
  const pins = [...pinsOf(library).keys()]
  for (const { id, text } of records) {
    const parsed = parseRecord(text)
    expect(parsed.problems, id).toEqual([])
    expect([parsed.id, parsed.unsealed]).toEqual([id, 0])
    const facts = placedFacts(parsed)
    const mended = facts.some(({ fact }) => fact.kind === 'replaces')
    if (!mended) expect([...replay(library.world, facts).off], id).toEqual([])
    for (const { fact } of facts)
      if (fact.kind === 'due') expect(pins).toContain(`records/calendars/${fact.calendar}.yaml`)
  }
})

test('a case is the same however many are made, and so is one written again', () => {
  const fewer = [...recordsOf(library, 7, 5, 12)]
  expect(fewer).toEqual(records.slice(0, 5))
  expect(records[50]?.strokes).toEqual(records[0]?.strokes)
  expect(records[50]?.text).not.toBe(records[0]?.text)
})

test('they come to all kinds of ends, and to about as many entries as were wished', () => {
  const ends = new Set(
    records.map(({ text }) => replay(library.world, placedFacts(parseRecord(text))).position.kind),
  )
  expect(ends.size).toBeGreaterThan(2)
  const entries = records.reduce((sum, one) => sum + one.entries, 0) / records.length
  expect(entries).toBeGreaterThan(10)
  expect(entries).toBeLessThan(14)
  const [long] = recordsOf(library, 7, 1, 300)
  expect(long?.entries).toBeGreaterThan(290)
})
