/** The computer stops at every byte of what is written, and while that is recovered: nothing that was saved is lost. */
import { expect, test } from 'vitest'
import type { CrashTally } from '../sitting/crash-states.ts'
import { counted } from './counted.ts'
import { inNode } from './in-node.ts'

/** How many states came to what, by a pattern for "cut, recovered" and the like. */
const countOf = (tallies: readonly CrashTally[], pattern: RegExp): number =>
  tallies
    .flatMap(({ states }) => Object.entries(states))
    .reduce((sum, [name, count]) => sum + (pattern.test(name) ? count : 0), 0)

test('at every byte of what is written, in every way', async () => {
  const tallies = await Promise.all([
    inNode({ name: 'crash', data: { entries: 8 } }),
    inNode({ name: 'crash', data: { entries: 50 } }),
    inNode({ name: 'crash', data: { entries: 500, last: 2 } }),
  ])
  expect(tallies.flatMap(({ first }) => first)).toEqual([])
  counted('crash states', countOf(tallies, /^/), { atLeast: 100_000 })
  const wrong = tallies.reduce((sum, one) => sum + one.wrong, 0)
  counted('in which saved answers are lost, or twice is not once', wrong, { exactly: 0 })
  counted('recovered', countOf(tallies, /, recovered$/), { atLeast: 80_000 })
  counted('that end whole', countOf(tallies, /, whole$/))
  counted('never begun', countOf(tallies, /, never begun$/))
  counted('refused as damage and left alone', countOf(tallies, /, refused$/))
  counted('refused though only the end is missing', countOf(tallies, /^(cut|zeros|old tail), refused$/), {
    exactly: 0,
  })
  counted('read with what fits from elsewhere in the file', countOf(tallies, /, misread$/))
  counted('the same, of what a disk leaves by itself', countOf(tallies, /^(?!other).*, misread$/), {
    exactly: 0,
  })
})

test('taken up by a sitting on a disk, once and twice, and stopped at each step of that', async () => {
  const [eight, fifty, interrupted, stopped] = await Promise.all([
    inNode({ name: 'recover', data: { entries: 8 } }),
    inNode({ name: 'recover', data: { entries: 50 } }),
    inNode({ name: 'interrupt', data: { entries: 8 } }),
    inNode({ name: 'stops', data: {} }),
  ])
  const wrong = [eight, fifty, interrupted, stopped].flatMap((one) => one.wrong)
  expect(wrong.slice(0, 20)).toEqual([])
  counted('crash states taken up by a sitting', eight.states + fifty.states, { atLeast: 2500 })
  counted('of them refused as damage and left alone', eight.refused + fifty.refused)
  counted('crash states while taking a record up', interrupted.states, { atLeast: 3000 })
  counted('crash states of whole sittings, with register, key and lock', stopped.states, { atLeast: 700 })
  counted('in which saved answers are lost, or twice is not once', wrong.length, { exactly: 0 })
})
