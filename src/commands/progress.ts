/** How far a command has come, on a terminal and only where it takes long. */
import type { Ports } from '../ports.ts'

export interface Progress {
  /** So many are done. */
  readonly at: (done: number) => void
  readonly end: () => void
}

export const progressOf = (ports: Ports, total: number): Progress => {
  const begun = ports.clock.instant()
  let shown = begun + 750
  let drawn = false
  return {
    at: (done) => {
      if (done % 100 !== 0 || !ports.watched) return
      const now = ports.clock.instant()
      if (now < shown) return
      shown = now + 250
      drawn = true
      ports.err(`\r${done} of ${total} records …`)
    },
    end: () => {
      if (drawn) ports.err(`\r${' '.repeat(40)}\r`)
    },
  }
}
