/** A whole case in a terminal, as a safeguarding lead would work it: start, wait, leave, go on, to the top or to a promise kept. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { visitsOf } from '../../src/case/history.ts'
import { lineFaults, parsed } from '../draft/parsed.ts'
import { keys, type Session } from '../terminal/pty.ts'
import {
  answer,
  answersTo,
  asked,
  choose,
  converse,
  newHome,
  problemsOf,
  recordIn,
  replayed,
  type Steps,
  talk,
  toFirstRung,
} from './program.ts'

const { enter } = keys

/** The questions after "They do not agree". */
const refusedBy = (who: string): Steps => [
  ['When did', enter],
  [asked('how'), '1'],
  [asked('who'), `${who}\r`],
  [asked('said'), enter],
  [asked('reason'), enter],
  [asked('reference'), enter],
]
const aboutTheCase: Steps = [
  [asked('children'), 'A.B., year 4\r'],
  [asked('decision'), 'Referral not accepted, MASH\r'],
  [asked('told'), 'yesterday 16:00\r'],
  [asked('concern'), 'Bruises\r'],
  [asked('child-said'), enter],
  [asked('sought'), 'A section 47 enquiry\r'],
]
const checklist: Steps = [
  ['Which of these were done or at hand?', '1'],
  ['1 [x] The multi-agency', enter],
]

test('start to the first rung, waiting, leaving; resume; up to the top; closed unresolved', async () => {
  const home = newHome('greenvale')
  const first = talk(home, ['start'])
  await first.until(asked('danger'))
  expect(existsSync(home.records)).toBe(false)
  first.send('2')
  await first.until(asked('scenario'))
  expect(first.screen()).toMatch(/review .*November 2024/)
  first.send('2')
  await first.until(asked('recorded-by'))
  first.send('J. Example, DSL\r')
  // The fourth screen is the first rung: whom to call, their number, what to say and the outcomes on it.
  await first.until(asked('outcome'))
  for (const shown of [
    'rung 1 of 5',
    'MASH (under 18)  020 8314 6660',
    'clause 2.4a',
    'Say  “We do not agree',
    '2 They do not agree: go up to a Team Leader',
    '5 Waiting for an answer',
    '! danger',
  ])
    expect(first.screen()).toContain(shown)
  expect(first.screen()).toMatch(/saved \d\d:\d\d:\d\d/)
  expect(statSync(recordIn(home)).mode & 0o777).toBe(0o600)
  await answer(first, [
    [asked('outcome'), '2'],
    ...refusedBy('A. Example, duty social worker'),
    ...checklist,
    [/Team Leader.*What happened\?/s, choose('Waiting for an answer')],
    ['When did', enter],
    [asked('how'), '2'],
    [asked('who'), enter],
    [asked('look-again'), 'in 3 days\r'],
    // Before the first pause: what the case is about.
    ...aboutTheCase,
    ['Waiting for their answer since', 's'],
    [/no names.*A reminder for your calendar/s, '1'],
  ])
  expect(await first.ended).toBe(0)
  const record = recordIn(home)
  const id = /([A-Z]\d-\d{4}-\d{4})\.md$/.exec(record)?.[1] ?? ''
  expect(first.screen()).toContain(record)
  expect(first.screen()).toContain('look at this again')
  expect(first.screen()).toContain(`rungs resume ${id}`)
  expect(problemsOf(record)).toEqual([])
  const reminder = readFileSync(join(home.casebook, 'reminders', `${id}.ics`), 'utf8')
  expect(lineFaults(reminder)).toEqual([])
  expect(parsed(reminder).map(({ title }) => title)).toEqual([
    expect.stringContaining(`Rungs ${id}: your date: look at this again`),
  ])

  const second = talk(home, ['resume'])
  await second.until(asked('danger'))
  expect(second.screen()).toContain('Where the case stands')
  expect(second.screen()).toContain('Waiting for their answer since')
  expect(second.screen()).toContain('Your date')
  second.send('2')
  await second.until('J. Example, DSL  (Enter)')
  second.send(enter)
  await answer(second, [
    [asked('outcome'), '2'],
    ...refusedBy('B. Example, Team Leader'),
    ['rung 3 of 5', '2'],
    ...refusedBy('C. Example, Service Manager'),
    // The belief that the policy asks for is asked for on arriving.
    [/believe.*3 Not sure|believe.*1 .*2 .*3 /s, '1'],
    [asked('outcome'), '2'],
    ...refusedBy('D. Example, Assistant Director'),
    ['rung 5 of 5', '2'],
    ...refusedBy('E. Example, Director'),
    [asked('look-again'), 'tomorrow\r'],
  ])
  await second.until('The policy has no further step. What now?')
  expect(second.screen()).toContain('The policy ends at the Director')
  expect(second.screen()).toContain('general guidance, not from your policy')
  second.send(choose('Close the case')(second.screen()))
  await answer(second, [
    [asked('outstanding'), 'The referral\r'],
    [asked('feedback'), enter],
    // What a reader would miss, and the weightiest of it is asked; Enter passes on.
    [/reader of this record would miss.*they answered.*The record does not say.*What did they/s, enter],
    [asked('again'), choose('No')],
    [/reader of this record would miss.*Close this/s, choose('Close it')],
  ])
  expect(await second.ended).toBe(0)
  expect(second.screen()).toContain('The case is closed.')
  const state = await replayed(record)
  expect(visitsOf(state).map(({ rung }) => rung.id)).toEqual([
    'social-worker',
    'team-leader',
    'service-manager',
    'assistant-director',
    'director',
  ])
  expect(state.position).toMatchObject({ kind: 'closed', how: 'unresolved' })
  expect(answersTo(record, 'who')).toContain('D. Example, Assistant Director')
  expect(answersTo(record, 'recorded-by')).toEqual(['J. Example, DSL', 'J. Example, DSL'])
  expect(problemsOf(record)).toEqual([])
})

