/** The proof-reading document leaves nothing out: found by walking the policies as JSON, not by listing their keys. */
import { describe, expect, test } from 'vitest'
import type { Common, Policy } from '../../src/flow/policy.ts'
import { rungsOf } from '../../src/flow/rungs.ts'
import { writeHtml } from '../../src/render/document/html.ts'
import { writeMarkdown } from '../../src/render/document/markdown.ts'
import { editionWarnings } from '../../src/render/flow/edition.ts'
import { policyDocument } from '../../src/render/flow/show.ts'
import { shippedFromSource, shippedIds } from '../commands/ports.ts'

/** Ids, references and closed words: shown as something else, or only to the program. */
const unshown = [
  'id',
  'kind',
  'sha256',
  'calendar',
  'issued',
  'reviewDue',
  'ended',
  'hours',
  'unit',
  'whose',
  'from',
  'on',
  'every',
  'authority',
  'ask',
  'is',
  'after',
  'met',
  'for',
  'medium',
  'then',
  'record',
  'stage',
  'entryAsks',
  'policy',
  'clock',
  'moment',
  'nation',
  'nations',
  'dangerRemarks',
  'asks',
  'remarks',
  'guards',
  'advice',
  'contacts',
  'dangerContacts',
  'rung',
  'scenario',
  'elsewhere',
]

interface Leaf {
  readonly path: string
  readonly key: string
  readonly text: string
}

const leaves = (value: unknown, path: string, key: string): readonly Leaf[] => {
  if (typeof value === 'string') return [{ path, key, text: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) =>
    leaves(inner, `${path}.${name}`, Array.isArray(value) ? key : name),
  )
}

/** A guard's question is under `ask` too; a contact's condition is an id. */
const isShown = ({ key, path }: Leaf): boolean =>
  !unshown.includes(key) || /^policy\.guards\.\d+\.ask$/.test(path)

const flat = (markdown: string): string =>
  markdown
    .replace(/\\([\\`*_[\]<>~|&#+=.)-])/g, '$1')
    .replace(/^ *(?:- |\d+\. |#+ )/gm, '')
    .replace(/\s+/g, ' ')

const spaced = (text: string): string => text.replace(/\s+/g, ' ').trim()

const shipped = shippedFromSource()
const common = shipped.common()
const documentOf = (policy: Policy) =>
  policyDocument({ policy, common, approvals: { kind: 'shipped' }, today: '2026-11-19' })
const markdownOf = (policy: Policy): string => writeMarkdown(documentOf(policy))
const policyOf = (id: string): Policy => {
  const found = shipped.policy(id)
  if (found === undefined) throw new Error(`no policy ${id}`)
  return found.policy
}

/** Every shown text replaced by a mark of its own, so that one text cannot stand in for another. */
const marked = <T>(
  value: T,
  path: string,
): { readonly value: T; readonly marks: ReadonlyMap<string, string> } => {
  const marks = new Map<string, string>()
  const walk = (inner: unknown, at: string, key: string): unknown => {
    if (typeof inner === 'string') {
      if (!isShown({ key, path: at, text: inner })) return inner
      const mark = `mark${marks.size}x`
      marks.set(mark, at)
      return mark
    }
    if (inner === null || typeof inner !== 'object') return inner
    if (Array.isArray(inner)) return inner.map((one, i) => walk(one, `${at}.${i}`, key))
    return Object.fromEntries(
      Object.entries(inner).map(([name, one]) => [name, walk(one, `${at}.${name}`, name)]),
    )
  }
  return { value: walk(value, path, '') as T, marks }
}

describe.each(shippedIds)('%s', (id) => {
  const policy = policyOf(id)
  const document = markdownOf(policy)

  test('every text of the policy is in the document', () => {
    const text = flat(document)
    const lost = leaves(policy, 'policy', '').filter(
      (leaf) => isShown(leaf) && !text.includes(spaced(leaf.text)),
    )
    expect(lost).toEqual([])
  })

  test('every text is there on its own account, not only because another reads the same', () => {
    const { value, marks } = marked(policy, 'policy')
    const text = markdownOf(value)
    expect([...marks].filter(([mark]) => !text.includes(mark)).map(([, path]) => path)).toEqual([])
  })

  test('every gap, reading, contact, guard and advice that a rung names is printed with the rung', () => {
    const { value } = marked(policy, 'policy')
    const sections = markdownOf(value).split(/^(?=#+ )/m)
    for (const scenario of value.scenarios)
      for (const rung of rungsOf(scenario)) {
        const section = flat(
          sections.find((one) => one.startsWith('####') && one.split('\n')[0]?.endsWith(`: ${rung.title}`)) ??
            '',
        )
        const named = [
          ...[...rung.remarks, ...rung.clocks.flatMap((clock) => clock.remarks)].map(
            (one) => value.remarks.find((remark) => remark.id === one)?.text,
          ),
          ...rung.contacts.map((one) => value.contacts.find((contact) => contact.id === one)?.role),
          ...rung.guards.map((one) => value.guards.find((guard) => guard.id === one)?.ask),
          ...rung.advice.map((one) => value.advice.find((advice) => advice.id === one)?.text),
        ]
        expect(
          named.filter((one) => one === undefined || !section.includes(one)),
          `${scenario.id}/${rung.id}`,
        ).toEqual([])
      }
  })

  test('every gap and reading of a scenario, a question, a guard or an agency is printed with it', () => {
    const { value } = marked(policy, 'policy')
    const sections = markdownOf(value).split(/^(?=#+ )/m)
    const parts = [
      ...value.scenarios.map((one) => ({
        title: one.title,
        remarks: [...one.remarks, ...one.clocks.flatMap((clock) => clock.remarks)],
      })),
      ...value.asks.map(({ title, remarks }) => ({ title, remarks })),
      ...value.guards.map(({ ask, remarks }) => ({ title: ask, remarks })),
      ...value.agencies.map(({ title, remarks }) => ({ title, remarks })),
    ]
    for (const { title, remarks } of parts) {
      const section = flat(sections.find((one) => one.split('\n')[0]?.endsWith(` ${title}`)) ?? '')
      const texts = remarks.map((id) => value.remarks.find((remark) => remark.id === id)?.text)
      expect(
        texts.filter((text) => text === undefined || !section.includes(text)),
        title,
      ).toEqual([])
    }
  })

  test('reads well in plain text: no HTML, no trailing space, rows of 80 columns but for long words and headings', () => {
    const rows = document.split('\n')
    expect(rows.filter((row) => /<\/?[a-z]|[ \t]$/.test(row))).toEqual([])
    // A row may be longer by a word such as "4." or "2)", which would begin a list on the next one.
    expect(
      rows.filter(
        (row) =>
          row.replace(/ (?:\d+[.)]|[-+*#=]+)$/, '').length > 80 &&
          !row.startsWith('#') &&
          /\S +\S/.test(row.replace(/^ *(?:- |\d+\. )?/, '')),
      ),
    ).toEqual([])
    expect(document.match(/^# /gm)).toHaveLength(1)
    expect(document).not.toMatch(/undefined|\[object|\n{3}/)
  })

  test('headings go down one level at a time', () => {
    const levels = [...document.matchAll(/^(#+) /gm)].map((one) => one[1]?.length ?? 0)
    expect(levels.filter((level, i) => i > 0 && level > (levels[i - 1] ?? 0) + 1)).toEqual([])
  })

  test('the general guidance of the nation stands under its label', () => {
    const after = flat(document.slice(document.indexOf(`### What the program adds: ${common.label}`)))
    const here = <T extends { readonly nations?: readonly string[] }>(parts: readonly T[]): readonly T[] =>
      parts.filter((one) => one.nations === undefined || one.nations.includes(policy.nation))
    const guidance: Common = {
      ...common,
      danger: here(common.danger),
      anyoneMayRefer: here(common.anyoneMayRefer),
      terms: here(common.terms),
    }
    const lost = leaves(guidance, 'common', '').filter(
      (leaf) => isShown(leaf) && !after.includes(spaced(leaf.text)),
    )
    expect(lost).toEqual([])
  })
})

