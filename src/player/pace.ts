/** How fast a story plays by itself: real pauses, capped. Shows nothing. */
import type { Scene } from '../story/scene.ts'
import type { Prompt } from '../terminal/screen.ts'

/** How it plays by itself. Absent: it waits for keys. */
export interface Pace {
  /** Times as fast as it happened. */
  readonly speed: number
  /** In seconds. */
  readonly maxPause: number
}

/** In milliseconds; long enough to see that something moved. */
const shortest = 400

/** In milliseconds. */
export const pauseBefore = (next: Scene | undefined, { speed, maxPause }: Pace): number =>
  Math.max(shortest, Math.min(Math.max(0, next?.took ?? 0) / speed, maxPause) * 1000)

/** What wakes a page by itself. */
export interface Waiting {
  readonly wakes: NonNullable<Extract<Prompt, { kind: 'read' }>['wakes']>
  readonly stop: () => void
}

/** Wakes a page after so many milliseconds, as if this key had been pressed; `stop` when another one was. */
export const wakeAfter = (milliseconds: number, key: string): Waiting => {
  let timer: NodeJS.Timeout | undefined
  const when = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  return { wakes: { when, key }, stop: () => clearTimeout(timer) }
}
