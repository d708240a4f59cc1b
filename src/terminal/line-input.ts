/**
 * Whole lines from an input, one at a time, in the order they came. Nothing is printed here and nothing is understood.
 */
import { createInterface } from 'node:readline'

export interface LineInput {
  /** The next line, or undefined where there will be none: the input ended, or the person interrupted. */
  readonly next: () => Promise<string | undefined>
  /** Throws away the lines that wait already, where a person typed them, and counts them; a pipe keeps its lines. */
  readonly drain: () => Promise<number>
  /** Whether the terminal may have cut this line off without a word: it is as long as any that it passes on. */
  readonly maybeCut: (line: string) => boolean
  readonly close: () => void
}

/** In bytes, without the line end: what a terminal that reads line by line keeps of a line (`termios(3)`, canonical mode). */
export const mostOfLine = 4095

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** In milliseconds. A paste that is longer than the terminal's own store comes in parts, each when there is room for it. */
const betweenParts = 100

const aWhile = () => new Promise<void>((resolve) => setTimeout(resolve, betweenParts))
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Reads `input` until closed. */
export const openLines = (input: NodeJS.ReadableStream): LineInput => {
  const reader = createInterface({ input, terminal: false, crlfDelay: Infinity })
  let lines: string[] = []
  let arrivals = 0
  let ended = false
  let interrupted = false
  let waiter: ((line: string | undefined) => void) | undefined
  const give = (line: string | undefined) => {
    const take = waiter
    waiter = undefined
    take?.(line)
  }
  const onLine = (line: string) => {
    arrivals += 1
    if (waiter === undefined) lines.push(line)
    else give(line)
  }
  const onEnd = () => {
    ended = true
    give(undefined)
  }
  const onSignal = () => {
    if (waiter === undefined) interrupted = true
    give(undefined)
  }
  const typedByHand = 'isTTY' in input && input.isTTY === true
  reader.on('line', onLine).on('close', onEnd).on('error', onEnd)
  for (const signal of signals) process.on(signal, onSignal)
  return {
    next: () => {
      const wasInterrupted = interrupted
      interrupted = false
      if (wasInterrupted) return Promise.resolve(undefined)
      const line = lines.shift()
      if (line !== undefined || ended) return Promise.resolve(line)
      return new Promise((resolve) => {
        waiter = resolve
      })
    },
    drain: async () => {
      if (!typedByHand) return 0
      // Two turns: one whole round of reading lies between them. Again for as long as something still came.
      let seen: number
      do {
        seen = arrivals
        await nextTurn()
        await nextTurn()
        if (lines.length > 0) await aWhile()
      } while (seen !== arrivals)
      const early = lines.length
      lines = []
      return early
    },
    maybeCut: (line) => typedByHand && Buffer.byteLength(line) >= mostOfLine,
    close: () => {
      for (const signal of signals) process.off(signal, onSignal)
      reader.close()
      input.pause()
    },
  }
}
