/** The SVG: well-formed whatever a flow says, nothing in it that runs or is fetched, nothing outside its page. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphOf } from '../../src/flow/graph/graph.ts'
import { renderSvg } from '../../src/render/graph/svg.ts'
import { policies, policyOf } from '../flows/shipped.ts'
import { hostilePolicy, ladderOf } from './graph-policy.ts'

interface Tag {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
}

interface Xml {
  readonly tags: readonly Tag[]
  readonly texts: readonly string[]
}

const token = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|([^<>]+)/y
const attribute = / ([a-zA-Z:-]+)="([^"<]*)"/g
const reference = /&(?!(?:amp|lt|gt|quot|#39);)/
// What is no Char of XML 1.0, or is one and cannot be seen.
const unfit = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u

/** Reads the little XML that is written here, and throws at the first thing that is not that. */
const parse = (text: string): Xml => {
  const tags: Tag[] = []
  const texts: string[] = []
  const open: string[] = []
  if (unfit.test(text)) throw new Error('a character that XML or a reader cannot take')
  if (reference.test(text)) throw new Error('a bare &')
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const found = token.exec(text)
    if (found === null) throw new Error(`no XML: ${text.slice(at, at + 60)}`)
    const [, closing, name, attributes = '', alone, between] = found
    if (name === undefined) texts.push(between ?? '')
    else if (closing === '/') {
      if (open.pop() !== name) throw new Error(`</${name}> closes nothing`)
    } else {
      if (tags.length > 0 && open.length === 0) throw new Error('a second root')
      tags.push({
        name,
        attributes: Object.fromEntries(
          [...attributes.matchAll(attribute)].map(([, key, value]) => [key, value]),
        ),
      })
      if (alone !== '/') open.push(name)
    }
  }
  if (open.length > 0) throw new Error(`<${open.at(-1)}> is not closed`)
  return { tags, texts }
}

const known = ['svg', 'title', 'desc', 'style', 'g', 'rect', 'circle', 'path', 'text']

const pagesOf = ({ tags }: Xml): number => Number(tags[0]?.attributes['height']?.replace('mm', '')) / 297

const expectSafe = (svg: string): Xml => {
  const xml = parse(svg)
  expect(xml.tags.filter(({ name }) => !known.includes(name))).toEqual([])
  expect(
    xml.tags.flatMap(({ attributes }) => Object.keys(attributes)).filter((key) => /^on|href/i.test(key)),
  ).toEqual([])
  expect(xml.tags.filter(({ name }) => name === 'style')).toHaveLength(1)
  expect(Number.isInteger(pagesOf(xml))).toBe(true)
  for (const { name, attributes } of xml.tags) {
    if (name !== 'rect' && name !== 'text') continue
    expect(Number(attributes['x'] ?? 0)).toBeGreaterThanOrEqual(0)
    expect(Number(attributes['x'] ?? 0) + Number(attributes['textLength'] ?? 0)).toBeLessThan(205)
    if (name === 'text') expect(Number(attributes['y'])).toBeLessThan(292)
    if (name === 'text') expect(Number(attributes['y'])).toBeGreaterThan(5)
  }
  return xml
}

describe.each(policies)('%s', (id) => {
  const graph = graphOf(policyOf(id))
  const svg = renderSvg(graph)

  test('is well-formed, in whole A4 pages, and says what it is', () => {
    const { tags } = expectSafe(svg)
    expect(tags[0]).toMatchObject({ name: 'svg', attributes: { width: '210mm', role: 'img' } })
    expect(tags.slice(1, 3).map(({ name }) => name)).toEqual(['title', 'desc'])
  })

  test('has every rung, outcome, clock and gap in it', () => {
    const words = parse(svg)
      .texts.join(' ')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
    const wanted = graph.charts.flatMap(({ vertices, edges, gaps }) => [
      ...vertices.flatMap((one) =>
        one.kind === 'rung' ? [one.title, ...one.clocks.map(({ title }) => title)] : [],
      ),
      ...edges.flatMap(({ label }) => label ?? []),
      ...gaps.map(({ text }) => text),
    ])
    const plain = words.replace(/\s+/g, ' ')
    expect([...new Set(wanted)].filter((one) => !plain.includes(one))).toEqual([])
  })
})

test('scenarios with the same ladder are drawn once, under all their titles', () => {
  const { charts } = graphOf(policyOf('southwark'))
  expect(charts).toHaveLength(1)
  const svg = renderSvg(graphOf(policyOf('southwark')))
  for (const { title } of policyOf('southwark').scenarios) expect(svg.split(`>${title}<`)).toHaveLength(2)
})

test('a shorter drawing of one scenario says which', () => {
  const svg = renderSvg(graphOf(policyOf('northway'), { scenarios: ['internal'] }))
  expect(svg).toContain('Ladder 1 of 1')
  expect(svg).toContain('>In school we do not agree whether to refer<')
})

test('what comes before any ladder stands above it, with whose word it is', () => {
  const svg = renderSvg(graphOf(ladderOf(3)), { danger: { text: 'Ring <first>.', label: 'not ours' } })
  expect(svg).toContain('Ring &lt;first&gt;. (not ours)')
})

test('whatever a flow says', () => {
  fc.assert(
    fc.property(hostilePolicy, (policy) => {
      expectSafe(renderSvg(graphOf(policy)))
    }),
    { numRuns: 8 },
  )
})

test('a ladder of 2,000 rungs in under 3 seconds', () => {
  const policy = ladderOf(2_000)
  const before = performance.now()
  const svg = renderSvg(graphOf(policy))
  expect(performance.now() - before).toBeLessThan(3_000)
  expect(svg.match(/>2000</g)).toHaveLength(1)
})
