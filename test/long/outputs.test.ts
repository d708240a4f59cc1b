/** Every code point and every hostile string through every way by which a text reaches a terminal or a file: what is made of values. */
import { expect, test } from 'vitest'
import { textCheck } from '../../src/flow/draft/answers.ts'
import { titleProblem } from '../../src/flow/title.ts'
import { unseenIn } from '../hostile/live.ts'
import { codePoints, documents, outputs } from '../hostile/outputs.ts'
import { hostileStrings } from '../hostile/strings.ts'
import { counted } from './counted.ts'
import { sendEverything } from './through.ts'

test.each(documents)('$name', sendEverything)

test('hostile strings', () => {
  counted('outputs', outputs.length)
  counted('hostile strings through each', new Set(hostileStrings).size, { atLeast: 200 })
})

test('nothing unseen is taken as a word of a flow that stands in a record, or as prose of a new flow', () => {
  const taken: string[] = []
  for (let code = 0; code < codePoints; code += 1) {
    const text = `a${String.fromCodePoint(code)}b`
    if (code !== 10 && unseenIn(text, 'lines').length > 0)
      if (titleProblem(text) === undefined || textCheck(text) === undefined) taken.push(code.toString(16))
  }
  expect(taken).toEqual([])
})
