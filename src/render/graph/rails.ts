/** The two sides of the ladder, behind whatever hangs on it. */
import type { Part } from './parts.ts'
import { path, rule } from './shapes.ts'

/** Where the sides of the ladder stand, and what is between them. */
export const railLeft = 18
const railRight = 26
export const middle = 22

export const rails = (y: number, height: number): string =>
  [railLeft, railRight]
    .map((x) => path(`M${x} ${y.toFixed(2)}V${(y + height).toFixed(2)}`, rule, 0.9))
    .join('')

/** Draws the two sides of the ladder behind a part. */
export const onRails = (part: Part): Part => ({
  height: part.height,
  draw: (y) => rails(y, part.height) + part.draw(y),
})
