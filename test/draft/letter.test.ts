/** A draft filled for a case: what the record has stands in it, what it does not have stays visible, and what was typed is only text. */
import fc from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import PostalMime from 'postal-mime'
import { describe, expect, it, test } from 'vitest'
import type { Case, Placed } from '../../src/case/case.ts'
import { replay } from '../../src/case/evolve.ts'
import type { Fact } from '../../src/case/fact.ts'
import { piecesOf } from '../../src/draft/blanks.ts'
import { chronologyOf } from '../../src/draft/chronology.ts'
import type { Draft } from '../../src/draft/draft.ts'
import { fillingOf } from '../../src/draft/filling.ts'
import { answerBlank, fillDraft, type Letter, leaveOutBlank, openBlanks } from '../../src/draft/letter.ts'
import { changeLine, linesOf } from '../../src/draft/lines.ts'
import { loadDraft } from '../../src/draft/load.ts'
import { readLetter } from '../../src/draft/read.ts'
import { walk } from '../../src/proof/walk.ts'
import { letterDocx } from '../../src/render/letter/docx.ts'
import { letterMail } from '../../src/render/letter/eml.ts'
import { letterMarkdown } from '../../src/render/letter/markdown.ts'
import { letterText } from '../../src/render/letter/plain.ts'
import { policyOf, walkOf, worldOf } from '../flows/shipped.ts'
import { hostileStrings } from '../hostile/strings.ts'

const now = '2026-11-24T09:00:00+00:00'
const policy = policyOf('greenvale')

/** The case after a walk, with some of its facts changed. `until`: no further than a fact like this. */
const caseOf = (
  name: string,
  change: (fact: Fact) => Fact = (fact) => fact,
  until: (fact: Fact) => boolean = () => false,
): Case => {
  const one = walkOf('greenvale', name)
  const { facts } = walk(worldOf(policy), policy, one.script, one.start)
  const end = facts.findIndex(({ fact }) => until(fact))
  const placed: Placed[] = facts.slice(0, end < 0 ? facts.length : end).map(({ place, fact }, i) => ({
    entry: i + 1,
    index: 1,
    place,
    fact: change(fact),
  }))
  return replay(worldOf(policy), placed)
}

const draftOf = (body: string, more = ''): Draft => {
  const front = `title: T\nform: letter\nrungs: [closing]\nclause: "2.4c"\nto: A\nsubject: "S {record}"\n${more}`
  const loaded = loadDraft(policy, 'a-letter.md', `---\n${front}---\n${body}\n`)
  if (loaded.kind !== 'ok') throw new Error(JSON.stringify(loaded.findings))
  return loaded.value
}

const given = { now, id: 'K7-2026-0042', school: 'Example School', reachMe: '020 7946 0000' }

const letterOf = (body: string, state: Case = caseOf('agreed-at-once')): Letter =>
  fillDraft(draftOf(body), fillingOf(state, given))

const markdownOf = (letter: Letter): string => letterMarkdown(letter).split('\n---\n\n')[1] ?? ''

/** A case in which a person typed this, wherever they could. */
const typed = (text: string): Case =>
  caseOf('agreed-at-once', (fact) =>
    fact.kind === 'answer' && fact.value.kind === 'text' ? { ...fact, value: { kind: 'text', text } } : fact,
  )

describe('blanks', () => {
  it('are filled with what the case has', () => {
    const letter = letterOf(
      '{today} · {school} · {reach-me} · {record} · {recorded-by}\n\n- {children}: {concern}\n- {told}\n\n{agreed-what}; {agreed-who}; {agreed-by}',
    )
    expect(letter).toMatchObject({ title: 'T', to: 'A', subject: 'S K7-2026-0042' })
    expect(markdownOf(letter)).toBe(
      '24 November 2026 · Example School · 020 7946 0000 · K7-2026-0042 · J. Example, Designated Safeguarding Lead\n\n' +
        '- A.B., year 4: Bruises, and a fear of going home\n- Wed 18 Nov 2026, 16:00\n\n' +
        'A strategy meeting was held; A. Example; Fri 20 Nov 2026\n',
    )
  })

  it('stay, in words, where the case says nothing, and a receipt that nobody gave is left out', () => {
    const letter = letterOf('Dear {their-name}, {? the day}\n\n{levels}\n\nCode: {receipt}')
    expect(markdownOf(letter)).toBe(
      'Dear {fill in: the name of the person you write to}, {fill in: the day}\n\n' +
        '{fill in: each concern, with the criterion that it meets and what shows it}\n',
    )
  })

  it('of a person are told with their line, answered one by one, and a line that is not needed goes', () => {
    const letter = letterOf(
      '- Form: {? the day} {? the place}\n- Others: {? names}\n\n| A | B |\n|---|---|\n| x | {? y} |',
    )
    expect(openBlanks(letter)).toEqual([
      { words: 'the day', context: 'Form: … …' },
      { words: 'the place', context: 'Form: … …' },
      { words: 'names', context: 'Others: …' },
      { words: 'y', context: 'x | …' },
    ])
    const without = leaveOutBlank(answerBlank(answerBlank(letter, 3, 'two\nlines'), 1, '*there*'), 1)
    expect(markdownOf(without)).toBe(
      '- Form: {fill in: the day} \\*there\\*\n\n| A | B |\n| - | - |\n| x | two lines |\n',
    )
    expect(markdownOf(leaveOutBlank(letterOf('| A | B |\n|---|---|\n| x | {? y} |\n\nend'), 0))).toBe('end\n')
  })
})

