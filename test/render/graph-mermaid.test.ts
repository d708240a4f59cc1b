/** Mermaid: one statement on each line, and no text that Mermaid would read as anything but text. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphOf } from '../../src/flow/graph/graph.ts'
import { mermaidLimits, renderMermaid } from '../../src/render/graph/mermaid.ts'
import { policies, policyOf } from '../flows/shipped.ts'
import { hostilePolicy, ladderOf } from './graph-policy.ts'

// The few forms that are written, with texts in which each special character is an entity code.
const text = /"(?:[^"#;<>{}[\]`%$\\|&@*_~^=\n]|#\d+;|<br\/>)*"/.source
const statements = [
  /^flowchart BT$/,
  /^ %% (?:[^#;\n{}]|#\d+;)*$/,
  new RegExp(`^ subgraph c\\d+\\[${text}\\]$`),
  new RegExp(`^ {2}subgraph c\\d+l\\d+\\[${text}\\]$`),
  /^ {2}direction BT$/,
  /^ {1,2}end$/,
  new RegExp(`^ {2}c\\d+v\\d+(?:\\[${text}\\]|\\(\\[${text}\\]\\)|\\[\\[${text}\\]\\]|>${text}\\])$`),
  new RegExp(`^ {2}c\\d+v\\d+ (?:-->|-\\.->)(?:\\|${text}\\|)? c\\d+v\\d+$`),
  /^ style c\d+v\d+ [a-z0-9:, -]+$/,
  /^ linkStyle [\d,]+ stroke-width:5px$/,
  /^$/,
]

const strange = (mermaid: string): readonly string[] =>
  mermaid.split('\n').filter((line) => !statements.some((one) => one.test(line)))

describe.each(policies)('%s', (id) => {
  test('is all statements, and not too large for Mermaid', () => {
    const graph = graphOf(policyOf(id))
    const mermaid = renderMermaid(graph)
    expect(strange(mermaid)).toEqual([])
    expect(mermaid.length).toBeLessThan(mermaidLimits.characters)
    const edges = mermaid.match(/ -\.?->/g)?.length
    expect(edges).toBe(graph.charts.reduce((sum, chart) => sum + chart.edges.length, 0))
  })
})

test('what Mermaid reads is coded, the rest stays readable', () => {
  const [scenario] = policyOf('southwark').scenarios
  if (scenario === undefined) throw new Error('no scenario')
  const policy = {
    ...policyOf('southwark'),
    scenarios: [{ ...scenario, title: '1. "A" [b]; fa:fa-x: (c) #d' }],
  }
  expect(renderMermaid(graphOf(policy))).toContain('"1#46; #34;A#34; #91;b#93;#59; fa#58;fa-x: (c) #35;d"')
})

test('whatever a flow says', () => {
  fc.assert(
    fc.property(hostilePolicy, (policy) => {
      expect(strange(renderMermaid(graphOf(policy)))).toEqual([])
    }),
    { numRuns: 20 },
  )
})

test('2,000 rungs', () => {
  expect(renderMermaid(graphOf(ladderOf(2_000))).split('\n').length).toBeGreaterThan(6_000)
})
