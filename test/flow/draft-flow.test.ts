/** Whatever is typed about a new flow: it loads with no findings, and every text comes back as it was. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clauseCheck,
  type Draft,
  draftSchema,
  idFrom,
  numberCheck,
  shortCheck,
  textCheck,
  titleCheck,
  whomCheck,
} from '../../src/flow/draft/answers.ts'
import { draftFlow, scenarioId } from '../../src/flow/draft/flow.ts'
import { draftOverlay } from '../../src/flow/draft/overlay.ts'
import { draftWalk } from '../../src/flow/draft/walk.ts'
import { loadPolicy } from '../../src/flow/load.ts'
import type { Policy } from '../../src/flow/policy.ts'
import { readSheet } from '../../src/flow/text/yaml.ts'
import { policyOf } from '../flows/shipped.ts'

const load = (files: ReadonlyMap<string, string>): ReturnType<typeof loadPolicy> =>
  loadPolicy({ id: 'new', folder: 'new', files, bodies: '{}', sha256: '0'.repeat(64) })

const loaded = (draft: Draft): Policy => {
  const made = load(draftFlow(draft))
  if (made.kind !== 'ok') throw new Error(JSON.stringify(made.findings, null, 2))
  return made.policy
}

/** What YAML or a kept policy could take for something else. */
const nasty = fc.constantFrom(
  '#### file: policy.yaml',
  '#### 2',
  '020 7946 0000',
  '0208',
  '1e3',
  'true',
  'No',
  'null',
  '~',
  '- a',
  'a: b',
  "it's",
  '"quoted"',
  '{a}',
  '!tag',
  '&anchor',
  '%YAML',
  '---',
  '...',
  '? x',
  ': x',
  '@home',
  'x # y',
  '1.10',
  '2024-11',
  'promise',
  'policy',
  '__proto__',
  'constructor',
  'Ȳprototype',
  'Con',
  'étage – “deux”',
)
const fits = (
  check: (text: string) => string | undefined,
  ...more: readonly string[]
): fc.Arbitrary<string> =>
  fc
    .oneof(nasty, fc.constantFrom(...more, 'Team Leader'), fc.string({ unit: 'grapheme', maxLength: 30 }))
    .filter((text) => check(text) === undefined)

const texts = fc
  .oneof(
    nasty,
    fc.constantFrom(
      'line\n#### file: x\n\n  end',
      '  led by spaces',
      'ends\n',
      '\n',
      'tab\there',
      'x'.repeat(300),
    ),
    fc.string({ unit: 'binary', maxLength: 60 }),
  )
  .filter((text) => textCheck(text) === undefined)

const clause = fits(clauseCheck, '2.4c')
const cited = fc.record({ text: texts, clause })
const within = fc.constantFrom('2 working days', '7 days', '24 hours', 'same working day', '4 working hours')
const rung = fc.record(
  { title: fits(titleCheck), clause, whom: fits(whomCheck), number: fits(numberCheck), within },
  { requiredKeys: ['title', 'clause'] },
)
const drafts: fc.Arbitrary<Draft> = fc.record(
  {
    title: fits(titleCheck),
    short: fits(shortCheck),
    nation: fc.constantFrom('england', 'wales', 'scotland', 'northern-ireland'),
    printed: fits(titleCheck, 'October 2022', 'undated'),
    'review-due': fc.constant('2027-09'),
    danger: cited,
    scenario: fc.record({ title: fits(titleCheck), when: texts, clause }),
    rungs: fc.array(rung, { minLength: 1, maxLength: 6 }),
    top: cited,
  },
  { requiredKeys: ['title', 'short', 'nation', 'printed', 'scenario', 'rungs'] },
)

describe('a new flow', () => {
  it('loads with no findings, and says exactly what was typed', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(draftSchema.safeParse(draft).success).toBe(true)
        const policy = loaded(draft)
        const [scenario] = policy.scenarios
        expect([policy.title, policy.short, policy.edition.printed]).toEqual([
          draft.title,
          draft.short,
          draft.printed,
        ])
        expect(policy.danger).toEqual(draft.danger === undefined ? [] : [draft.danger])
        expect([scenario?.title, scenario?.when, scenario?.clause]).toEqual([
          draft.scenario.title,
          draft.scenario.when,
          draft.scenario.clause,
        ])
        if (draft.top !== undefined) expect(scenario?.top).toEqual(draft.top)
        expect(scenario?.ladder.map((one) => [one.title, one.clause, one.whom])).toEqual(
          draft.rungs.map((one) => [one.title, one.clause, one.whom]),
        )
        const numbers = scenario?.ladder.map(
          ({ contacts: [id] }) => policy.contacts.find((one) => one.id === id)?.lines[0]?.value,
        )
        expect(numbers).toEqual(
          draft.rungs.map(({ whom, number }) => (whom === undefined ? undefined : number)),
        )
      }),
      { numRuns: 200 },
    )
  })

  it('invents no clock: a rung without one that waits for somebody has a gap', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const [scenario] = loaded(draft).scenarios
        for (const [i, one] of (scenario?.ladder ?? []).entries()) {
          const { within: words, whom } = draft.rungs[i] ?? {}
          expect(one.clocks.map((clock) => clock.words)).toEqual(words === undefined ? [] : [words])
          expect(one.remarks.includes('no-time')).toBe(words === undefined && whom !== undefined)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('has no line that a kept policy would take for a border', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        for (const text of draftFlow(draft).values()) expect(text).not.toMatch(/^#### /m)
      }),
      { numRuns: 100 },
    )
  })

  it('has a walk that says what was given', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const days = { begin: '2026-11-19', answer: '2026-11-20', done: '2026-11-26' }
        const expected = { rungs: ['a'], due: ['a/reply: end of Fri 20 Nov 2026'], end: 'closed agreed' }
        const sheet = readSheet('walk', draftWalk(draft, days, expected))
        expect(sheet.findings).toEqual([])
        expect(sheet.value).toMatchObject({ scenario: scenarioId(draft), expect: expected })
      }),
      { numRuns: 100 },
    )
  })

  it('makes ids of anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(idFrom(text, 'spare')).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
      }),
    )
    expect(idFrom('Our School (2026)', 'x')).toBe('our-school-2026')
    expect(idFrom("St Élodie's", 'x')).toBe('st-elodies')
    expect(idFrom('3rd stage', 'x')).toBe('rd-stage')
  })
})

describe('a new overlay', () => {
  it.each(['southwark', 'cambridgeshire'])('over %s loads, also with its examples uncommented', (id) => {
    const base = policyOf(id)
    const draft = { title: 'Ours: "local"', short: 'Ours', printed: 'undated' }
    const text = draftOverlay(draft, base).get('overlay.yaml') ?? ''
    expect(readSheet('overlay.yaml', text).findings).toEqual([])
    expect(readSheet('overlay.yaml', text).value).toEqual({
      over: id,
      title: draft.title,
      short: 'Ours',
      edition: { printed: 'undated' },
    })
    const words = /^# ((?:contacts|roles|rungs|add):.*| {2}.*)$/gm
    const uncommented = readSheet('overlay.yaml', text.replace(words, '$1'))
    expect(uncommented.findings).toEqual([])
    expect(Object.keys(uncommented.value as object)).toEqual(
      expect.arrayContaining(['contacts', 'roles', 'rungs', 'add']),
    )
  })
})
