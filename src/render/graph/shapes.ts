/** The marks of a drawing as SVG text: lines of text, boxes, arrows, and one shape for each way a rung can end. */
import type { Vertex } from '../../flow/graph/graph.ts'
import { escapeMarkup } from '../markup.ts'
import { type Cut, clean, isKnown, type Wrapped, widthOf } from './text.ts'

export const ink = '#1b2a32'
export const grey = '#56666f'
export const pale = '#f3f7f8'
export const rule = '#a9b8bf'
export const deep = '#0f4c5c'

/** Any text as it may stand between tags or in an attribute: nothing unseen, nothing that XML reads. */
export const xml = (text: string): string => escapeMarkup(clean(text))

/** Millimetres, to a hundredth. */
export const mm = (value: number): string => String(Math.round(value * 100) / 100)

export interface Pen {
  readonly fill?: string
  readonly anchor?: 'middle' | 'end'
}

/** A line of a `Wrapped`, which is clean, or a number. */
const line = (text: string, x: number, y: number, cut: Cut, { fill = ink, anchor }: Pen): string => {
  const attributes = [
    `x="${mm(x)}" y="${mm(y)}" font-size="${mm(cut.size)}" fill="${fill}"`,
    ...(cut.bold === true ? ['font-weight="700"'] : []),
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
    // Of a script whose widths are not known here, the estimate is made true.
    ...(isKnown(text) ? [] : [`textLength="${mm(widthOf(text, cut))}" lengthAdjust="spacingAndGlyphs"`]),
  ]
  return `<text ${attributes.join(' ')}>${escapeMarkup(text)}</text>`
}

/** Wrapped text whose first line's top is at `y`. */
export const block = ({ lines, cut, whole }: Wrapped, x: number, y: number, pen: Pen = {}): string => {
  const leading = cut.size * (cut.leading ?? 1.3)
  const drawn = lines.map((one, i) => line(one, x, y + cut.size * 0.95 + i * leading, cut, pen)).join('')
  return whole === undefined ? drawn : `<g><title>${xml(whole)}</title>${drawn}</g>`
}

export interface BoxPen {
  readonly fill?: string
  readonly stroke?: string
  readonly width?: number
  readonly radius?: number
  readonly dashed?: boolean
}

export const box = (x: number, y: number, w: number, h: number, pen: BoxPen = {}): string => {
  const { fill = 'none', stroke = 'none', width = 0.3, radius = 1.5, dashed = false } = pen
  return `<rect x="${mm(x)}" y="${mm(y)}" width="${mm(w)}" height="${mm(h)}" rx="${mm(radius)}" fill="${fill}" stroke="${stroke}" stroke-width="${mm(width)}"${dashed ? ' stroke-dasharray="1.6 1.1"' : ''}/>`
}

export const path = (d: string, stroke: string, width: number, fill = 'none', dashed = false): string =>
  `<path d="${d}" fill="${fill}" stroke="${stroke}" stroke-width="${mm(width)}" stroke-linecap="round" stroke-linejoin="round"${dashed ? ' stroke-dasharray="1.2 1.2"' : ''}/>`

const disc = (x: number, y: number, r: number, fill: string, stroke = fill): string =>
  `<circle cx="${mm(x)}" cy="${mm(y)}" r="${mm(r)}" fill="${fill}" stroke="${stroke}" stroke-width="0.4"/>`

/** A disc with a number or a few letters in it. */
export const badge = (text: string, x: number, y: number, r: number, filled = true): string => {
  const size = Math.min(r * 1.15, (r * 1.75) / Math.max(0.65, widthOf(text, { size: 1, bold: true })))
  const cut = { size, bold: true }
  const pen: Pen = { anchor: 'middle', fill: filled ? '#fff' : ink }
  return disc(x, y, r, filled ? deep : '#fff', deep) + line(text, x, y + size * 0.36, cut, pen)
}

/** From left to right, its point at `x2`. */
export const arrowRight = (x1: number, x2: number, y: number, bold: boolean): string =>
  path(`M${mm(x1)} ${mm(y)}H${mm(x2 - 1)}`, bold ? ink : grey, bold ? 0.9 : 0.35) +
  path(
    `M${mm(x2 - 1.7)} ${mm(y - 1.1)}L${mm(x2)} ${mm(y)}L${mm(x2 - 1.7)} ${mm(y + 1.1)}Z`,
    bold ? ink : grey,
    0.1,
    bold ? ink : grey,
  )