const toAPromise: Steps = [
  [asked('outcome'), '1'],
  ['When did', enter],
  [asked('how'), '1'],
  [asked('who'), enter],
  [asked('said'), 'A visit tomorrow\r'],
  [asked('reference'), 'REF 2\r'],
]

test('agreed is a promise: kept open until it is done; what was passed over is asked once more; closed', async () => {
  const home = newHome('greenvale')
  const first = talk(home, ['start'])
  await answer(first, [
    ...toFirstRung,
    ...toAPromise,
    ...checklist,
    [asked('promise-what'), 'A visit by the team\r'],
    [asked('promise-who'), 'A. Example\r'],
    [asked('promise-by'), 'tomorrow\r'],
    ...aboutTheCase,
    [asked('promise-outcome'), 's'],
    // Enter alone writes none.
    ['A reminder for your calendar?', enter],
  ])
  expect(await first.ended).toBe(0)
  expect(existsSync(join(home.casebook, 'reminders'))).toBe(false)
  const record = recordIn(home)
  expect(first.screen()).toContain('what was agreed is to be done')
  expect((await replayed(record)).position.kind).toBe('promise')

  const second = talk(home, ['resume', '1'])
  await answer(second, [
    [asked('danger'), '2'],
    ['J. Example, DSL  (Enter)', enter],
    [asked('promise-outcome'), choose('Yes, it was done')],
    [asked('agreed-what'), 'The visit has been\r'],
    [asked('outstanding'), 'Nothing\r'],
    [asked('feedback'), 'The class teacher, told\r'],
    [
      /reader of this record would miss.*by name and role.*The record does not say.*Who was it/s,
      'A. Example, duty social worker\r',
    ],
    [asked('again'), choose('Yes')],
    [/The record does not say.*What has the child/s, enter],
    [asked('closing'), choose('Close it')],
  ])
  expect(await second.ended).toBe(0)
  expect(second.screen()).toContain('The case is closed.')
  const state = await replayed(record)
  expect(state.position).toMatchObject({ kind: 'closed', how: 'agreed' })
  expect(answersTo(record, 'who')).toEqual(['', 'A. Example, duty social worker'])
  expect(problemsOf(record)).toEqual([])
})

