/** The close as a person meets it: what a reader would miss, the weightiest asked for first, and nothing ever held up by it. */
import { describe, expect, it } from 'vitest'
import { verify } from '../../src/commands/verify.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { choose, type Line, press, textOf, tick, type } from './scripted.ts'
import { factsIn, run, toFirstRung } from './started.ts'

/** Settled otherwise after a refusal of which the person's name, and why it is settled, are not given. */
const thin: readonly Line[] = [
  ...toFirstRung,
  [/What happened/, choose('refused')],
  [/When did /, type('')],
  [/How did you speak/, choose('telephone')],
  [/Who was it/, type('')],
  [/What did they say/, type('Not met')],
  [/What reason/, type('Level 3')],
  [/reference number/, type('')],
  [/Which of these/, tick('form', 'others', 'chronology', 'levels', 'sections')],
  [/What happened/, choose('else')],
  [/Something else/, choose('withdrawn')],
  [/Why/, type('')],
  [/outstanding/, type('Nothing')],
  [/feedback/, type('The teacher, given')],
  [/Which child/, type('A.B.')],
  [/Which decision/, type('The referral, MASH')],
  [/When were you told/, type('yesterday 16:00')],
  [/concern/, type('Bruises')],
  [/child said/, type('That it hurts')],
  [/want to happen/, type('An assessment')],
]

const missed = /What a reader of this record would miss/

const answersTo = (disk: Disk, field: string): readonly string[] =>
  factsIn(disk).flatMap(({ fact }) =>
    fact.kind === 'answer' && fact.field === field
      ? [fact.value.kind === 'text' ? fact.value.text : fact.value.kind]
      : [],
  )

/** What `rungs verify --strict` says of the record, and its exit code. */
const verified = async (disk: Disk) => {
  const { ports, out } = testPorts({ disk })
  const code = await verify(ports, { paths: [], json: true, strict: true })
  const [record] = (
    JSON.parse(out()) as { records: { rules: { kind: string }; strength: { counts: object } }[] }
  ).records
  return { code, rules: record?.rules.kind, counts: record?.strength.counts }
}

describe('at the close', () => {
  it('the weightiest thing is asked first, once; the rest is offered; what is left is told before closing', async () => {
    const disk = diskWith({})
    const prompts = await run(disk, [
      ...thin,
      [
        /would miss\n• why it was done so[\s\S]*• who it was[\s\S]*does not say \(.*Team Leader\): Why\?/,
        type('They rang back and agreed.'),
      ],
      [/Some things were passed over/, choose('no')],
      [/would miss\n• who it was[\s\S]*Close this case/, choose('close')],
    ])
    expect(prompts.filter((one) => missed.test(textOf(one)))).toHaveLength(2)
    expect(answersTo(disk, 'why')).toEqual(['none', 'They rang back and agreed.'])
    // What is thin is an opinion: not even --strict minds it.
    expect(await verified(disk)).toEqual({ code: 0, rules: 'follows', counts: { who: 1 } })
  })

  it('Enter passes on, and it is not asked twice; keys work meanwhile', async () => {
    const disk = diskWith({})
    await run(disk, [
      ...thin,
      [/does not say.*Why\?/, press('n', 'half a')],
      [/Your note/, type('It was settled by telephone.')],
      [/does not say.*Why\?/, type('')],
      [/Some things were passed over/, choose('yes')],
      [/does not say.*Who was it/, type('')],
      [/Close this case/, choose('close')],
    ])
    expect(answersTo(disk, 'why')).toEqual(['none', 'none'])
    expect(answersTo(disk, 'who')).toEqual(['none', 'none'])
    expect(await verified(disk)).toMatchObject({ rules: 'follows', counts: { 'not-acting': 1, who: 1 } })
  })

  it('nothing is said where nothing is missing', async () => {
    const told = thin.map(([question, reply]): Line => {
      if (/Who was it/.test(question.source)) return [question, type('A. Example, duty social worker')]
      return question.source === 'Why' ? [question, type('They rang back and agreed.')] : [question, reply]
    })
    const prompts = await run(diskWith({}), [...told, [/Close this case/, choose('close')]])
    expect(prompts.filter((one) => missed.test(textOf(one)))).toEqual([])
  })
})