/** Upwards, its point at `y2`; dashed and open where no outcome of the flow leads there. */
export const arrowUp = (x: number, y1: number, y2: number, bold: boolean, dashed: boolean): string =>
  path(`M${mm(x)} ${mm(y1)}V${mm(y2 + (dashed ? 0.4 : 1.5))}`, ink, bold ? 1.1 : 0.45, 'none', dashed) +
  path(
    `M${mm(x - 1.5)} ${mm(y2 + 2.2)}L${mm(x)} ${mm(y2)}L${mm(x + 1.5)} ${mm(y2 + 2.2)}${dashed ? '' : 'Z'}`,
    ink,
    0.4,
    dashed ? 'none' : ink,
  )

/** A little clock. */
export const clockShape = (x: number, y: number): string =>
  `<circle cx="${mm(x)}" cy="${mm(y)}" r="1.45" fill="#fff" stroke="${ink}" stroke-width="0.35"/>` +
  path(`M${mm(x)} ${mm(y - 0.9)}V${mm(y)}H${mm(x + 0.7)}`, ink, 0.35)

/** A gap: a warning triangle. */
export const gapShape = (x: number, y: number): string =>
  path(`M${mm(x)} ${mm(y - 1.4)}L${mm(x + 1.5)} ${mm(y + 1.2)}H${mm(x - 1.5)}Z`, ink, 0.35, '#fff') +
  path(`M${mm(x)} ${mm(y - 0.4)}V${mm(y + 0.25)}M${mm(x)} ${mm(y + 0.7)}V${mm(y + 0.72)}`, ink, 0.35)

/** A condition: a diamond. */
export const conditionShape = (x: number, y: number): string =>
  path(
    `M${mm(x)} ${mm(y - 1.5)}L${mm(x + 1.5)} ${mm(y)}L${mm(x)} ${mm(y + 1.5)}L${mm(x - 1.5)} ${mm(y)}Z`,
    ink,
    0.4,
    '#fff',
  )

/** Where an edge ends: each kind has its own shape, told apart without colour. Its centre is at x, y; 5 mm wide. */
export const endShape = (to: Vertex | undefined, again: boolean, x: number, y: number): string => {
  switch (to?.kind) {
    case 'promise':
      return (
        disc(x, y, 2.3, '#fff', ink) +
        path(
          `M${mm(x - 1.1)} ${mm(y + 0.1)}L${mm(x - 0.3)} ${mm(y + 0.9)}L${mm(x + 1.2)} ${mm(y - 0.9)}`,
          ink,
          0.55,
        )
      )
    case 'close':
      return disc(x, y, 2.3, '#fff', ink) + box(x - 1, y - 1, 2, 2, { fill: ink, radius: 0.2 })
    case 'top':
      return path(
        `M${mm(x - 2.2)} ${mm(y - 1.8)}H${mm(x + 2.2)}M${mm(x)} ${mm(y + 2)}V${mm(y - 0.8)}M${mm(x - 1)} ${mm(y + 0.2)}L${mm(x)} ${mm(y - 0.9)}L${mm(x + 1)} ${mm(y + 0.2)}`,
        ink,
        0.5,
      )
    case 'elsewhere':
      return path(
        `M${mm(x + 0.4)} ${mm(y - 2.1)}H${mm(x - 2.1)}V${mm(y + 2.1)}H${mm(x + 0.4)}M${mm(x - 0.8)} ${mm(y)}H${mm(x + 2.3)}M${mm(x + 1.2)} ${mm(y - 1.1)}L${mm(x + 2.3)} ${mm(y)}L${mm(x + 1.2)} ${mm(y + 1.1)}`,
        ink,
        0.5,
      )
    case 'scenario':
      return path(
        `M${mm(x - 1.6)} ${mm(y - 2.2)}V${mm(y + 2.2)}M${mm(x + 1.6)} ${mm(y - 2.2)}V${mm(y + 2.2)}M${mm(x - 1.6)} ${mm(y - 1.1)}H${mm(x + 1.6)}M${mm(x - 1.6)} ${mm(y + 0.1)}H${mm(x + 1.6)}M${mm(x - 1.6)} ${mm(y + 1.3)}H${mm(x + 1.6)}`,
        ink,
        0.4,
      )
    case 'rung':
      return again
        ? path(`M${mm(x + 1.7)} ${mm(y - 0.6)}A1.8 1.8 0 1 0 ${mm(x + 1.3)} ${mm(y + 1.2)}`, ink, 0.5) +
            path(`M${mm(x + 2.1)} ${mm(y - 1.9)}V${mm(y - 0.4)}H${mm(x + 0.6)}`, ink, 0.5)
        : badge(to.number, x, y, 2.4, false)
    case 'begin':
    case 'start':
    case undefined:
      return ''
  }
}
