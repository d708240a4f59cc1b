/** Text in what is made of values: records, documents, drawings, findings, JSON. */
import type { Fact, Place } from '../../src/case/fact.ts'
import { calendarFile } from '../../src/draft/calendar-file.ts'
import { diffPolicies } from '../../src/flow/diff/diff.ts'
import type { Finding } from '../../src/flow/finding.ts'
import { graphOf } from '../../src/flow/graph/graph.ts'
import { normaliseText } from '../../src/record/escape.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { contactLines } from '../../src/render/contacts.ts'
import { writeHtml } from '../../src/render/document/html.ts'
import { writeMarkdown } from '../../src/render/document/markdown.ts'
import { renderFinding } from '../../src/render/finding-text.ts'
import { renderChanges } from '../../src/render/flow/diff.ts'
import { changeSentence } from '../../src/render/flow/diff-sentence.ts'
import { policyDocument } from '../../src/render/flow/show.ts'
import { type Tested, testedText } from '../../src/render/flow/test.ts'
import { renderDot } from '../../src/render/graph/dot.ts'
import { renderMermaid } from '../../src/render/graph/mermaid.ts'
import { renderSvg } from '../../src/render/graph/svg.ts'
import { jsonText } from '../../src/render/json.ts'
import { rowText, wrapLines } from '../../src/render/lines.ts'
import { plainLines } from '../../src/terminal/plain-text.ts'
import { write } from '../record/sample.ts'
import { withTexts } from '../render/every-text.ts'
import { spoilt } from '../render/graph-policy.ts'
import { wholeCommon, wholePolicy } from '../render/whole-policy.ts'
import { dealer } from './terminals.ts'

const stamp = '2026-11-19T10:31:05+00:00'
const note: Place = { kind: 'note' }

/** A record with these texts, read back: what is read must be what was typed. */
export const inRecord = (texts: readonly string[]): string => {
  const facts = texts.flatMap((text): readonly (readonly [Place, Fact])[] => [
    [note, { kind: 'answer', at: stamp, field: 'note', value: { kind: 'text', text } }],
    [note, { kind: 'recovered', at: stamp, bytes: 1, sha256: '0'.repeat(64), text }],
    [note, { kind: 'taken-over', at: stamp, text }],
  ])
  const { text } = write(facts)
  const parsed = parseRecord(text)
  const back = parsed.entries.flatMap((entry) =>
    entry.facts.map((fact) => (fact.kind === 'answer' && fact.value.kind === 'text' ? fact.value.text : '')),
  )
  if (parsed.problems.length > 0) throw new Error(`not read back: ${parsed.problems[0]?.message}`)
  for (const one of texts)
    if (!back.includes(normaliseText(one)))
      throw new Error(`read back as another text: ${JSON.stringify(one)}`)
  return text
}

const documentOf = (texts: readonly string[]) => {
  const text = dealer(texts)
  return policyDocument({
    policy: withTexts(wholePolicy, text),
    common: withTexts(wholeCommon, text),
    approvals: {
      kind: 'kept',
      approvals: [{ by: text(), role: text(), on: '2026-01-02', sha256: 'f'.repeat(64) }],
    },
    today: '2026-11-23',
  })
}

export const asHtml = (texts: readonly string[]): string => writeHtml(documentOf(texts))
export const asMarkdown = (texts: readonly string[]): string => writeMarkdown(documentOf(texts))

const graph = (texts: readonly string[]) => {
  const [title = '', now = ''] = texts
  const drawn = graphOf(spoilt(texts, 2))
  return { ...drawn, marked: { record: title, now } }
}

export const asSvg = (texts: readonly string[]): string =>
  renderSvg(graph(texts), { danger: { text: texts[0] ?? '', label: texts[1] ?? '' } })
export const asMermaid = (texts: readonly string[]): string => renderMermaid(graph(texts))
export const asDot = (texts: readonly string[]): string => renderDot(graph(texts))

/** Whom to call, in the widths of three terminals and as plain text. */
export const asContacts = (texts: readonly string[]): string => {
  const text = dealer(texts)
  const local = { 'contact-1': { value: text(), note: text() } }
  const lines = contactLines(withTexts(wholePolicy, text), withTexts(wholeCommon, text), {}, local)
  const rows = [20, 80, 200].flatMap((width) => wrapLines(lines, width).map(rowText))
  return `${rows.join('\n')}\n${plainLines(lines, 79)}`
}

