/** The page for the wall and the trainer's pages, as they are written: nothing is left out, nothing is invented, no text becomes markup. */
import { describe, expect, it, test } from 'vitest'
import type { Policy } from '../../src/flow/policy.ts'
import { rungsOf } from '../../src/flow/rungs.ts'
import type { Document } from '../../src/render/document/document.ts'
import { writeHtml } from '../../src/render/document/html.ts'
import { writeMarkdown } from '../../src/render/document/markdown.ts'
import { editionWarnings } from '../../src/render/flow/edition.ts'
import { handoutDocument } from '../../src/render/training/handout.ts'
import { noteBlocks } from '../../src/render/training/notes.ts'
import { contactsOf } from '../../src/training/handout.ts'
import { notesOf } from '../../src/training/notes.ts'
import { showsWords } from '../../src/training/words.ts'
import { shippedFromSource } from '../commands/ports.ts'
import { policies, policyOf, worldOf } from '../flows/shipped.ts'
import { exercisesOf } from '../training/exercises.ts'
import { withTexts } from './every-text.ts'
import { wholeCommon, wholePolicy } from './whole-policy.ts'

const common = shippedFromSource().common()
const today = '2026-11-23'
const pageOf = (policy: Policy, local = {}): Document => handoutDocument({ policy, common, local, today })

/** The words of a page, as a reader has them. */
const wordsOf = (html: string): string =>
  html
    .slice(html.indexOf('<body>'))
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe.each(policies)('%s', (id) => {
  const policy = policyOf(id)
  const words = wordsOf(writeHtml(pageOf(policy)))
  const rungs = policy.scenarios.flatMap(rungsOf)

  it('has every scenario, and of every rung what to do, whom to ask for and what to say', () => {
    for (const scenario of policy.scenarios) {
      expect(words).toContain(plain(scenario.title))
      expect(words).toContain(plain(scenario.when))
    }
    for (const { title, whom, say } of rungs)
      for (const text of [title, whom, say?.text])
        if (text !== undefined) expect(words.toLowerCase()).toContain(plain(text).toLowerCase())
  })

  it('has every number of the ladders as it is printed', () => {
    for (const contact of contactsOf(policy).named)
      for (const { value } of contact.lines) expect(words).toContain(plain(value))
    const used = new Set(rungs.flatMap((one) => one.contacts))
    for (const one of used) expect(contactsOf(policy).named.map(({ id: known }) => known)).toContain(one)
  })

  it('prints every clock in the words of the policy, and none that is not there', () => {
    const clocks = [
      ...rungs.flatMap((one) => one.clocks),
      ...policy.scenarios.flatMap((one) => [...one.clocks, ...one.stages.flatMap((stage) => stage.clocks)]),
    ]
    for (const clock of clocks) expect(words).toContain(plain(clock.title))
    if (rungs.some((one) => one.clocks.length === 0)) expect(words).toContain('no clock printed')
    if (clocks.length === 0) expect(words).not.toContain('counted from')
  })

  it('says what it is, how old the policy is, and puts danger before any step', () => {
    for (const warning of editionWarnings(policy, today)) expect(words).toContain(plain(warning))
    expect(words).toContain('Made on Mon 23 Nov 2026')
    expect(words.indexOf('Call 999')).toBeLessThan(words.indexOf('Ladder:'))
    expect(words).toMatch(/^ TRAINING: /)
    const html = writeHtml(pageOf(policy))
    for (const place of ['@top-center', '@bottom-left'])
      expect(html).toMatch(new RegExp(`${place} \\{ content: "TRAINING`))
    expect(words).toContain(`rungs flow show ${id}`)
  })

  it('is the same in Markdown', () => {
    const markdown = writeMarkdown(pageOf(policy)).replace(/\\/g, '').replace(/\s+/g, ' ')
    expect(markdown).toMatch(/^# TRAINING: /)
    for (const { title } of rungs) expect(markdown).toContain(plain(title))
    for (const contact of contactsOf(policy).named)
      for (const { value } of contact.lines) expect(markdown).toContain(plain(value))
  })
})

test('each agency’s posts in their order', () => {
  const policy = policyOf('cambridgeshire')
  const words = wordsOf(writeHtml(pageOf(policy)))
  for (const { title, posts } of policy.agencies) {
    expect(words).toContain(plain(title))
    for (const post of posts) expect(words).toContain(plain(post.title))
  }
})

test('much of it stands in two columns on paper, little does not', () => {
  expect(writeHtml(pageOf(policyOf('northway')))).toContain('<main class="sheet dense">')
  expect(writeHtml(pageOf(policyOf('greenvale')))).toContain('<main class="sheet">')
})

test('a correction of the school takes the place of the printed number, and says so', () => {
  const words = wordsOf(writeHtml(pageOf(policyOf('greenvale'), { mash: { value: '020 7946 0001' } })))
  expect(words).toContain('020 7946 0001')
  expect(words).toContain('local correction')
  expect(words).toContain('instead of the printed 020 8314 6660')
})

test.each(policies.flatMap((id) => exercisesOf(id)))('$id: every point with its clause', (exercise) => {
  const policy = policyOf(exercise.policy)
  const page = pageOf(policy)
  const notes = noteBlocks([notesOf(worldOf(policy), policy, exercise)])
  const html = writeHtml({ ...page, blocks: [...page.blocks, ...notes] })
  const words = wordsOf(html)
  for (const text of [exercise.title, ...exercise.story]) expect(words).toContain(plain(text))
  for (const talk of Object.values(exercise.talks).flat()) {
    for (const { ask, point, clause } of talk.discuss) {
      expect(words).toContain(plain(ask))
      expect(
        words.slice(words.indexOf(plain(point))).slice(0, plain(point).length + clause.length + 20),
      ).toContain(clause)
    }
    for (const said of Object.values(talk.theySay ?? {})) expect(words).toContain(plain(said))
  }
  expect(words).toContain(`It shows ${exercise.shows.map((one) => showsWords[one]).join(', ')}, and takes`)
  expect(html).toContain('h2[id^="notes."] { break-before: page; }')
  expect(html).toContain('id="notes.')
})

const hostile = [
  '<script>alert(1)</script>',
  '</style></td></table>',
  '# heading',
  '- item\n- item',
  '[a](javascript:x)',
  '\u202e\u0007\u200b',
  '"><img src=x>',
  '`code` **bold** | a | b |',
  '"; } body { display: none',
]

const tags = (html: string): readonly string[] =>
  html.slice(html.indexOf('<body>')).match(/<\/?[a-z0-9]+/g) ?? []

const hostilePage = (text: string): Document =>
  handoutDocument({
    policy: withTexts(wholePolicy, text),
    common: withTexts(wholeCommon, text),
    local: { 'contact-1': { value: text, note: text } },
    today,
  })

test.each(hostile)('a hostile text stays a text: %j', (text) => {
  const html = writeHtml(hostilePage(text))
  expect(tags(html)).toEqual(tags(writeHtml(hostilePage('a plain text'))))
  expect(html).not.toMatch(/<script|<img|<\/style>(?!\s*<\/head>)/)
  const markdown = writeMarkdown(hostilePage(text))
  for (const written of [html, markdown]) expect(written).not.toMatch(/[\u202e\u0007\u200b]/)
  expect(markdown).not.toMatch(/(?:^|[^\\])<(?:script|img)|(?:^|[^\\])\[a\]/m)
})
