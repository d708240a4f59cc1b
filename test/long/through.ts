/** The test of one output with everything, for the files that share them: each has a core of its own. */
import { expect } from 'vitest'
import { codePoints, codePointTexts, type Output, sendAll } from '../hostile/outputs.ts'
import { hostileStrings } from '../hostile/strings.ts'
import { counted } from './counted.ts'

/** Sends all code points and all hostile strings through an output, and counts what got through alive: nothing. */
export const sendEverything = async (output: Output): Promise<void> => {
  const code = await sendAll(output, codePointTexts(output.room))
  const strings = await sendAll(output, hostileStrings)
  const left = output.refuses === true ? 0 : [...code.missing.join('')].length
  counted(`code points through ${output.name}`, codePoints - left, { exactly: codePoints })
  expect([...code.stray, ...strings.stray]).toEqual([])
  expect([...code.unseen, ...strings.unseen]).toEqual([])
  counted('live control characters', code.live.length + strings.live.length, { exactly: 0 })
}
