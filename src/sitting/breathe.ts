/** Long work is cut into stretches: between two of them a key or a signal is taken. */
import type { Ports } from '../ports.ts'

/** In milliseconds: nobody who presses Ctrl-C notices that. */
const stretch = 50

/** Asked often, it lets the rest of the program have its turn now and then. `clock`: the real one. */
export const breathing = ({ clock }: Pick<Ports, 'clock'>): (() => Promise<void> | undefined) => {
  let last = clock.instant()
  return () => {
    const now = clock.instant()
    if (now - last < stretch) return undefined
    last = now
    return new Promise((resolve) => {
      setImmediate(resolve)
    })
  }
}
