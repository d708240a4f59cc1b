/** A record as rows: every fact has one, all of one shape, and words only where they are asked for. */
import { describe, expect, it } from 'vitest'
import type { Placed } from '../../src/case/case.ts'
import { jsonLine } from '../../src/render/json.ts'
import { type FactRow, factRows } from '../../src/report/rows.ts'
import { everyWalk, walked } from '../verify/histories.ts'

const marker = 'MARKER \u202e Zoë\n=1+1'

/** Whatever can hold words holds the marker: what was typed, and the words beside each id. */
const marked = (placed: Placed): Placed =>
  JSON.parse(JSON.stringify(placed), (key, value) =>
    ['text', 'label', 'title', 'clause', 'working'].includes(key) ? marker : value,
  )

const rowsOf = (facts: readonly Placed[], withText: boolean): readonly FactRow[] =>
  factRows(
    { record: 'K7-2026-0001', copy: 1, intact: true, redacted: false, training: false },
    facts,
    { isSealed: () => true, isLeftOut: () => false },
    withText,
  )

const walks = everyWalk()

describe('rows', () => {
  it('there is one for each fact, all of one shape', () => {
    const all = walks.flatMap(({ facts }) => rowsOf(facts, true))
    const keys = Object.keys(all[0] ?? {})
    expect(all).toHaveLength(walks.reduce((sum, { facts }) => sum + facts.length, 0))
    for (const row of all) expect(Object.keys(row)).toEqual(keys)
    expect(
      all.every((row) => Object.values(row).every((cell) => cell === null || typeof cell !== 'object')),
    ).toBe(true)
  })

  it('hold no word unless they are asked for', () => {
    const facts = walks.flatMap((one) => one.facts.map(marked))
    const without = rowsOf(facts, false).map(jsonLine).join('')
    expect(without).not.toContain('MARKER')
    const [asked] = rowsOf(facts, true).filter(({ value }) => value === 'text')
    expect(asked?.text).toBe(marker)
  })

  it('are exact when they are parsed, and nothing in them is unseen', () => {
    const [typed] = rowsOf(
      walked('southwark', 'communication-policy-issues-at-stage-3').facts.map(marked),
      true,
    ).filter(({ text }) => text !== null)
    const line = jsonLine(typed)
    expect(JSON.parse(line)).toEqual(typed)
    expect(line).not.toMatch(/\u202e|\n./)
  })

  it('say of a deadline which clock it is of, whose, and when it is due', () => {
    const rows = rowsOf(walked('southwark', 'communication-policy-issues-at-stage-3').facts, false)
    const [due] = rows.filter(({ kind }) => kind === 'due')
    expect(due).toMatchObject({
      place: expect.any(String),
      clock: expect.stringContaining('/'),
      date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    })
    expect(rows.filter(({ kind }) => kind === 'closed')).toEqual([
      expect.objectContaining({ ending: expect.any(String) }),
    ])
  })
})
