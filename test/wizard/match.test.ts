/** The words of a policy on the call, and a concern matched to a definition: what is offered, what is above the question, what is recorded. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { replay } from '../../src/case/evolve.ts'
import { fillingOf } from '../../src/draft/filling.ts'
import { fillDraft } from '../../src/draft/letter.ts'
import { loadDraft } from '../../src/draft/load.ts'
import { letterText } from '../../src/render/letter/plain.ts'
import type { Page, Prompt } from '../../src/terminal/screen.ts'
import { termsOn } from '../../src/wizard/glossary-page.ts'
import { diskWith } from '../commands/ports.ts'
import { policyOf, worldOf } from '../flows/shipped.ts'
import { choose, goOn, type Line, press, textOf, type } from './scripted.ts'
import { answersIn, factsIn, run, toFirstRung } from './started.ts'

const which = /Which one does a concern meet/

const prompt = (prompts: readonly Prompt[], title: RegExp): Prompt => {
  const found = prompts.find((one) => title.test(textOf(one)))
  if (found === undefined) throw new Error(`Nothing was asked like ${title}`)
  return found
}

const keysOf = ({ keys }: Prompt): readonly string[] => keys.map(({ key }) => key)

describe('p', () => {
  it('begins with the ladder; Enter goes back to the question', async () => {
    const prompts = await run(diskWith({}), [
      ...toFirstRung,
      [/What happened/, press('p')],
      [/^[\s\S]*The ladder: They refuse/, goOn],
      [/What happened/, press('s')],
    ])
    expect(keysOf(prompt(prompts, /The ladder: /))).toEqual(['m', 'g', '!'])
  })

  it('has the words of the screen that one came from before all others', async () => {
    const prompts = await run(diskWith({}), [
      ...toFirstRung,
      [/What happened/, press('p')],
      [/The ladder/, press('g')],
      [/Words: Greenvale/, press('p')],
      [/The ladder/, press('g')],
      [/Words: Greenvale/, goOn],
      [/What happened/, press('s')],
    ])
    const words = textOf(prompt(prompts, /Words: Greenvale/))
    const [here = '', others = ''] = words.split('Further words of the policy')
    expect(here).toContain('MASH: Multi-Agency Safeguarding Hub')
    expect(here).not.toContain('SCAIT: ')
    expect(others).toContain('SCAIT: Social Care Advice')
    expect(others).not.toContain('MASH: Multi-Agency Safeguarding Hub')
  })

  it('offers no match before there is a step, and none while the last one is half-told', async () => {
    const prompts = await run(diskWith({}), [
      [/immediate danger/, choose('no')],
      [/What is the disagreement/, press('p')],
      [/The ladder/, goOn],
      [/What is the disagreement/, choose('not-accepted')],
      [/Who are you/, type('J. Example, DSL')],
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [which, choose('level-4')],
      [/Which of your concerns/, press('p')],
      [/The ladder/, goOn],
      [/Which of your concerns/, type('Hit twice')],
    ])
    const offered = prompts.filter((one) => /The ladder/.test(textOf(one))).map(keysOf)
    expect(offered.map((keys) => keys.includes('m'))).toEqual([false, true, false])
  })
})

describe('a match', () => {
  it('offers the policy’s own first and says which are general guidance', async () => {
    const prompts = await run(
      diskWith({}),
      [
        [/immediate danger/, choose('no')],
        [/What is the disagreement/, choose('cp-not-accepted')],
        [/Who are you/, type('J. Example, DSL')],
        [/What happened/, press('p')],
        [/The ladder/, press('m')],
        [which, choose('return')],
      ],
      'northway',
    )
    const asked = prompt(prompts, which)
    const options = asked.kind === 'choice' ? asked.options : []
    const ids = options.map(({ id }) => id)
    expect(ids.slice(0, 4)).toEqual([
      'level-4-child-protection',
      'level-4-child-in-need',
      'level-3',
      'early-help',
    ])
    expect(ids.slice(4)).toEqual([
      'section-17a',
      'section-17b',
      'section-17c',
      'section-47',
      'significant-harm',
      'return',
    ])
    for (const { id, hint } of options)
      expect(hint, id).toBe(
        id === 'return' ? undefined : ids.indexOf(id) < 4 ? 'Northway' : 'general guidance',
      )
    // Digits reach all of them.
    expect(options.length).toBeLessThanOrEqual(10)
  })

  it('has its definition above the question, and is recorded by its name with what shows it', async () => {
    const disk = diskWith({})
    const prompts = await run(disk, [
      ...toFirstRung,
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [which, choose('section-47')],
      [/Which of your concerns/, type('Hit twice this week')],
      [/What happened/, press('s')],
    ])
    const question = prompt(prompts, /Which of your concerns/)
    expect(textOf(question)).toMatch(
      /General guidance, not from your policy[\s\S]*The test is reasonable cause/,
    )
    expect(textOf(question)).not.toContain('Harm is ill-treatment')
    expect(answersIn(disk).slice(-2)).toEqual([
      'match: Section 47, reasonable cause to suspect significant harm',
      'match-how: Hit twice this week',
    ])
  })

  it('has its definition there when what shows it is corrected', async () => {
    const disk = diskWith({})
    const matched = (id: string, how: string): readonly Line[] => [
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [which, choose(id)],
      [/Which of your concerns/, type(how)],
    ]
    const asked: Prompt[] = [
      ...(await run(disk, [
        ...toFirstRung,
        ...matched('level-4', 'Hit'),
        ...matched('section-17b', 'Hungry'),
        [/What happened/, press('b')],
      ])),
    ]
    const offered = asked.at(-1)
    const options = offered?.kind === 'choice' ? offered.options : []
    const first = options.find(({ label }) => label.includes('Hit'))
    const again = await run(diskWith({}), [
      ...toFirstRung,
      ...matched('level-4', 'Hit'),
      ...matched('section-17b', 'Hungry'),
      [/What happened/, press('b')],
      [/Which answer do you want/, choose(first?.id ?? '')],
      [/Why\?/, choose('mistyped')],
      [/It was: Hit/, type('Hit twice')],
    ])
    const question = textOf(prompt(again, /It was: Hit/))
    expect(question).toContain('Level 4: the level of the MASH')
    expect(question).not.toContain('section 17(10)(b)')
  })

  it('says which were matched before', async () => {
    const prompts = await run(diskWith({}), [
      ...toFirstRung,
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [which, choose('level-4')],
      [/Which of your concerns/, type('Hit')],
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [/to a definition[\s\S]*Which one/, choose('return')],
    ])
    const last = prompts.filter((one) => which.test(textOf(one))).at(-1)
    const options = last?.kind === 'choice' ? last.options : []
    expect(options.filter(({ hint }) => hint?.includes('matched before')).map(({ id }) => id)).toEqual([
      'level-4',
    ])
  })

  it('changes nothing when one goes back, and keeps half-typed text', async () => {
    const disk = diskWith({})
    const prompts = await run(disk, [
      ...toFirstRung,
      [/What happened/, choose('refused')],
      [/When did /, type('')],
      [/How did you speak/, choose('telephone')],
      [/Who was it/, press('p', 'A. Exa')],
      [/The ladder/, press('m')],
      [which, choose('return')],
      [/Who was it/, press('p', 'A. Exa')],
      [/The ladder/, press('g')],
      [/Words: Greenvale/, press('m')],
      [which, choose('level-4')],
      [/Which of your concerns/, press('!', 'Hit tw')],
      [/999/, type('Rang them')],
      [/Which of your concerns/, type('Hit twice')],
      [/Who was it/, type('A. Example')],
    ])
    const drafts = prompts.flatMap((one) =>
      one.kind === 'text' && one.draft !== undefined ? [one.draft] : [],
    )
    expect(drafts).toEqual(['A. Exa', 'Hit tw', 'A. Exa'])
    expect(answersIn(disk).filter((one) => one.startsWith('match'))).toEqual([
      'match: Level 4',
      'match-how: Hit twice',
    ])
  })

  it('gives way to danger without being recorded', async () => {
    const disk = diskWith({})
    await run(disk, [
      ...toFirstRung,
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [which, press('!')],
      [/999/, type('')],
      [/What happened/, press('s')],
    ])
    expect(answersIn(disk).filter((one) => one.startsWith('match'))).toEqual([])
    expect(answersIn(disk)).toContain('danger: Yes')
  })

  it('stands in the letter by its name, each with what shows it', async () => {
    const disk = diskWith({})
    const matched = (id: string, how: string): readonly Line[] => [
      [/What happened/, press('p')],
      [/The ladder/, press('m')],
      [which, choose(id)],
      [/Which of your concerns/, type(how)],
    ]
    await run(disk, [
      ...toFirstRung,
      ...matched('level-4', 'Hit twice'),
      ...matched('section-17b', ''),
      ...matched('section-47', 'Says that she is afraid'),
    ])
    const policy = policyOf('greenvale')
    const name = 'service-manager-letter.md'
    const text = readFileSync(new URL(`../../flows/greenvale/drafts/${name}`, import.meta.url), 'utf8')
    const draft = loadDraft(policy, name, text)
    if (draft.kind !== 'ok') throw new Error(JSON.stringify(draft.findings))
    const state = replay(worldOf(policy), factsIn(disk))
    const letter = fillDraft(
      draft.value,
      fillingOf(state, { now: '2026-11-19T11:00:00+00:00', id: 'K7-2026-0001' }),
    )
    const [, levels = ''] = letterText(letter).split('Levels of need')
    const said = levels.split('Chronology')[0]?.replace(/\s+/g, ' ')
    expect(said).toContain('Level 4: Hit twice')
    expect(said).toContain(
      'Section 47, reasonable cause to suspect significant harm: Says that she is afraid',
    )
    expect(said).toContain('Child in need, section 17(10)(b), significant impairment')
    expect(said).not.toContain('impairment: ')
  })
})

describe('the terms that stand on a page', () => {
  const page = (text: string): Page => ({ head: [], body: [{ spans: [{ text }] }] })
  const found = (text: string, ...terms: readonly string[]): readonly string[] =>
    termsOn(
      page(text),
      terms.map((term) => ({ term, meaning: 'x' })),
    ).map(({ term }) => term)

  it.each([
    [
      'whole words, not parts of others',
      'The CPC and the SSCP meet',
      ['CPC', 'CP', 'SSCP', 'SCP'],
      ['CPC', 'SSCP'],
    ],
    ['letters as they are written', 'Say it in your own words: on, in', ['IN', 'ON'], []],
    ['words in either case, and one more than one', 'two core groups', ['Core group'], ['Core group']],
    ['one of two in a term', 'a DS rang', ['DC, DS', 'HV'], ['DC, DS']],
    [
      'letters behind their words',
      'Ask the IRO.',
      ['Independent reviewing officer (IRO)'],
      ['Independent reviewing officer (IRO)'],
    ],
    ['beside marks', '“MASH/CWD”', ['MASH', 'CWD'], ['MASH', 'CWD']],
    ['later in the text, where it first stands within another word', 'GSCB, SCB', ['SCB'], ['SCB']],
  ])('are met as %s', (_, text, terms, expected) => {
    expect(found(text, ...terms)).toEqual(expected)
  })
})
