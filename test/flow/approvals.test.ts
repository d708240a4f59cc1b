/** approvals.yaml: read strictly, with everything that is wrong with it said at once, in bounded time. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { parseApprovals } from '../../src/flow/approvals.ts'

const digest = '0123456789abcdef'.repeat(4)
const one = { by: 'A. Example', role: 'Board manager', on: '2026-11-23', sha256: digest }

const findings = (text: string) => {
  const parsed = parseApprovals('approvals.yaml', text)
  return parsed.kind === 'ok' ? [] : parsed.findings
}

const written = (change: Readonly<Record<string, unknown>>): string => stringify([{ ...one, ...change }])

test('a list of approvals, in its order', () => {
  const two = { ...one, by: 'B. Example', on: '2026-11-24' }
  expect(parseApprovals('approvals.yaml', stringify([one, two]))).toEqual({
    kind: 'ok',
    approvals: [one, two],
  })
})

test('the lines that the document prints are read back', () => {
  const text = `- by: A. Example\n  role: Board manager\n  on: "2026-11-23"\n  sha256: "${digest}"\n`
  expect(parseApprovals('approvals.yaml', text)).toEqual({ kind: 'ok', approvals: [one] })
})

test('a date without quotation marks is a date all the same', () => {
  expect(findings(`- {by: A, role: B, on: 2026-11-23, sha256: ${digest}}`)).toEqual([])
})

test.each([
  ['', 'nothing'],
  ['# nobody yet\n', 'a comment'],
  ['[]\n', 'an empty list'],
])('%j holds no approval', (text) => {
  expect(parseApprovals('approvals.yaml', text)).toEqual({ kind: 'ok', approvals: [] })
})

describe('what is wrong is RF040 with its line', () => {
  test.each([
    ['no list', 'by: A. Example\n'],
    ['a word it does not know', written({ note: 'x' })],
    ['a missing word', `- by: A. Example\n  on: "2026-11-23"\n  sha256: "${digest}"\n`],
    ['an empty name', written({ by: '  ' })],
    ['a name without end', written({ by: 'x'.repeat(201) })],
    ['a day that does not exist', written({ on: '2026-02-30' })],
    ['another way to write a date', written({ on: '23 November 2026' })],
    ['a short digest', written({ sha256: digest.slice(0, 16) })],
    ['a digest in capitals', written({ sha256: digest.toUpperCase() })],
    [
      'a digest that YAML takes for a number',
      `- {by: A, role: B, on: "2026-11-23", sha256: ${'1'.repeat(64)}}`,
    ],
    ['no YAML', '- by: [\n'],
    ['a key twice', `- by: A\n  by: B\n`],
    ['an alias', `- &a {by: A, role: B, on: "2026-11-23", sha256: ${digest}}\n- *a\n`],
    [
      'too many',
      stringify(
        Array.from({ length: 1001 }, () => ({ ...one })),
        { aliasDuplicateObjects: false },
      ),
    ],
    ['a large file', '#'.repeat(1_100_000)],
  ])('%s', (_, text) => {
    const found = findings(text)
    expect(found.length).toBeGreaterThan(0)
    expect(new Set(found.map((finding) => finding.code))).toEqual(new Set(['RF040']))
    expect(found.every((finding) => finding.file === 'approvals.yaml' && finding.line >= 1)).toBe(true)
  })

  test('the place of the second approval is its own', () => {
    const text = `${stringify([one])}- by: B. Example\n  role: Chair\n  on: "2026-13-01"\n  sha256: "${digest}"\n`
    expect(findings(text)).toMatchObject([{ line: 7, message: expect.stringContaining('a date is written') }])
  })
})

test('any text gives approvals or findings, never a crash', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.json().map((text) => stringify(JSON.parse(text))),
      ),
      (text) => {
        const parsed = parseApprovals('approvals.yaml', text)
        if (parsed.kind === 'findings') expect(parsed.findings.length).toBeGreaterThan(0)
        else expect(parsed.approvals.every((approval) => /^[0-9a-f]{64}$/.test(approval.sha256))).toBe(true)
      },
    ),
  )
})
