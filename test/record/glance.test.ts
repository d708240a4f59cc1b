/** A glance at facts takes what the words seem to say, and says nothing where they say nothing. */
import { describe, expect, it, test } from 'vitest'
import { glanceAtFact, readFact } from '../../src/record/fact-line.ts'
import { formatFact } from '../../src/record/format.ts'
import { facts } from './sample.ts'

const at = '2026-11-19T10:31:05+00:00'
const sha256 = 'ab'.repeat(32)
const due = (words: string): string =>
  `Due (you): ${words}, to raise it (\`a/b\`); 2 days; calendar sha256 \`${sha256}\``

describe('a fact', () => {
  it('is at a glance what it is', () => {
    for (const [, fact] of facts) {
      const [line = '', ...quoted] = formatFact(fact).slice(0, -1).split('\n')
      expect(glanceAtFact(line, quoted)).toEqual(fact)
      expect(readFact(line, quoted)).toEqual(fact)
    }
  })

  test.each([
    ['Note', []],
    ['Nothing: x', []],
    ['Next: Stage 2', []],
    ['Next: Stage 2 (`a`', []],
    ['Next: Stage 2 `a`)', []],
    ['Closed: (`a', []],
    ['Replaces: entry x, fact 1; I learned more (`learned`)', []],
    ['Replaces: entry 1, fact 1; I learned more', []],
    ['Replaces: entry 1, fact 1', []],
    ['Recovered: 31 bytes', ['> x']],
    ['Recovered: 31 bytes, sha256 `ab`; what can be read of it:', ['> x']],
    [`Recovered: 31 bytes, sha256 \`${sha256}\`; what can be read of it:`, []],
    ['Receipt: entry 3, 1234', []],
    ['Receipt: entry x, 1234 5678 9012 3456 7888', []],
    ['Receipt: entry 3, 1234 5678 9012 3456 78888', []],
    ['Taken over:', []],
    ['When: soon', []],
    ['When: 2026-02-30', []],
    ['What happened: agreed', []],
    ['Promised by: 2026-02-30', []],
    [due('Fri 20 Nob 2026'), []],
    [due('Fri 31 Nov 2026'), []],
    [due('Fri 20 Nov 2026, 24:00'), []],
    [due('20 Nov 2026'), []],
    ['Due (you): Fri 20 Nov 2026', []],
  ])('is none: %s', (body, quoted) => {
    expect(glanceAtFact(`- ${at} ${body}`, quoted)).toBeUndefined()
    expect(readFact(`- ${at} ${body}`, quoted)).toBeUndefined()
  })

  it('begins with a sign and a time', () => {
    const body = 'Clock: given by hand, not read'
    expect(glanceAtFact(`- ${at} ${body}`, [])).toEqual({ kind: 'clock-given', at })
    for (const line of [`+ ${at} ${body}`, `${at} ${body}`, `- 2026-02-30T10:31:05+00:00 ${body}`]) {
      expect(glanceAtFact(line, [])).toBeUndefined()
      expect(readFact(line, [])).toBeUndefined()
    }
    expect(readFact(`- ${at}x${body}`, [])).toBeUndefined()
  })
})
