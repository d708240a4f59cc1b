/**
 * The proof-reading document leaves nothing of a Policy out. Found by walking a policy in which everything stands once, not by
 * listing its keys: a word that is added to the type and set there fails here until it is shown.
 */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Policy } from '../../src/flow/policy.ts'
import type { Document } from '../../src/render/document/document.ts'
import { writeHtml } from '../../src/render/document/html.ts'
import { writeMarkdown } from '../../src/render/document/markdown.ts'
import { policyDocument } from '../../src/render/flow/show.ts'
import { wholeCommon, wholePolicy } from './whole-policy.ts'

const documentOf = (policy: Policy, common = wholeCommon): Document =>
  policyDocument({ policy, common, approvals: { kind: 'shipped' }, today: '2026-11-23' })

const formats = { markdown: writeMarkdown, html: writeHtml }

type Place = readonly (string | number)[]

/** Every string, number and boolean in a value, with its place. */
const leaves = (
  value: unknown,
  place: Place = [],
): readonly { place: Place; leaf: string | number | boolean }[] => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return [{ place, leaf: value }]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...place, key]))
}

const changed = (value: unknown, place: Place, to: unknown): unknown => {
  const [first, ...rest] = place
  if (first === undefined) return to
  if (Array.isArray(value)) return value.map((one, i) => (i === Number(first) ? changed(one, rest, to) : one))
  return Object.fromEntries(
    Object.entries(value as object).map(([key, one]) => [key, key === first ? changed(one, rest, to) : one]),
  )
}

/** Words of a closed list: another word of the list is put there. By the last names of the place. */
const closed: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^nation$/, ['england', 'wales']],
  [/remarks\.\d+\.kind$/, ['gap', 'reading']],
  [/advice\.\d+\.kind$/, ['advice', 'action']],
  [/lines\.\d+\.kind$/, ['phone', 'voicemail', 'e-mail']],
  [/checks\.\d+\.kind$/, ['ready', 'holder', 'form']],
  [/outcomes\.\d+\.kind$/, ['agreed', 'refused']],
  [/instead\.\d+\.for$/, ['absent', 'conflict']],
  [/hours$/, ['any', 'day', 'out-of-hours']],
  [/every$/, ['case', 'rung']],
  [/whose$/, ['ours', 'theirs', 'both']],
  [/met$/, ['sent', 'received']],
  [/missed\.then$/, ['move-on', 'may-move-on', 'lapses']],
  [/authority$/, ['decides', 'mediates', 'recommends']],
  [/medium$/, ['letter', 'form', 'both']],
  [/record\.\d+$/, ['when', 'how', 'who', 'when']],
  [/closing\.\d+\.on\.\d+$/, ['agreed', 'stopped', 'withdrawn']],
  [/from\.\d+\.kind$/, ['told', 'reached']],
  [/unit$/, ['days', 'weeks']],
  [/edition\.(issued|reviewDue)$/, ['2011-11', '2012-12']],
  [/ended$/, ['2011-11']],
  [/\.on$/, ['2026-01-01']],
]

/** What decides the shape of its neighbours cannot be changed alone. */
const shapes = [/(^|\.)(limit|to|up|challenged)\.kind$/]

/**
 * Not shown as such: ids that only the flow's files name things by, whose things are shown instead; and the figures of a
 * limit, which the source's own words stand for.
 */
const unshown = [
  /(options|outcomes|checks|closing|questions|clocks)\.\d+\.id$/,
  /bodies\.\d+\.id$/,
  /rule\.within\./,
  /cap\.within\./,
]

const alternative = (name: string, leaf: string | number | boolean): unknown => {
  if (typeof leaf === 'boolean') return !leaf
  if (typeof leaf === 'number') return leaf + 1
  const list = closed.find(([pattern]) => pattern.test(name))?.[1]
  return list === undefined ? `${leaf}-other` : list.find((one) => one !== leaf)
}

const dotted = (place: Place): string => place.join('.')