test('a rung that two scenarios share word for word is printed once and named afterwards', () => {
  const southwark = policyOf('southwark')
  const first = southwark.scenarios[0]?.ladder[0]
  const same = southwark.scenarios.filter((one) => JSON.stringify(one.ladder[0]) === JSON.stringify(first))
  const document = markdownOf(southwark)
  expect(same.length).toBeGreaterThan(1)
  expect(document.split(`Id: \`${first?.id}\``)).toHaveLength(2)
  expect(flat(document)).toContain(`**Rung 2.1: ${first?.title}**, word for word rung 1.1 (scenario`)
  const html = writeHtml(documentOf(southwark))
  expect(html.match(new RegExp(`id="rung\\.[a-z-]+\\.${first?.id}"`, 'g'))).toHaveLength(same.length)
})

test('a rung of the same title that differs in one word is printed again', () => {
  const southwark = policyOf('southwark')
  const [one, two] = southwark.scenarios
  if (one === undefined || two === undefined) throw new Error('two scenarios are needed')
  const changed = {
    ...two,
    ladder: two.ladder.map((rung, i) =>
      i === 0 ? { ...rung, owed: [{ text: 'An umbrella.', clause: '9' }] } : rung,
    ),
  }
  const document = markdownOf({ ...southwark, scenarios: [one, changed] })
  expect(document.match(/An umbrella\./g)).toHaveLength(1)
})

test('a text never becomes markup', () => {
  const greenvale = policyOf('greenvale')
  const text = '1. *bold* <b>tag</b> [link](x) `code` \\ | a_b _c_ \u202e'
  const document = markdownOf({ ...greenvale, principles: [{ text, clause: '1' }] })
  expect(document).toContain(
    '- 1\\. \\*bold\\* \\<b\\>tag\\</b\\> \\[link\\](x) \\`code\\` \\\\ \\| a_b \\_c\\_ \\\\u{202e}\n  (clause 1)',
  )
})

describe('warnings of an edition', () => {
  const policy = policyOf('greenvale')

  test('a review is past once its month is over', () => {
    const review = (today: string): boolean =>
      editionWarnings(policy, today).some((one) => one.includes('Past its review date'))
    expect(policy.edition.reviewDue).toBe('2024-11')
    expect([review('2024-11-30'), review('2024-12-01')]).toEqual([false, true])
  })

  test('a policy without any date says so', () => {
    const undated = { ...policy, bodies: [], edition: { printed: 'undated' } }
    expect(editionWarnings(undated, '2026-11-19')).toEqual([
      'Without any date: nobody can tell from the policy how old it is.',
    ])
  })

  test('abolished bodies are named with what took their place', () => {
    expect(editionWarnings(policy, '2026-11-19').join(' ')).toContain(
      'ended by September 2019. In its place: the local safeguarding children partnership',
    )
    expect(editionWarnings(policy, '2019-08-31').join(' ')).not.toContain('exists no longer')
  })
})
