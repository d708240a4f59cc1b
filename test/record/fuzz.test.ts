/** Files that somebody has tampered with, at random: a sample. A hundred thousand: test/long. */
import { expect, it } from 'vitest'
import { targets } from './fuzz-targets.ts'
import { fuzz } from './fuzzing.ts'
import { rememberSignatures } from './remembered-signatures.ts'

rememberSignatures()

it.each(await targets())('$name: nothing throws, nothing takes long', (target, part) => {
  const { threw, slowest } = fuzz(target, 1500 * part, 20_261_123)
  expect(threw).toEqual([])
  expect(slowest).toBeLessThan(2000)
})
