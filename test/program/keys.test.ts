/** The keys of the wizard in the built program: each does what the product's page says, and none moves the case. */
import { expect, test } from 'vitest'
import { keys, type Session } from '../terminal/pty.ts'
import {
  answer,
  answersTo,
  asked,
  factsOf,
  type Home,
  newHome,
  problemsOf,
  recordIn,
  recordsIn,
  replayed,
  talk,
  toFirstRung,
} from './program.ts'

const { enter, escape: esc } = keys
const leave = async (session: Session): Promise<void> => {
  session.send(keys.interrupt)
  expect(await session.ended).toBe(130)
}
const atFirstRung = async (): Promise<{ readonly home: Home; readonly session: Session }> => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  await answer(session, toFirstRung)
  await session.until(asked('outcome'))
  return { home, session }
}

const urgent = 'Call 999 now and ask for the police'
const done = asked('danger-done')

test('! before a policy is chosen, at the danger question and at the choice of a policy', async () => {
  const home = newHome()
  const session = talk(home, ['start'])
  await answer(session, [
    [asked('danger'), '!'],
    [urgent, 'Police called\r'],
    ['Which policy is yours?', '!'],
    [urgent, enter],
  ])
  await session.until('Which policy is yours?')
  await leave(session)
  expect(answersTo(recordIn(home), 'danger')).toEqual(['yes', 'yes'])
  expect(answersTo(recordIn(home), 'danger-done')).toEqual(['Police called', ''])
})

test('danger answered with Yes shows what to do at once', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  await answer(session, [
    [asked('danger'), '1'],
    [urgent, enter],
  ])
  await session.until(asked('scenario'))
  await leave(session)
  expect(answersTo(recordIn(home), 'danger')).toEqual(['yes'])
})

test('! at a choice shows the policy’s numbers too and leads back to it; recorded', async () => {
  const { home, session } = await atFirstRung()
  session.send('!')
  await session.until(urgent)
  expect(session.screen()).toContain('020 8314 6660')
  expect(session.screen()).toContain('general guidance, not from your policy')
  expect(session.screen()).toContain(done)
  session.send(enter)
  await session.until(asked('outcome'))
  await leave(session)
  expect(answersTo(recordIn(home), 'danger')).toEqual(['no', 'yes'])
  expect(answersTo(recordIn(home), 'danger-done')).toEqual([''])
})

test('! keeps half-typed text, in a question and in a note', async () => {
  const { home, session } = await atFirstRung()
  await answer(session, [
    [asked('outcome'), '2'],
    ['When did', enter],
    [asked('how'), '1'],
    [asked('who'), 'A. Exa'],
    ['› A. Exa', esc],
    ['! danger  ', '!'],
    [urgent, 'Called\r'],
    ['› A. Exa', 'mple\r'],
    [asked('said'), esc],
    ['n note', 'n'],
    [asked('note'), 'half a no'],
    ['› half a no', esc],
    ['Esc back to the text', '!'],
    [urgent, enter],
  ])
  await session.until(/What did they say|Your note/)
  if (session.screen().includes(asked('said'))) {
    await answer(session, [
      [asked('said'), esc],
      ['n note', 'n'],
    ])
  }
  await answer(session, [['› half a no', 'te\r']])
  await session.until(asked('said'))
  await leave(session)
  expect(answersTo(recordIn(home), 'who')).toEqual(['A. Example'])
  expect(answersTo(recordIn(home), 'note')).toEqual(['half a note'])
})

test('! from the screens behind the keys: contacts, policy, why, list, advice, corrections', async () => {
  const { home, session } = await atFirstRung()
  const behind = [
    ['c', 'Contacts'],
    ['p', 'The ladder:'],
    ['w', 'Why: '],
    ['k', 'Which of these are done or at hand?'],
    ['a', 'Have you sought advice, or done one of these?'],
    ['?', 'what to do at once; recorded'],
    ['b', 'Which answer do you want to correct?'],
  ] as const
  for (const [key, shown] of behind)
    await answer(session, [
      [asked('outcome'), key],
      [shown, '!'],
      [urgent, enter],
    ])
  await session.until(asked('outcome'))
  await leave(session)
  expect(answersTo(recordIn(home), 'danger').filter((one) => one === 'yes')).toHaveLength(behind.length)
})

