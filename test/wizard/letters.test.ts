/** Letters during a sitting: what is on the screen when somebody calls out danger over them. */
import { expect, it } from 'vitest'
import { diskWith } from '../commands/ports.ts'
import { choose, press, textOf, type } from './scripted.ts'
import { answersIn, run, toFirstRung } from './started.ts'

it('danger over a letter shows at once what to do, and then the letter stands as it was left', async () => {
  const disk = diskWith({})
  const prompts = await run(disk, [
    ...toFirstRung,
    [/What happened/, press('l')],
    [/Which child or children/, press('!')],
    [/IMMEDIATE DANGER[\s\S]*999/, type('Police called')],
    [/Which child or children/, press('s')],
    [/Which letter or form/, choose('service-manager-letter')],
    [/What now/, press('!')],
    [/IMMEDIATE DANGER[\s\S]*999/, press('n')],
    [/Your note/, type('The line is bad')],
    [/IMMEDIATE DANGER[\s\S]*999/, type('')],
    [/What now/, choose('fill')],
    [/the person you write to/, press('!', 'D. Exam')],
    [/IMMEDIATE DANGER[\s\S]*999/, type('They are on their way')],
    [/the person you write to/, press('d')],
    [/What now/, choose('leave')],
    [/What happened/, press('s')],
    [/Which child or children/, press('s')],
  ])
  const blanks = prompts.filter((one) => /person you write to\?$/.test(textOf(one)))
  expect(blanks.map((one) => 'draft' in one && one.draft)).toEqual([false, 'D. Exam'])
  expect(answersIn(disk).filter((one) => one.startsWith('danger-done'))).toEqual([
    'danger-done: Police called',
    'danger-done: none',
    'danger-done: They are on their way',
  ])
})