test.each([
  ['--plain', ['--plain', 'start'], {}],
  ['ACCESSIBLE=1', ['start'], { ACCESSIBLE: '1' }],
  ['TERM=dumb', ['start'], { TERM: 'dumb' }],
])('plain mode by %s: the same walk with numbers and lines, no escape codes', async (_, args, env) => {
  const home = newHome('greenvale')
  const session = talk(home, args, { env })
  await converse(session, [
    [asked('danger'), '2'],
    [asked('scenario'), '2'],
    [asked('recorded-by'), 'J. Example, DSL'],
    ['020 8314 6660', '1'],
    ['When did', ''],
    [asked('how'), '1'],
    [asked('who'), 'A. Example'],
    [asked('said'), '/n'],
    [asked('note'), 'The line was bad'],
    [asked('said'), 'Yes'],
    [asked('reference'), ''],
    ['Which of these were done or at hand?', '1 3'],
    [asked('promise-what'), 'A visit'],
    [asked('promise-who'), ''],
    [asked('promise-by'), 'tomorrow'],
    [asked('children'), '/s'],
    [asked('children'), 'A.B.'],
    [asked('decision'), '/s'],
  ])
  expect(await session.ended).toBe(0)
  expect(session.written()).not.toContain('\x1b')
  expect(session.written()).toMatch(/^[\x20-\x7e\r\n]*$/)
  const record = recordIn(home)
  expect(answersTo(record, 'note')).toEqual(['The line was bad'])
  expect(answersTo(record, 'check')).toEqual(['yes', '', 'yes', '', ''])
  expect((await replayed(record)).position.kind).toBe('promise')
  expect(problemsOf(record)).toEqual([])
})

/** No row was wider than the terminal. */
const fits = (session: Session): void => expect(session.overflows()).toEqual([])

test('at 80 by 24 the longest list of outcomes is on the screen, with the number; the rest gives way', async () => {
  const home = newHome('northway')
  const session = talk(home, ['start'])
  await answer(session, [
    [asked('danger'), '2'],
    [asked('scenario'), 't'],
    ['at each step that was tried already', '2'],
    [asked('recorded-by'), 'J. Example\r'],
  ])
  await session.until('9 Something else')
  for (const digit of [1, 2, 3, 4, 5, 6, 7, 8, 9]) expect(session.screen()).toContain(`   ${digit} `)
  expect(session.screen()).toMatch(/01\d\d \d{3} \d{4}/)
  expect(session.screen()).toContain('more lines: space')
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
})

test('at 40 columns every screen fits, with the number and the outcomes on it; a resize redraws and keeps what is typed', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'], { columns: 40, rows: 24 })
  const outcomes = [1, 2, 3, 4, 5, 6, 7].map((digit) => `  ${digit} `)
  const steps: Steps = [
    ...toFirstRung,
    [asked('outcome'), '2'],
    ...refusedBy('A. Example'),
    ['Which of these were done', enter],
  ]
  for (const [shown, typed] of steps) {
    await session.until(shown)
    fits(session)
    if (shown === asked('outcome'))
      for (const wanted of ['020 8314 6660', ...outcomes, 'Something else', '! danger'])
        expect(session.screen()).toContain(wanted)
    session.send(typeof typed === 'string' ? typed : typed(session.screen()))
  }
  await session.until('Ask to speak to a Team')
  fits(session)
  session.resize(100, 40)
  await session.until('You are owed')
  fits(session)
  session.resize(40, 20)
  await session.until(
    (screen) => screen.includes('1 They accept the referral') && screen.includes('MASH (under'),
  )
  fits(session)
  expect(session.screen()).toContain('020 8314 6660')
  session.send('4')
  // What is not on the screen is not chosen unseen: it is brought there first.
  await session.until(/› 4 |When did/)
  if (!session.screen().includes('When did')) session.send('4')
  await session.until('When did')
  session.send('yesterday')
  await session.until('› yesterday')
  session.resize(80, 24)
  await session.until((screen) => screen.includes('› yesterday') && screen.includes('rung 2 of 5 '))
  fits(session)
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
})