describe('what was typed is only text', () => {
  const body =
    'Dear {their-name}: {concern}\n\n{concern}\n\n- {concern}\n\n| A |\n|---|\n| {concern} |\n\n{chronology}'
  const same = (state: Case, text: string): void => {
    const letter = letterOf(body, state)
    const kinds = (one: Letter): readonly string[] => one.body.children.map(({ type }) => type)
    const back = readLetter(letterMarkdown(letter))
    // Paragraphs may be more, where the text has empty lines; nothing else is.
    expect(new Set(kinds(back)), text).toEqual(new Set(['paragraph', 'list', 'table']))
    expect(kinds(back).filter((kind) => kind === 'table')).toHaveLength(2)
    expect(letterText(back).replaceAll(/\s+/g, ' ')).toBe(letterText(letter).replaceAll(/\s+/g, ' '))
  }

  test('of hostile strings', () => {
    for (const text of hostileStrings) if (text.trim() !== '') same(typed(text), text)
  })

  test('of any text that looks like marks', () => {
    const marks = fc
      .array(
        fc.constantFrom(
          '#',
          '*',
          '-',
          '1.',
          '>',
          '|',
          '[a](b)',
          '<b>',
          '`',
          '\n',
          '\n\n',
          ' ',
          'x',
          '~~~',
          '{fill in: y}',
          '&amp;',
          '\\',
          '=',
          '+',
          '_',
        ),
        {
          minLength: 1,
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(''))
      .filter((text) => text.trim() !== '')
    fc.assert(fc.property(marks, (text) => same(typed(text), text)))
  })
})

describe('the chronology', () => {
  it('is in the order in which things happened, and marks what was written down later', () => {
    const told = chronologyOf(caseOf('no-answer-at-christmas'))
    const order = told.map(({ at }) => `${at.date} ${at.time ?? ''}`)
    expect(order).toEqual([...order].sort())
    const late = told.filter(({ writtenLater }) => writtenLater !== undefined)
    expect(late.length).toBeGreaterThan(0)
    for (const { at, writtenLater } of late) expect(at.date < (writtenLater ?? '')).toBe(true)
  })

  it('has no step of what the reader does next, and no danger that there was not', () => {
    const text = letterText(
      letterOf('{chronology}\n\n{steps}', caseOf('to-the-director-and-agreed-after-all')),
    )
    expect(text).toContain('Ask for the social worker who decided: Not agreed.')
    expect(text).not.toMatch(/: go up|: write to the Service|danger: No\b(?! )/)
  })
})

/** On the way to its end, where what was agreed is to be done. */
const atPromise = (change?: (fact: Fact) => Fact): Case =>
  caseOf('agreed-at-once', change, (fact) => fact.kind === 'answer' && fact.field === 'promise-outcome')

describe('while what was agreed is to be done', () => {
  it('each step is told once', () => {
    expect(atPromise().position.kind).toBe('promise')
    expect(markdownOf(letterOf('{steps}', atPromise()))).toBe(
      '- Ask for the social worker who decided (2.4a): Agreed, Thu 19 Nov 2026, 10:35, A. Example, duty social worker\n',
    )
  })

  it('who will do it stands with what was agreed, though that was passed over, and not with the call before', () => {
    const state = atPromise((fact) =>
      fact.kind === 'answer' && fact.field === 'promise-what' ? { ...fact, value: { kind: 'none' } } : fact,
    )
    const found = chronologyOf(state).find(({ details }) =>
      details.some(({ label }) => label === 'To be done by'),
    )
    expect(found?.what).toBe('What was agreed: not given')
  })
})

test('the last answer is the other side’s: what one did oneself is none', () => {
  const own = policyOf('southwark')
  const one = walkOf('southwark', 'communication-policy-issues-at-stage-3')
  const { facts } = walk(worldOf(own), own, one.script, one.start)
  const state = replay(
    worldOf(own),
    facts.map(({ place, fact }, i) => ({ entry: i + 1, index: 1, place, fact })),
  )
  const { words } = fillingOf(state, given)
  expect([words['last-outcome'], words['last-reason']]).toEqual(['Not agreed', 'An operational matter'])
})

describe('what becomes of a letter', () => {
  const letter = letterOf(
    'Dear Ms Ünal,\n\n## The decision\n\n- one\n- {? two}\n\n| When | What |\n|---|---|\n| then | it |',
  )

  test('Markdown and back is the same letter', () => {
    expect(readLetter(letterMarkdown(letter))).toMatchObject({
      title: 'T',
      to: 'A',
      subject: 'S K7-2026-0042',
    })
    expect(letterMarkdown(readLetter(letterMarkdown(letter)))).toBe(letterMarkdown(letter))
  })

  test('a text without the head is all letter', () => {
    expect(readLetter('# Mine\n\nDear you')).toMatchObject({ title: '', to: '', subject: '' })
    expect(letterText(readLetter('# Mine\n\nDear you'))).toBe('Mine\n----\n\nDear you\n')
    expect(letterMarkdown(readLetter('# Mine\n\nDear you'))).toBe('# Mine\n\nDear you\n')
  })

  test('a rule in a text without a head does not make a head of what stands before it', () => {
    const text = letterMarkdown(readLetter('Dear you\n\n---\n\n# Mine\n\n---\n\nYours'))
    expect(letterText(readLetter(text))).toMatch(/^Dear you[\s\S]*Mine[\s\S]*Yours\n$/)
    expect(letterMarkdown(readLetter(text))).toBe(text)
  })

  test('a mail opens as a draft: unsent, from nobody, to nobody; its words are all there', async () => {
    const bytes = await letterMail(letter, now, 'abc')
    const text = Buffer.from(bytes).toString('latin1')
    expect(text).toMatch(/^X-Unsent: 1\r$/m)
    expect(text.split('\r\n').every((line) => line.length <= 78)).toBe(true)
    expect(text).not.toMatch(/(?<!\r)\n/)
    const mail = await PostalMime.parse(bytes)
    expect(mail).toMatchObject({ subject: 'S K7-2026-0042', messageId: '<abc@rungs.invalid>' })
    expect([mail.from, mail.to]).toEqual([undefined, undefined])
    expect(new Date(mail.date ?? '').toISOString()).toBe('2026-11-24T09:00:00.000Z')
    expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(
      'Dear Ms Ünal,\n\nThe decision\n------------\n\n- one\n- [fill in: two]\n\nWhen: then\nWhat: it',
    )
    expect(mail.html).toBeUndefined()
  })

  test('a subject of two lines forges no header', async () => {
    const forged = { ...letter, subject: 'a\r\nBcc: x@example.org' }
    const mail = await PostalMime.parse(await letterMail(forged, now, 'abc'))
    expect(mail.bcc).toBeUndefined()
    expect(mail.subject).toContain('Bcc')
  })

  test('a document has the words, marks what is still to be filled in, and names no computer', async () => {
    const parts = unzipSync(await letterDocx(letter))
    const xml = strFromU8(parts['word/document.xml'] ?? new Uint8Array())
    const words = xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]*>/g, '')
    for (const one of ['To: A', 'S K7-2026-0042', 'Dear Ms Ünal,', 'The decision', 'one', 'then'])
      expect(words).toContain(one)
    expect(xml).toMatch(/<w:highlight w:val="yellow"\/>.*?\[fill in: two\]/)
    expect(strFromU8(parts['docProps/core.xml'] ?? new Uint8Array())).toMatch(/<dc:creator>Rungs</)
  })
})

test('a line is corrected, and the others are left', () => {
  const letter = letterOf('One\n\n- two\n\n| A |\n|---|\n| four |')
  expect(linesOf(letter)).toEqual(['One', 'two', 'A', 'four'])
  expect(linesOf(changeLine(letter, 1, '# three'))).toEqual(['One', '# three', 'A', 'four'])
  expect(markdownOf(changeLine(letter, 3, 'a|b'))).toContain('| a\\|b |')
})

test('pieces of a text are the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const text = `${a}{fill in: x}${b}`
      const back = piecesOf(text)
        .map((piece) => (piece.kind === 'text' ? piece.text : `{fill in: ${piece.words}}`))
        .join('')
      expect(back).toBe(text)
    }),
  )
})