test('n c p w a k h ? on a rung show what they say, and lead back', async () => {
  const { home, session } = await atFirstRung()
  await answer(session, [
    [asked('outcome'), 'c'],
    ['General guidance, not from your policy', keys.pageDown],
    ['lewishamLADO@lewisham.gov.uk', enter],
    [asked('outcome'), 'p'],
    ['The ladder: They refuse to accept', keys.pageDown],
    ['What holds at every step', enter],
    [asked('outcome'), 'w'],
    ['Why: ', enter],
    [asked('outcome'), '?'],
    ['these keys', enter],
    [asked('outcome'), 'h'],
  ])
  await session.until('Rungs is hidden')
  expect(session.screen()).not.toContain('MASH')
  session.send('2')
  await answer(session, [
    [asked('outcome'), 'n'],
    [asked('note'), 'They rang off\r'],
    [asked('outcome'), 'n'],
    [asked('note'), enter],
    [asked('outcome'), 'k'],
    ['Which of these are done', '3'],
    ['3 [x]', enter],
    [asked('outcome'), 'a'],
    ['voicemail 020 8314 7280', '1'],
    [asked('advice-when'), enter],
    [asked('advice-who'), 'C. Example\r'],
    [asked('advice-said'), 'Write today\r'],
  ])
  await session.until(asked('outcome'))
  session.send('s')
  // `s` once more leaves at once.
  await answer(session, [
    [asked('children'), esc],
    ['Esc back to the text', 's'],
  ])
  expect(await session.ended).toBe(0)
  const record = recordIn(home)
  expect(answersTo(record, 'note')).toEqual(['They rang off'])
  expect(answersTo(record, 'check')).toEqual(['', '', 'yes', '', ''])
  expect(answersTo(record, 'advice')).toEqual(['lado'])
  expect(answersTo(record, 'advice-said')).toEqual(['Write today'])
  expect((await replayed(record)).position).toMatchObject({
    kind: 'rung',
    visit: { rung: { id: 'social-worker' } },
  })
  expect(problemsOf(record)).toEqual([])
})

test('t o e on the scenario screen, q on a rung whose number depends on where the child lives', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  await answer(session, [
    [asked('danger'), '2'],
    [asked('scenario'), 'e'],
    ['Matters that do not belong', enter],
    [asked('scenario'), 'o'],
    ['Keep this one', '4'],
    ['2 They do not accept my child protection referral', 't'],
  ])
  await session.until('each step that was tried already')
  session.send('2')
  await answer(session, [
    [asked('recorded-by'), 'J. Example\r'],
    ['Not done yet: this is where I am now', '3'],
  ])
  await session.until('When did')
  expect(session.screen()).not.toContain('just now')
  await answer(session, [
    ['When did', 'yesterday 16:00\r'],
    [asked('how'), enter],
    [asked('who'), enter],
    [asked('said'), enter],
    [asked('reason'), enter],
    [asked('reference'), enter],
  ])
  await session.until(/Do you believe|Where does the child live|Which of these were done/)
  await leave(session)
  const record = recordIn(home)
  expect(answersTo(record, 'tried')).toEqual(['yes'])
  expect(answersTo(record, 'scenario')).toEqual(['cp-not-accepted'])
  expect(factsOf(record).flatMap((fact) => (fact.kind === 'policy' ? [fact.policy.id] : []))).toEqual([
    'greenvale',
    'northway',
  ])
})

test('q settles which number', async () => {
  const home = newHome('northway')
  const session = talk(home, ['start'])
  await answer(session, [...toFirstRung, ['Which number? Press q', 'q'], ['8 Not known yet', '1']])
  await session.until('0151 233 3700')
  expect(session.screen()).not.toContain('Sefton')
  await leave(session)
  expect(answersTo(recordIn(home), 'ask')).toEqual(['liverpool'])
})