/** The same mark wherever the same id stands; a mark of its own for every other text. */
const marked = (): { readonly policy: Policy; readonly marks: ReadonlyMap<string, string> } => {
  const marks = new Map<string, string>()
  let policy: unknown = wholePolicy
  for (const { place, leaf } of leaves(wholePolicy)) {
    const name = dotted(place)
    if (typeof leaf !== 'string' || closed.some(([pattern]) => pattern.test(name))) continue
    if (
      /^[a-z]+-\d$|^rung-\d\/|^\/clock|-[a-z]+$/.test(leaf) ||
      /(kind|is|on)(\.\d+)?$|^sha256$|^id$|printed$/.test(name)
    )
      continue
    const mark = /\.(from|to|by)$/.test(name) && /^\d\d:\d\d$/.test(leaf) ? leaf : `Mark${marks.size}x`
    marks.set(mark, name)
    policy = changed(policy, place, mark)
  }
  return { policy: policy as Policy, marks }
}

const keys = (value: unknown): readonly string[] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [key, ...keys(inner)])

test('the policy of these tests has every word of the type', () => {
  const source = readFileSync(new URL('../../src/flow/policy.ts', import.meta.url), 'utf8')
  const words = new Set([...source.matchAll(/readonly (\w+)\??:/g)].map((one) => one[1] ?? ''))
  const used = new Set([...keys(wholePolicy), ...keys(wholeCommon)])
  expect(words.size).toBeGreaterThan(80)
  expect([...words].filter((word) => !used.has(word))).toEqual([])
})

describe.each(Object.entries(formats))('%s', (_, write) => {
  test('every text of a policy is in the document, on its own account', () => {
    const { policy, marks } = marked()
    const text = write(documentOf(policy))
    expect(marks.size).toBeGreaterThan(120)
    expect([...marks].filter(([mark]) => !text.includes(mark)).map(([, name]) => name)).toEqual([])
  })

  test('whatever is changed in the general guidance changes the document', () => {
    const before = write(documentOf(wholePolicy))
    const lost = leaves(wholeCommon).filter(({ place, leaf }) => {
      const name = dotted(place)
      if (/\.id$|nations|hours$/.test(name)) return false
      const common = changed(wholeCommon, place, alternative(name, leaf)) as typeof wholeCommon
      return write(documentOf(wholePolicy, common)) === before
    })
    expect(lost.map(({ place }) => dotted(place))).toEqual([])
  })

  test('whatever is left out of a policy changes the document', () => {
    const before = write(documentOf(wholePolicy))
    const lists = leaves(wholePolicy)
      .map(({ place }) => place)
      .flatMap((place) => place.map((part, i) => ({ part, list: place.slice(0, i) })))
      .filter(({ part }) => part === '0')
      .map(({ list }) => list)
    const once = [...new Map(lists.map((list) => [dotted(list), list])).values()]
    const lost = once.filter((list) => {
      const value = list.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], wholePolicy)
      const fewer = changed(wholePolicy, list, (value as readonly unknown[]).slice(1)) as Policy
      return write(documentOf(fewer)) === before
    })
    expect(once.length).toBeGreaterThan(40)
    expect(lost.map(dotted)).toEqual([])
  })
})

test('whatever is changed in a policy changes the words of the document', () => {
  // As Markdown, where links, marks and anchors are nothing: what differs is read.
  const before = writeMarkdown(documentOf(wholePolicy))
  const lost = leaves(wholePolicy).filter(({ place, leaf }) => {
    const name = dotted(place)
    if ([...shapes, ...unshown].some((pattern) => pattern.test(name))) return false
    return (
      writeMarkdown(documentOf(changed(wholePolicy, place, alternative(name, leaf)) as Policy)) === before
    )
  })
  expect(lost.map(({ place }) => dotted(place))).toEqual([])
})

test('general guidance of another nation is left out', () => {
  const scottish = { ...wholePolicy, nation: 'scotland' as const }
  const text = writeMarkdown(
    documentOf(scottish, {
      ...wholeCommon,
      danger: [
        { text: 'Here and there.', clause: 'x', nations: ['scotland', 'wales'] },
        { text: 'Only there.', clause: 'x', nations: ['england'] },
        { text: 'Everywhere.', clause: 'x' },
      ],
    }),
  )
  expect(text).toContain('Here and there.')
  expect(text).toContain('Everywhere.')
  expect(text).not.toContain('Only there.')
})
