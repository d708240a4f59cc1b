/** Whatever the texts of a flow are, the proof-reading document keeps its structure: in Markdown, in HTML, and in the style sheet. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Policy } from '../../src/flow/policy.ts'
import { writeHtml } from '../../src/render/document/html.ts'
import { writeMarkdown } from '../../src/render/document/markdown.ts'
import { policyDocument } from '../../src/render/flow/show.ts'
import { withTexts } from './every-text.ts'
import { wholeCommon, wholePolicy } from './whole-policy.ts'

const documentOf = (policy: Policy, text: string) =>
  policyDocument({
    policy,
    common: withTexts(wholeCommon, text),
    approvals: {
      kind: 'kept',
      approvals: [{ by: text, role: text, on: '2026-01-02', sha256: 'f'.repeat(64) }],
    },
    today: '2026-11-23',
  })

const both = (text: string) => {
  const document = documentOf(withTexts(wholePolicy, text), text)
  return { markdown: writeMarkdown(document), html: writeHtml(document) }
}

const pieces = [
  '<script>',
  '</style>',
  '</dd>',
  '<!--',
  ']]>',
  '&lt;',
  '&',
  '"',
  "'",
  '<',
  '>',
  '=',
  '\n',
  '\r\n',
  '\n\n',
  '\t',
  '    ',
  '#',
  '# ',
  '- ',
  '* ',
  '+ ',
  '1. ',
  '2) ',
  '---',
  '===',
  '***',
  '___',
  '> ',
  '```',
  '~~~',
  '`',
  '``',
  '|',
  '[',
  '](',
  ')',
  '![',
  '<a href="javascript:x">',
  '\\',
  '\\\\',
  '*',
  '**',
  '_',
  ' ',
  ' ',
  'a',
  'b c',
  'javascript:',
  'http://example.org',
  '\u0000',
  '\u202e',
  '\u200b',
  '\ud800',
  '\u2028',
  '\u00a0',
  'é',
  '漢',
  ':',
  '-',
  '|---|',
  '$',
  '{',
  '%',
]
const hostile = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 14 })
  .map((parts) => parts.join(''))
  .filter((text) => text.trim() !== '')

const tags = (html: string): readonly string[] =>
  (html.slice(html.indexOf('<body>')).match(/<[^>]*>/g) ?? []).map((tag) =>
    tag.replace(/ (?:class|style)="[^"]*"/g, ''),
  )

/** How many lines begin which kind of block; indented code only where it is the lines to keep. */
const starts = (markdown: string): Readonly<Record<string, number>> => {
  const count = (pattern: RegExp): number => (markdown.match(pattern) ?? []).length
  return {
    headings: count(/^ *#{1,6}(?: |$)/gm),
    bullets: count(/^ *[-+*](?: |$)/gm),
    numbers: count(/^ *\d{1,9}[.)](?: |$)/gm),
    quotes: count(/^ *>/gm),
    fences: count(/^ *(?:```|~~~)/gm),
    html: count(/^ *</gm),
    rules: count(/^ *(?:=+|(?:[-*_] *){2,}) *$/gm),
    code: count(/\n\n(?: {4}[^\n]*\n)+/g),
    blanks: count(/^$/gm),
  }
}

/** The characters that open or close inline markup, escaped ones and the bodies of code aside. */
const markup = (markdown: string): Readonly<Record<string, number>> => {
  const bare = markdown.replace(/\\[\\`*_[\]<>~|&#+=.)-]/g, '').replace(/`[^`\n]+`/g, '``')
  return Object.fromEntries(
    ['*', '`', '[', ']', '<', '>', '|', '~'].map((one) => [one, bare.split(one).length - 1]),
  )
}

const plain = both('Plain words')

test('no text becomes HTML: the tags are those of a document with plain texts', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { html } = both(text)
      expect(tags(html)).toEqual(tags(plain.html))
      expect(html).not.toMatch(/[\u0000-\u0008\u200b\u202e\u2028]/)
    }),
    { numRuns: 100 },
  )
})

test('no text becomes Markdown: blocks and inline markup are those of a document with plain texts', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const { markdown } = both(text)
      expect(starts(markdown)).toEqual(starts(plain.markdown))
      expect(markup(markdown)).toEqual(markup(plain.markdown))
    }),
    { numRuns: 100 },
  )
})

test('an id that came from anywhere else stays in its place too', () => {
  const id = '"}</style><script>`x`\n# y'
  const html = writeHtml(documentOf({ ...wholePolicy, id }, 'text'))
  expect(html.match(/<\/style>/g)).toHaveLength(1)
  expect(html).not.toContain('<script')
  const markdown = writeMarkdown(documentOf({ ...wholePolicy, id }, 'text'))
  expect(markdown).toContain('`` "}</style><script>`x` # y ``')
})

test('the HTML asks nothing of the network and runs nothing', () => {
  const { html } = both('https://example.org <img src=x onerror=alert(1)>')
  expect(html).toContain(
    `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
  )
  expect(html).not.toMatch(/<(?:script|link|img|iframe|object|embed|form|base|svg)\b/i)
  expect(html).not.toMatch(/<[^>]* (?:src|on\w+|action)=/i)
  expect(html).not.toMatch(/url\(|@import/)
  expect([...html.matchAll(/href="([^"]*)"/g)].filter(([, to]) => !to?.startsWith('#'))).toEqual([])
})

test('every link leads to something, every id stands once, and headings go down one level at a time', () => {
  const { html } = both('text')
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((one) => one[1])
  expect(new Set(ids).size).toBe(ids.length)
  expect(
    [...html.matchAll(/href="#([^"]*)"/g)].map((one) => one[1]).filter((to) => !ids.includes(to)),
  ).toEqual([])
  const levels = [...html.matchAll(/<h([1-6])/g)].map((one) => Number(one[1]))
  expect(levels.filter((level, i) => i > 0 && level > (levels[i - 1] ?? 0) + 1)).toEqual([])
  expect(levels.filter((level) => level === 1)).toHaveLength(1)
  expect(html).toContain('<html lang="en-GB">')
  expect([...html.matchAll(/<table[^>]*>(?!<caption>)/g)]).toEqual([])
})