test('b: a correction is a new fact that names the old one, which stays; what follows from it changes', async () => {
  const { home, session } = await atFirstRung()
  await answer(session, [
    [asked('outcome'), '2'],
    ['When did', enter],
    [asked('how'), '1'],
    [asked('who'), 'A. Exmaple\r'],
    [asked('said'), esc],
    ['b back', 'b'],
    ['1 Spoke to: A. Exmaple', '1'],
    ['1 mistyped', '1'],
    // The old text stands there for mending: Ctrl-U takes it away.
    [asked('who'), '\x15A. Example\r'],
    [asked('said'), esc],
    ['b back', 'b'],
  ])
  await session.until(/\d What happened: They/)
  session.send(/(\d) What happened: They/.exec(session.screen())?.[1] ?? '')
  await answer(session, [
    ['2 I learned more', '2'],
    [asked('outcome'), '1'],
  ])
  await session.until('What happened: They accept the referral')
  await leave(session)
  const record = recordIn(home)
  expect(answersTo(record, 'who')).toEqual(['A. Exmaple', 'A. Example'])
  expect(answersTo(record, 'outcome')).toEqual(['refused', 'agreed'])
  const replaces = factsOf(record).filter((fact) => fact.kind === 'replaces')
  expect(replaces.map(({ reason }) => reason.id)).toEqual(['mistyped', 'learned'])
  for (const { entry, fact } of replaces) expect(entry * fact).toBeGreaterThan(0)
})

/** Types a key that changes nothing, and then waits until the program has dealt with it: a later key shows something. */
const press = async (session: Session, key: string): Promise<void> => {
  session.send(key)
  // Keys that arrive together are taken for a paste and dropped, so it is asked until it is heard.
  const again = setInterval(() => session.send('?'), 40)
  await session.until('these keys').finally(() => clearInterval(again))
  session.send(enter)
  await session.until((screen) => !screen.includes('these keys'))
}

test('Enter alone does nothing on danger and on an outcome, nor do keys that mean nothing or come too many at once', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  await session.until(asked('danger'))
  for (const key of [enter, 'x', '7', '21']) await press(session, key)
  expect(recordsIn(home)).toEqual([])
  await answer(session, toFirstRung)
  await session.until(asked('outcome'))
  for (const key of [enter, '9', '22', ' ']) await press(session, key)
  await leave(session)
  expect(answersTo(recordIn(home), 'outcome')).toEqual([])
})

test('what is typed ahead never answers a choice', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  session.send('1')
  await session.until(asked('danger'))
  await press(session, ' ')
  expect(recordsIn(home)).toEqual([])
  await answer(session, toFirstRung)
  await session.until(asked('outcome'))
  await leave(session)
  expect(answersTo(recordIn(home), 'danger')).toEqual(['no'])
})

test('s on the very first screen leaves nothing behind', async () => {
  const home = newHome('greenvale')
  const session = talk(home, ['start'])
  await answer(session, [[asked('danger'), 's']])
  expect(await session.ended).toBe(0)
  expect(session.screen()).toContain('Nothing was recorded.')
  expect(recordsIn(home)).toEqual([])
})

test('p, then g shows the words, then m matches a concern to a definition that stands above the question', async () => {
  const { home, session } = await atFirstRung()
  await answer(session, [
    [asked('outcome'), 'p'],
    ['The ladder: They refuse to accept', 'g'],
    ['On the screen you came from', 'm'],
    ['Which one does a concern meet?', '7'],
    [asked('outcome'), 'p'],
    ['The ladder: They refuse to accept', 'm'],
    ['Which one does a concern meet?', '5'],
    ['The test', 'Hit twice\r'],
  ])
  await session.until(asked('outcome'))
  await leave(session)
  const record = recordIn(home)
  expect(answersTo(record, 'match')).toEqual(['section-47'])
  expect(answersTo(record, 'match-how')).toEqual(['Hit twice'])
})
