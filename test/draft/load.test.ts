/** The file of a draft: what is good comes through whole, and what is wrong is told with its line and column. */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it, test } from 'vitest'
import { loadDraft } from '../../src/draft/load.ts'
import { policies, policyOf } from '../flows/shipped.ts'

const greenvale = policyOf('greenvale')

const front = {
  title: 'Letter',
  form: 'letter',
  rungs: '[service-manager]',
  clause: '2.4c',
  to: 'Service Manager',
  subject: '"Record {record}"',
}

const file = (body: string, changed: Partial<typeof front> = {}, more = ''): string =>
  `---\n${Object.entries({ ...front, ...changed })
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('')}${more}---\n${body}\n`

const load = (text: string, name = 'letter.md') => loadDraft(greenvale, name, text)

const found = (text: string, name?: string): readonly string[] => {
  const loaded = load(text, name)
  return loaded.kind === 'ok'
    ? []
    : loaded.findings.map(({ code, line, column }) => `${code} ${line}:${column}`)
}

describe('a draft that is good', () => {
  it('says where it is wanted, on what it rests, and what stands in it', () => {
    const loaded = load(
      file(
        'Dear {their-name},\n\n{chronology}\n\n- {? the date}',
        { rungs: '[not-accepted/service-manager, promise, closing, advice/lado]' },
        'gaps: [no-clocks]\n',
      ),
      'greenvale/drafts/a-letter.md',
    )
    if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings))
    expect(loaded.value).toMatchObject({
      id: 'a-letter',
      title: 'Letter',
      form: 'letter',
      places: [
        { kind: 'rung', scenario: 'not-accepted', rung: 'service-manager' },
        { kind: 'promise' },
        { kind: 'closing' },
        { kind: 'advice', id: 'lado' },
      ],
      subject: 'Record {record}',
      remarks: ['no-clocks'],
    })
    expect(loaded.value.body.children.map(({ type }) => type)).toEqual(['paragraph', 'paragraph', 'list'])
  })
})

describe('what is wrong is told where it stands', () => {
  test.each([
    ['a blank that there is none of', file('one\n\nDear {their-nam},'), ['RD001 11:6']],
    ['the same in the subject', file('x', { subject: '"{recrod}"' }), ['RD001 7:10']],
    ['on the second line of a paragraph', file('one\ntwo {nobody} three'), ['RD001 10:5']],
    ['a question without words', file('{?}'), ['RD001 9:1']],
    ['a brace alone', file('it { costs'), ['RD002 9:4']],
    ['a table within a line', file('See {chronology} here'), ['RD003 9:5']],
    ['a table within a list', file('- {steps}'), ['RD003 9:3']],
    ['a link', file('[a](https://example.org)'), ['RD004 9:1']],
    ['HTML', file('<b>x</b>'), ['RD004 9:1', 'RD004 9:5']],
    ['a clause that is cited nowhere', file('x', { clause: '"99.9"' }), ['RD006 5:9']],
    ['a step that there is none of', file('x', { rungs: '[service-manger]' }), ['RF010 4:9']],
    ['advice that there is none of', file('x', { rungs: '[advice/nobody]' }), ['RF010 4:9']],
    ['a gap that there is none of', file('x', {}, 'gaps: [none]\n'), ['RF010 8:8']],
    ['a form of another kind', file('x', { form: 'fax' }), ['RF007 3:7']],
    ['a character that cannot be seen', file('a\u202eb'), ['RF025 9:2']],
    ['no head', 'Dear you,\n', ['RD005 1:1']],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test('a name that no record could have', () => {
    expect(found(file('x'), 'My Letter.md')).toEqual(['RD007 1:1'])
  })

  test('the nearest blank is suggested', () => {
    const loaded = load(file('{recorded-bye}'))
    expect(loaded.kind === 'findings' && loaded.findings[0]?.hint).toContain('recorded-by')
  })
})

test.each(policies)('the drafts of %s have no finding', (id) => {
  const folder = new URL(`../../flows/${id}/drafts/`, import.meta.url)
  const names = readdirSync(folder)
  expect(names.length).toBeGreaterThan(1)
  for (const name of names)
    expect(loadDraft(policyOf(id), name, readFileSync(new URL(name, folder), 'utf8')).kind, name).toBe('ok')
})
