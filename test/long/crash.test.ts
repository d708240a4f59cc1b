/** The computer stops at every byte of what is written, and while that is recovered: nothing that was saved is lost. */
import { expect, test } from 'vitest'
import type { CrashTally } from '../sitting/crash-states.ts'
import { counted } from './counted.ts'
import { inNode } from './in-node.ts'

const statesOf = ({ states }: CrashTally, outcome = ''): number =>
  Object.entries(states)
    .filter(([name]) => name.endsWith(outcome))
    .reduce((sum, [, count]) => sum + count, 0)

test('at every byte of what is written, in every way', async () => {
  const tallies = await Promise.all([
    inNode({ name: 'crash', data: { entries: 8 } }),
    inNode({ name: 'crash', data: { entries: 50 } }),
    inNode({ name: 'crash', data: { entries: 500, last: 2 } }),
  ])
  expect(tallies.flatMap(({ first }) => first)).toEqual([])
  const sum = (outcome?: string): number => tallies.reduce((all, one) => all + statesOf(one, outcome), 0)
  counted('crash states', sum(), { atLeast: 100_000 })
  counted(
    'in which saved answers are lost, or twice is not once',
    tallies.reduce((all, one) => all + one.wrong, 0),
    {
      exactly: 0,
    },
  )
  counted('crash states recovered', sum(', recovered'))
  counted('crash states that end whole', sum(', whole'))
  counted('crash states refused as damage and left alone', sum(', refused'))
  counted('crash states in which what fits from elsewhere in the file is read', sum(', misread'))
})

test('taken up by a sitting on a disk, once and twice, and stopped at each step of that', async () => {
  const [eight, fifty, interrupted] = await Promise.all([
    inNode({ name: 'recover', data: { entries: 8 } }),
    inNode({ name: 'recover', data: { entries: 50 } }),
    inNode({ name: 'interrupt', data: { entries: 8 } }),
  ])
  const wrong = [eight, fifty, interrupted].flatMap((one) => one.wrong)
  expect(wrong.slice(0, 20)).toEqual([])
  counted('crash states taken up by a sitting', eight.states + fifty.states, { atLeast: 2500 })
  counted('of them refused as damage and left alone', eight.refused + fifty.refused)
  counted('crash states while taking a record up', interrupted.states, { atLeast: 3000 })
  counted('in which saved answers are lost, or twice is not once', wrong.length, { exactly: 0 })
})