export const asDiff = (texts: readonly string[]): string => {
  const newer = withTexts(wholePolicy, dealer(texts))
  const changes = [...diffPolicies(wholePolicy, newer), ...diffPolicies(newer, wholePolicy)]
  return [
    renderChanges(changes, wholePolicy, newer, 80),
    ...changes.map((change) => changeSentence(change)),
  ].join('\n')
}

/** A finding about a line with this text in it, and a text that is its words. */
export const asFindings = (texts: readonly string[]): string =>
  texts
    .flatMap((text) => {
      const finding: Finding = { code: 'RF001', message: text, hint: text, file: text, line: 2, column: 9 }
      return [
        renderFinding(finding, `first\nbefore ${text.replaceAll('\n', ' ')} after\nlast`),
        renderFinding({ ...finding, line: 1, column: 1 }, text),
      ]
    })
    .join('\n\n')

const tested: Tested = {
  flow: 'flow',
  title: 'title',
  good: false,
  findings: [],
  walks: {
    total: 2,
    failed: 1,
    findings: [{ code: 'RF001', message: 'message', hint: 'hint', file: 'file', line: 1, column: 1 }],
  },
  coverage: {
    rungs: { covered: 1, total: 2 },
    outcomes: { covered: 1, total: 2 },
    ends: { covered: 1, total: 2 },
    starts: { covered: 0, total: 0 },
    tracks: { covered: 0, total: 0 },
    branches: { covered: 1, total: 2 },
    uncovered: [{ kind: 'outcome', of: 'a rung', what: 'an outcome', idea: 'an idea' }],
  },
  routes: {
    bound: 8,
    scenarios: [{ scenario: 'scenario', routes: 1, longer: 1, longest: 2 }],
    routes: 1,
    longer: 1,
    longest: 2,
    longestIsExact: true,
    rungs: 2,
    ways: 2,
    ends: ['x: top'],
    loops: [{ rungs: ['a/b'], back: [{ from: 'a/b', outcomes: ['x'], to: 'a/b' }], stubborn: true }],
    circles: [['a/b', 'a/c']],
    endless: ['a/d'],
    notFollowed: ['ask'],
  },
  played: {
    plays: 1,
    closed: 1,
    disagreements: [{ at: 'at', outcome: 'one', answers: { ask: 'option' }, expected: 'this', came: 'that' }],
    whole: false,
  },
  random: {
    seed: 1,
    cases: 1,
    commands: 1,
    refusals: 1,
    corrections: 1,
    closed: 1,
    failures: [{ case: 1, law: 'replay equals the live case', says: 'says', commands: ['command'] }],
  },
}

const everyString = <T>(value: T, next: () => string): T => {
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return next()
    if (inner === null || typeof inner !== 'object') return inner
    return Array.isArray(inner)
      ? inner.map(walk)
      : Object.fromEntries(Object.entries(inner).map(([key, one]) => [key, walk(one)]))
  }
  return walk(value) as T
}

export const asTested = (texts: readonly string[]): string => {
  const next = dealer(texts)
  const refused = { ...tested, findings: tested.walks?.findings ?? [] }
  return [everyString(tested, next), everyString(refused, next)]
    .map((one) => testedText(one, () => texts[0]))
    .join('')
}

/** As keys and as values, at any depth. What is parsed must be what was printed. */
export const asJson = (texts: readonly string[]): string => {
  const value = Object.fromEntries(texts.map((text) => [text, [text, { [text]: text }]]))
  const printed = jsonText(value)
  if (JSON.stringify(JSON.parse(printed)) !== JSON.stringify(value))
    throw new Error('parsed as another value')
  return printed
}

/** A reminder for each text: as its title, and in its words with the next one. Lines are unfolded: that they are folded rightly is tested beside the parser. */
export const asCalendar = (texts: readonly string[]): string =>
  calendarFile(
    texts.map((title, i) => ({
      uid: `${i}@rungs`,
      sequence: i,
      made: '2026-11-19T10:30:00+00:00',
      changed: '2026-11-19T10:30:00+00:00',
      whose: 'ours',
      date: '2026-11-20',
      overdue: false,
      title,
      words: [texts[(i + 1) % texts.length] ?? '', title],
      alarms: [{ date: '2026-11-20', time: '09:00' }],
    })),
  ).replaceAll('\r\n ', '')
