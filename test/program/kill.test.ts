/** The built program killed while it writes: a sample. Two hundred times: test/long. */
import { expect, test } from 'vitest'
import { generator } from '../../src/proof/values.ts'
import { killRepeatedly } from './killing.ts'

test('killed at some moment: all that it had said was saved is there, and the case can be taken up again', async () => {
  const { wrong, said } = await killRepeatedly(6, generator(20_261_123, 1))
  expect(wrong).toEqual([])
  expect(said).toBeGreaterThan(0)
})
