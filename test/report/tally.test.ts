/** Cases as counts: every one counted once, parts that add up to the whole, and nothing in them that was typed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Placed } from '../../src/case/case.ts'
import { writeHtml } from '../../src/render/document/html.ts'
import { writeMarkdown } from '../../src/render/document/markdown.ts'
import { jsonText } from '../../src/render/json.ts'
import { reportCsv } from '../../src/render/report/csv.ts'
import { reportDocument } from '../../src/render/report/document.ts'
import { shownTables } from '../../src/render/report/shown.ts'
import { reportWords } from '../../src/render/report/words.ts'
import { countAt, sumOf, type Tree, treeAt } from '../../src/report/count.ts'
import { type CaseFigures, figuresOf } from '../../src/report/figures.ts'
import { type Period, quarterOf } from '../../src/report/period.ts'
import { mergeTallies, readTally } from '../../src/report/read.ts'
import { tablesOf } from '../../src/report/tables.ts'
import { beginTally, countsOf, stored } from '../../src/report/tally.ts'
import { review } from '../../src/verify/review.ts'
import { everyWalk, type History, playedAtRandom, walked } from '../verify/histories.ts'

const asOf = '2027-01-11'

const figures = ({ name, world, facts }: History): CaseFigures => {
  const { rules, time } = review(world, facts, { date: asOf })
  return figuresOf(name, facts, rules.state, time, facts.length % 2 === 0 ? ['no-reason'] : [])
}

const tallied = (cases: readonly CaseFigures[], period: Period = {}): Tree =>
  sumOf([
    beginTally(period, asOf),
    ...cases.map((one) => countsOf(period, { verdict: 'unwitnessed', counts: one })),
  ])

const bytes = (tally: Tree): string => jsonText(stored(tally))

const cases = [...everyWalk(), ...playedAtRandom(7, 2)].map(figures)

describe('a tally', () => {
  const whole = tallied(cases)

  it('has every case once: in all, by how it ended, by quarter, and by policy', () => {
    const values = (tree: Tree): number => Object.keys(tree).reduce((sum, key) => sum + countAt(tree, key), 0)
    const under = (key: string, count: string): number =>
      Object.keys(treeAt(whole, key)).reduce(
        (sum, id) => sum + countAt(treeAt(treeAt(whole, key), id), count),
        0,
      )
    expect(cases.length).toBeGreaterThan(100)
    expect(countAt(whole, 'cases')).toBe(cases.length)
    expect(values(treeAt(whole, 'ended'))).toBe(cases.length)
    expect(under('quarters', 'opened')).toBe(cases.length)
    expect(under('policies', 'cases') + countAt(whole, 'unplaced')).toBe(cases.length)
  })

  it('of parts, however they are cut and in whatever order, is that of the whole, byte for byte', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: cases.length, maxLength: cases.length }), (shares) => {
        const parts = [3, 1, 0, 2].map((share) => tallied(cases.filter((_, i) => shares[i] === share)))
        const read = parts.map((part) => readTally(bytes(part)))
        const merged = mergeTallies(read.flatMap((one) => (one.kind === 'tally' ? [one.tally] : [])))
        expect(merged.kind === 'tally' ? bytes(merged.tally) : merged).toBe(bytes(whole))
      }),
      { numRuns: 5 },
    )
  })

  it('counts a case in the period in which it was opened, and says how many are of another', () => {
    const days = cases.map(({ opened }) => opened).toSorted()
    const from = days[Math.floor(days.length / 2)] ?? ''
    const here = cases.filter(({ opened }) => opened >= from).length
    const tally = tallied(cases, { from })
    expect(countAt(tally, 'cases')).toBe(here)
    expect(countAt(tally, 'otherPeriod')).toBe(cases.length - here)
    expect(treeAt(tally, 'notCounted')).toEqual({})
    expect(readTally(bytes(tally)).kind).toBe('tally')
    expect(countAt(treeAt(tally, 'files'), 'unwitnessed')).toBe(cases.length)
  })

  it('is the same where this computer has seen the record before', () => {
    const files = (verdict: string): Tree => treeAt(countsOf({}, { verdict, counts: 'no case' }), 'files')
    expect(files('seen')).toEqual(files('unwitnessed'))
    expect(files('rolled-back')).toEqual({ 'rolled-back': 1 })
  })

  it.each([
    ['2026-01-01', '2026 Q1'],
    ['2026-03-31', '2026 Q1'],
    ['2026-04-01', '2026 Q2'],
    ['2026-12-31', '2026 Q4'],
  ])('%s is in %s', (date, quarter) => expect(quarterOf(date)).toBe(quarter))

  it('tells of one case what happened in it', () => {
    const one = tallied([figures(walked('southwark', 'communication-policy-issues-at-stage-3'))])
    const policy = treeAt(treeAt(one, 'policies'), 'southwark')
    const scenario = treeAt(treeAt(policy, 'scenarios'), 'communication')
    const rungs = treeAt(scenario, 'rungs')
    expect(Object.keys(rungs)).toEqual(expect.arrayContaining(['stage-1', 'stage-2', 'stage-3']))
    expect(countAt(treeAt(rungs, 'stage-1'), 'visits')).toBe(1)
    expect(Object.keys(treeAt(treeAt(rungs, 'stage-1'), 'days'))).toHaveLength(1)
  })
})

describe('parts', () => {
  const one = tallied(cases.slice(0, 3))

  it('of another period or of another day are refused, and it is said which and why', () => {
    expect(mergeTallies([one, one, tallied([], { from: '2026-01-01' })])).toEqual({
      kind: 'differs',
      at: 2,
      what: 'the period',
    })
    const later = sumOf([beginTally({}, '2027-02-01')])
    expect(mergeTallies([one, later])).toEqual({ kind: 'differs', at: 1, what: 'the day of counting' })
  })

  it.each([
    ['', 'it is not JSON as "rungs report --format json" writes it'],
    ['[]', 'it is not of the format "rungs-report 1"'],
    ['{"format":"rungs-report 2"}', 'it is not of the format "rungs-report 1"'],
  ])('%j is none', (text, why) => expect(readTally(text)).toEqual({ kind: 'none', why }))

  const head = { format: 'rungs-report 1', from: '', to: '', asOf }
  const why = (part: object): string => {
    const read = readTally(JSON.stringify({ ...head, cases: 0, ...part }))
    return read.kind === 'none' ? read.why : ''
  }

  it.each([
    [{ cases: '120' }, 'in it cases is no count'],
    [{ cases: -1 }, 'in it cases is no count'],
    [{ cases: 1.5 }, 'in it cases is no count'],
    [{ cases: null }, 'in it cases is no count'],
    [{ cases: undefined }, 'in it cases is not there'],
    [{ ended: 5 }, 'in it ended does not hold counts'],
    [{ ended: [5] }, 'in it ended does not hold counts'],
    [{ ended: { agreed: 'zzz' } }, 'in it ended/agreed is no count'],
    [{ cases: 3, ended: { agreed: 2 } }, 'in it cases is 3, and ended adds up to 2'],
    [{ asOf: '<b>' }, 'in it asOf is no day'],
    [{ asOf: 5 }, 'in it asOf is no day'],
    [{ asOf: '' }, 'in it asOf is no day'],
    [{ from: 'x' }, 'in it from is no day'],
    [{ to: '2026-02-30' }, 'in it to is no day'],
    [{ newer: 1 }, 'in it newer is not known here; perhaps it was written by a newer version'],
    [{ quarters: { x: { opened: 1 } } }, 'in it quarters/x is no quarter'],
    [
      { policies: { greenvale: { title: 'Greenvale', cases: '4' } } },
      'in it policies/greenvale/cases is no count',
    ],
    [{ policies: { greenvale: { title: 7 } } }, 'in it policies/greenvale/title is no text, or too long'],
    [
      { policies: { greenvale: { scenarios: { own: { rungs: { first: { days: { x: 1 } } } } } } } },
      'in it policies/greenvale/scenarios/own/rungs/first/days/x is no number of days',
    ],
    [
      { challenged: { school: { cases: 2 } } },
      'in it challenged/school/cases is 2, and challenged/school/ended adds up to 0',
    ],
  ])('with %j is none, and it is said where', (part, words) => expect(why(part)).toBe(words))

  it('without a case are parts', () => {
    expect(why({})).toBe('')
    expect(readTally(bytes(tallied([]))).kind).toBe('tally')
  })

  it('of a stranger with names that are names of objects are only counts', () => {
    const read = readTally(
      `{"format":"rungs-report 1","from":"","to":"","asOf":"${asOf}","cases":0,"missing":{"__proto__":5,"constructor":1}}`,
    )
    if (read.kind !== 'tally') throw new Error(read.why)
    const merged = mergeTallies([read.tally, read.tally])
    if (merged.kind !== 'tally') throw new Error('not merged')
    expect(countAt(treeAt(merged.tally, 'missing'), 'constructor')).toBe(2)
    expect(countAt({}, 'cases')).toBe(0)
    expect(countAt(merged.tally, 'toString')).toBe(0)
  })

  it('keep a number where another has a text in its place, whichever comes first', () => {
    const [number, text, tree] = [{ a: 3 }, { a: 'x' }, { a: { b: 1 } }]
    for (const both of [
      [number, text],
      [text, number],
    ])
      expect(countAt(sumOf(both), 'a')).toBe(3)
    for (const both of [
      [number, tree],
      [tree, number],
    ])
      expect(countAt(treeAt(sumOf(both), 'a'), 'b')).toBe(1)
  })
})

describe('what was typed', () => {
  /** Every text that a person can type, and every name, is a marker. */
  const marked = ({ facts, ...history }: History): History => ({
    ...history,
    facts: facts.map((placed): Placed => {
      const { fact } = placed
      return fact.kind === 'answer' && fact.value.kind === 'text'
        ? { ...placed, fact: { ...fact, value: { kind: 'text', text: 'MARKER Zoë 07700 900123' } } }
        : placed
    }),
  })

  it('reaches no form of a report, of the tally or of the figures', () => {
    const history = everyWalk()
    const found = history.map(marked).map((one) => figures({ ...one, name: 'K7-2026-0001' }))
    const tally = tallied(found)
    const tables = shownTables(tablesOf(tally, reportWords))
    const document = reportDocument({ from: '', to: '', asOf }, tables)
    const forms = [
      JSON.stringify(found),
      bytes(tally),
      writeMarkdown(document),
      writeHtml(document),
      reportCsv(tables),
    ]
    for (const form of forms) expect(form).not.toMatch(/MARKER|Zo|900123/)
    expect(writeMarkdown(document)).toContain('Southwark')
  })
})
