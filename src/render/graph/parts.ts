/** What a drawing is put together from: pieces with a height, stacked under each other. All lengths in mm. */
import type { ClockNote } from '../../flow/graph/notes.ts'
import { clockRest } from './labels.ts'
import { block, clockShape, ink } from './shapes.ts'
import { type Cut, heightOf, type Wrapped, wrap } from './text.ts'

/** Where the boxes begin. */
export const left = 32
/** Where the right margin begins. */
export const edge = 196

export const small: Cut = { size: 2.5, leading: 1.32 }
export const plain: Cut = { size: 2.9, leading: 1.32 }
export const strong: Cut = { size: 2.9, bold: true, leading: 1.32 }

/** Something to draw at a height from the page's top. All lengths in mm. */
export interface Part {
  readonly height: number
  readonly draw: (y: number) => string
}

export const nothing: Part = { height: 0, draw: () => '' }

/** Parts under each other. */
export const stack = (parts: readonly Part[]): Part => ({
  height: parts.reduce((sum, part) => sum + part.height, 0),
  draw: (y) => {
    let at = y
    return parts
      .map((part) => {
        const drawn = part.draw(at)
        at += part.height
        return drawn
      })
      .join('')
  },
})

export const textPart = (
  wrapped: Wrapped,
  x: number,
  fill: string,
  after: number,
  mark?: (y: number) => string,
): Part => ({
  height: heightOf(wrapped) + after,
  draw: (y) => block(wrapped, x, y, { fill }) + (mark === undefined ? '' : mark(y + wrapped.cut.size * 0.62)),
})

const mostClocks = 4

/** Clocks of more than one rung, as many as have room. */
export const clockParts = (clocks: readonly ClockNote[], x: number, width: number): readonly Part[] => {
  const more = clocks.length - mostClocks
  return [
    ...clocks.slice(0, mostClocks).map((clock) => clockPart(clock, x, width)),
    ...(more > 0 ? [textPart(wrap(`And ${more} more time limits.`, width, plain, 1), x + 5, ink, 0.8)] : []),
  ]
}

/** A clock's lines beside its shape. */
export const clockPart = (clock: ClockNote, x: number, width: number): Part =>
  stack([
    textPart(wrap(clock.limit, width - 5, strong, 3), x + 5, ink, 0, (y) => clockShape(x + 1.5, y - 0.1)),
    textPart(wrap(clockRest(clock), width - 5, plain, 5), x + 5, ink, 0.8),
  ])
