import { test } from 'vitest'
import { answer, asked, newHome, talk, toFirstRung } from '../program/program.ts'
import { keys } from '../terminal/pty.ts'
const { enter } = keys
test('x', async () => {
  const s = talk(newHome('greenvale'), ['start'])
  await answer(s, [...toFirstRung,
  [asked('outcome'), '2'],
  ['When did', enter],
  [asked('how'), '1'],
  [asked('who'), `A. Example, duty social worker\r`],
  [asked('said'), enter],
  [asked('reason'), enter],
  [asked('reference'), enter],
  ])
  await s.until(x => { return /Which of these|rung 2/.test(x) })
  console.log(s.screen())
  if (/Which of these/.test(s.screen())) { s.send('1'); await s.until('[x]'); console.log(s.screen()); s.send(enter); await s.until('rung 2 of 5'); await s.until('What happened?'); console.log(s.screen()) }
  s.send('!'); await s.until('999'); console.log(s.screen())
})
