/**
 * What a person sees of the example flows: every text of each rung that a walk comes to, every gap and reading, and what each word
 * of the language says on the screen.
 */
import { describe, expect, test } from 'vitest'
import { visitsOf } from '../../src/case/history.ts'
import type { Policy, Rung } from '../../src/flow/policy.ts'
import { exampleOf, examples, exampleWalk, exampleWalks, runExample } from '../language/examples.ts'
import { screensOf } from '../language/screens.ts'

const shown = new Map<string, string>()

/** All screens of an example in one text, without line breaks. */
const allOf = (id: string): string => {
  const found = shown.get(id) ?? screensOf(id).join('\n').replace(/\s+/g, ' ')
  shown.set(id, found)
  return found
}

const visited = (id: string): readonly Rung[] => [
  ...new Set(
    exampleWalks(id).flatMap((name) =>
      visitsOf(runExample(id, exampleWalk(id, name)).state).map((one) => one.rung),
    ),
  ),
]

const textsOf = (rung: Rung): readonly (string | undefined)[] => [
  rung.title,
  rung.clause,
  rung.acts,
  rung.whom?.split(' / ')[0],
  rung.noNumber,
  rung.say?.text,
  rung.meanwhile?.text,
  rung.meeting?.convenes,
  rung.meeting?.chairs,
  rung.meeting?.attends,
  rung.meeting?.independent,
  ...rung.instead.map((one) => one.whom),
  ...[...rung.never, ...rung.do, ...rung.owed].map((one) => one.text),
  // Who approves and who stands in is said in words of its own.
  ...rung.checks
    .filter(({ when, kind }) => when === undefined && !['stand-in', 'approval', 'holder'].includes(kind))
    .map((one) => one.text),
  ...rung.questions.map((one) => one.ask),
  ...rung.clocks.flatMap((one) => [
    one.title,
    one.words.replace('as agreed', 'a date that the two sides agree'),
  ]),
  ...rung.outcomes.flatMap((one) => [one.label, one.by]),
]

/** What belongs to no rung. */
const around = (policy: Policy): readonly (string | undefined)[] => [
  policy.title,
  policy.edition.printed,
  policy.edition.supersededBy,
  ...policy.principles.map((one) => one.text),
  ...policy.terms.flatMap((one) => [one.term, one.meaning]),
  ...policy.danger.map((one) => one.text),
  ...policy.remarks.map((one) => one.text),
  ...[...policy.advice, ...policy.elsewhere].flatMap((one) => [one.title, one.text]),
]

describe.each(examples)('%s', (id) => {
  test('shows every text of each rung that a walk comes to', () => {
    const rungs = visited(id)
    expect(rungs.length).toBeGreaterThan(0)
    const unseen = rungs.flatMap((rung) =>
      textsOf(rung)
        .filter((text) => text !== undefined && !allOf(id).includes(text))
        .map((text) => `${rung.id}: ${text}`),
    )
    expect(unseen).toEqual([])
  })

  test('shows what the policy says beside its rungs, with every gap and reading', () => {
    const unseen = around(exampleOf(id)).filter((text) => text !== undefined && !allOf(id).includes(text))
    expect(unseen).toEqual([])
  })
})

