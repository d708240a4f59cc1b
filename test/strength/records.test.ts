/** Strength of records as they are written: the golden ones, honest ones by the engine and the writer, and redacted copies of both. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { replay } from '../../src/case/evolve.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { redact } from '../../src/record/redact.ts'
import { placedFacts } from '../../src/sitting/read-case.ts'
import { type Strength, strengthOf } from '../../src/strength/strength.ts'
import { shippedFromSource } from '../commands/ports.ts'
import { libraryOf, recordsOf } from '../honest/casebook.ts'

const library = libraryOf(shippedFromSource())

const strengthIn = (text: string): Strength => {
  const facts = placedFacts(parseRecord(text))
  return strengthOf(replay(library.world, facts), facts)
}

const golden = (name: string): string =>
  readFileSync(join(import.meta.dirname, `../record/golden/1/${name}.md`), 'utf8')

describe('the golden records', () => {
  test('name policies that nobody has: of what is there, it is told what was passed over', () => {
    expect(strengthIn(golden('K7-2026-0042'))).toMatchInlineSnapshot(`
      {
        "counts": {
          "asked": 1,
          "child-said": 1,
          "children": 1,
          "decision": 1,
        },
        "missing": [
          {
            "entry": 0,
            "requirement": "children",
          },
          {
            "entry": 0,
            "requirement": "decision",
          },
          {
            "entry": 0,
            "requirement": "asked",
          },
          {
            "entry": 0,
            "requirement": "child-said",
          },
        ],
        "unjudged": "policy",
      }
    `)
  })

  test.each(['K7-2026-0001', 'K7-2026-0042'])('%s and its redacted copy are told the same', (name) => {
    expect(strengthIn(golden(`${name}.redacted`))).toEqual(strengthIn(golden(name)))
  })
})

test('honest records and copies without any typed text are told the same', () => {
  const records = recordsOf(library, 6, 12, 14)
  for (const { text } of records) {
    const copy = redact(text, parseRecord(text), () => true)
    expect(strengthIn(copy)).toEqual(strengthIn(text))
    expect(strengthIn(copy).unjudged).toBeUndefined()
  }
})
