/** DOT: one statement on each line, every text a quoted string that ends where it should, no circle to trip over. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { graphOf } from '../../src/flow/graph/graph.ts'
import { renderDot } from '../../src/render/graph/dot.ts'
import { policies, policyOf } from '../flows/shipped.ts'
import { hostilePolicy } from './graph-policy.ts'

// \n is ours; any other escape stands for one character of the text. & only begins &amp;.
const quoted = /"(?:[^"\\\n&]|\\[\\"n]|&amp;)*"/.source
const attribute = `[a-z]+=(?:${quoted}|[a-z0-9]+)`
const list = `\\[${attribute}(?:, ${attribute})*\\];`
const statements = [
  /^digraph policy \{$/,
  new RegExp(`^ +subgraph ${quoted} \\{$`),
  /^ *\}$/,
  /^ {2}rankdir=BT;$/,
  new RegExp(`^ +${attribute};$`),
  new RegExp(`^ {2}fontname="Helvetica"; node ${list} edge ${list}$`),
  new RegExp(`^ +${quoted} ${list}$`),
  new RegExp(`^ +${quoted} -> ${quoted} ${list}$`),
  /^$/,
]

const strange = (dot: string): readonly string[] =>
  dot.split('\n').filter((line) => !statements.some((one) => one.test(line)))

describe.each(policies)('%s', (id) => {
  const graph = graphOf(policyOf(id))
  const dot = renderDot(graph)

  test('is all statements, with every edge', () => {
    expect(strange(dot)).toEqual([])
    expect(dot.match(/ -> /g)?.length).toBe(graph.charts.reduce((sum, chart) => sum + chart.edges.length, 0))
  })

  test('has no circle among the edges that make ranks', () => {
    const next = new Map<string, string[]>()
    for (const [, from = '', to = '', rest = ''] of dot.matchAll(/("[^"]+") -> ("[^"]+") (.*)/g))
      if (!rest.includes('constraint=false')) next.set(from, [...(next.get(from) ?? []), to])
    const done = new Set<string>()
    const circles: string[] = []
    const follow = (vertex: string, trail: readonly string[]): void => {
      if (trail.includes(vertex)) circles.push(vertex)
      else if (!done.has(vertex)) {
        for (const one of next.get(vertex) ?? []) follow(one, [...trail, vertex])
        done.add(vertex)
      }
    }
    for (const vertex of next.keys()) follow(vertex, [])
    expect(circles).toEqual([])
  })
})

test('whatever a flow says', () => {
  fc.assert(
    fc.property(hostilePolicy, (policy) => {
      expect(strange(renderDot(graphOf(policy)))).toEqual([])
    }),
    { numRuns: 20 },
  )
})