/** By example: a word of the language, and what is read where it stands. */
const phrases: readonly (readonly [id: string, word: string, phrase: string])[] = [
  ['northmere', 'starts', 'Where do you begin?'],
  ['northmere', 'starts: title', 'The workers have already spoken'],
  ['northmere', 'starts: why', 'Why do you begin there?'],
  ['northmere', 'asks: a list of grounds', 'On which ground do you challenge it?'],
  ['northmere', 'tracks', 'Urgent: rung 1 of 2'],
  ['northmere', 'urgency', 'without delay'],
  ['northmere', 'guards: then', 'Take the urgent track now.'],
  ['northmere', 'outcome when', 'By now the child cannot wait: urgent track'],
  ['northmere', 'stages', 'Both sides are to settle it locally by the end of Thu 3 Dec 2026'],
  ['northmere', 'from: a list', 'whichever is earlier'],
  ['northmere', 'by', '2 working days, by 17:00 of the last day'],
  ['northmere', 'moments', 'When did you first know of the decision?'],
  ['northmere', 'also', '5 working days (also counted as 1 week; the earlier date counts)'],
  ['northmere', 'indicative', '(an indication, not a limit)'],
  ['northmere', 'missed: may-move-on', 'once it has passed, you may go on to the next step'],
  ['northmere', 'missed: lapses', 'once it has passed, the right to do this is lost'],
  ['westmere', 'missed: move-on', 'once it has passed, go on to the next step'],
  ['northmere', 'clock when', 'only where the answer to “How high is the risk to the child?” is “High”'],
  ['northmere', 'as agreed, at-most', 'by a date that the two sides agree, at most 20 working days'],
  ['northmere', 'as agreed', 'By which date did both sides agree to do it?'],
  ['northmere', 'medium: letter', 'How: by letter.'],
  ['northmere', 'medium: telephone-then-writing', 'How: by telephone, then in writing.'],
  ['northmere', 'approval', 'Approval before it goes out, by: Your head of agency'],
  ['northmere', 'forms', 'Form: The challenge form, NSCP 4'],
  ['northmere', 'forms on', 'After “They change the decision”: Form: The outcome form, NSCP 5'],
  ['northmere', 'inform', 'Told, or sent a copy: The NSCP business office'],
  ['northmere', 'instead: absent', 'If there is nobody in the post, or nobody to be had: The duty manager'],
  ['northmere', 'whom: any', 'Named nurse or Named midwife'],
  ['northmere', 'whom by answer', 'Ask for: The hospital social worker'],
  ['northmere', 'kind: no-answer', 'Silence: write to the head of service'],
  ['northmere', 'kind: unreached', 'Nobody can be reached: the duty manager'],
  ['northmere', 'meanwhile', 'Meanwhile: The decision stands until it is changed.'],
  ['northmere', 'meeting', 'Meeting: convened by the NSCP business manager; chaired by a scrutineer'],
  ['northmere', 'advice: action', 'Open to you at any point (a): Ask for a strategy discussion'],
  ['northmere', 'action-done', 'What exactly was done?'],
  ['northmere', 'each-child', 'Is the outcome the same for every child?'],
  ['northmere', 'closing after', "The panel's report has gone to the NSCP"],
  ['northmere', 'authority: reviews', 'They review.'],
  ['westmere', 'whom: all', 'The practitioner who decided and Their line manager'],
  ['westmere', 'whom: and-or', "The council's safeguarding lead and/or The designated nurse"],
  ['westmere', 'never', 'Do not contact: The press or a councillor.'],
  ['westmere', 'in-order', '3. Ask what they have seen.'],
  ['westmere', 'by, a gatekeeper', 'The panel: more is needed from the leads'],
  ['westmere', 'by, a third party', 'The mediator: the case conference decides'],
  ['westmere', 'authority: mediates', 'They mediate.'],
  ['westmere', 'authority: recommends', 'They recommend, and cannot direct.'],
  ['westmere', 'met: received', 'When did they receive it?'],
  ['westmere', 'day-one', 'Tue 15 Dec 2026'],
  [
    'westmere',
    'say: exact',
    'Say (the policy’s words) “We ask the panel to accept this difference for resolution.”',
  ],
  [
    'westmere',
    'record',
    'The policy wants written down: how you spoke or wrote; the reason they gave; their reference number',
  ],
  ['westmere', 'a question of its own', 'What does the difference mean for the child?'],
  ['westmere', 'elsewhere: returns', 'It came back: go on here'],
  ['westmere', 'ways', 'beside the ladder'],
  ['westmere', 'start of RUNG', 'Both sides are to finish the mediation by the end of Tue 14 Apr 2026'],
  ['westmere', 'end of RUNG', 'They are to hold the conference by the end of Fri 1 May 2026'],
  ['westmere', 'nation: wales', 'Social Services and Well-being (Wales) Act 2014'],
  ['westmere', 'closing on', 'A practice review has been considered'],
  [
    'strathmere',
    'instead: conflict',
    'If whoever holds the post has a part in the matter: The education manager',
  ],
  ['strathmere', 'a stand-in', 'Approached instead (conflict of interest): The education manager'],
  ['strathmere', 'school days', "Fri 27 staff day, Sat 28, Sun 29, Mon 30 St Andrew's Day skipped"],
  ['strathmere', 'unsure school days', 'Not all days on which your school is closed are set down'],
  ['strathmere', 'superseded-by', 'the interim guidance of October 2026'],
  ['strathmere', 'agencies', 'Head teacher or Depute → Education manager'],
  ['strathmere', 'opposite-number', 'Who is their opposite number in the other agency?'],
  ['strathmere', 'nation: scotland', 'Child Protection Committee'],
  ['loughmere', 'working hours', 'They are to acknowledge the form by Tue 14 Jul 2026, 11:00'],
  ['loughmere', 'office-hours', '4 working hours, in office hours, 09:00 to 17:00'],
  ['loughmere', 'months', 'They are to review it by the end of Sat 15 Aug 2026'],
  ['loughmere', 'deadline CLOCK', 'They are to explain in writing by the end of Fri 21 Aug 2026'],
  ['loughmere', 'same working day', 'They are to acknowledge it by the end of Wed 15 Jul 2026'],
  ['loughmere', 'authority: is-told', 'They are only told: the policy gives them nothing to decide.'],
  ['loughmere', 'nation: northern-ireland', 'SBNI'],
  ['northmere-academy', 'roles', "Ask for: Director of children's services"],
  ['northmere-academy', 'contacts', '020 7946 0150'],
  ['northmere-academy', 'add', "Step 6, the academy's own: Tell the chair of governors"],
  ['northmere-academy', 'closing', 'The head teacher knows how it ended'],
  ['southwark-school', 'scenarios', "Another school does not send the child's file"],
  ['southwark-school', 'office-hours', '6 working hours, in office hours, 08:30 to 16:30'],
]

describe('what is read where a word stands', () => {
  test.each(phrases)('%s, %s', (id, _, phrase) => {
    expect(allOf(id).includes(phrase), phrase).toBe(true)
  })

  test('what was to be done after a refusal is done once the next rung was asked, and is never called late', () => {
    expect(allOf('northmere')).toMatch(
      /ask the panel for a review by the end of Fri 18 Dec 2026: due in 8 days/,
    )
    expect(allOf('northmere')).not.toMatch(/ask the panel for a review by[^:]*:[^.]*late/)
  })

  test('no figure but working hours is counted in office hours', () => {
    expect(allOf('loughmere')).not.toMatch(/(1 month|24 hours|7 days|working days?), in office hours/)
  })
})
