/** What a long test counted, for the table at the end of the run; and the seed from which its random choices come. */
import { expect, TestRunner } from 'vitest'

/** One row of the table. */
export interface Figure {
  readonly what: string
  readonly figure: number
  readonly asked: string
  readonly met: boolean
}

declare module 'vitest' {
  interface TaskMeta {
    figures?: readonly Figure[]
  }
}

/** What a figure must be; nothing where it is only worth knowing. */
export interface Asked {
  readonly exactly?: number
  readonly atLeast?: number
  readonly atMost?: number
}

const words = ({ exactly, atLeast, atMost }: Asked): string =>
  [
    exactly === undefined ? [] : [exactly.toLocaleString('en-GB')],
    atLeast === undefined ? [] : [`at least ${atLeast.toLocaleString('en-GB')}`],
    atMost === undefined ? [] : [`at most ${atMost.toLocaleString('en-GB')}`],
  ]
    .flat()
    .join(', ')

/** Puts a figure into the table, then fails where it is not what was asked. For the inside of a running test. */
export const counted = (what: string, figure: number, asked: Asked = {}): void => {
  const met =
    figure === (asked.exactly ?? figure) &&
    figure >= (asked.atLeast ?? figure) &&
    figure <= (asked.atMost ?? figure)
  const task = TestRunner.getCurrentTest()
  if (task === undefined) throw new Error('counted is for the inside of a test')
  task.meta.figures = [...(task.meta.figures ?? []), { what, figure, asked: words(asked), met }]
  if (!met) expect.fail(`${what}: ${figure}, asked: ${words(asked)}`)
}

/** The seed of this run, the same in every file: `RUNGS_LONG_SEED` where it is set, otherwise another each time. Printed. */
export const longSeed: number = Number(process.env['RUNGS_LONG_SEED'] ?? 1)

/** Random whole numbers from 0 up to `below`, the same for the same name and seed (mulberry32). */
export const randomOf = (name: string, seed: number = longSeed): ((below: number) => number) => {
  let state = [...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed) | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}
