/**
 * Opens a terminal of the kind that is wanted, and loads no more than that kind needs: plain mode starts without
 * Inquirer. Decides nothing about colour; reads no environment.
 */
import { lendable } from './lending.ts'
import type { Terminal } from './screen.ts'
import type { Colour } from './style.ts'

export interface OpenOptions {
  /** Numbered choices and no redraw. Always so where either end is no terminal. */
  readonly plain: boolean
  readonly input: NodeJS.ReadableStream
  readonly output: NodeJS.WritableStream
  readonly colour: Colour
}

const openKind = async ({ plain, input, output, colour }: OpenOptions): Promise<Omit<Terminal, 'lend'>> => {
  if (!plain) {
    // Loaded with what draws; whoever only prints needs none of it.
    const { ReadStream, WriteStream } = process.getBuiltinModule('node:tty')
    if (input instanceof ReadStream && output instanceof WriteStream) {
      const { openRich } = await import('./rich.ts')
      return openRich({ input, output, colour })
    }
  }
  const { openPlain } = await import('./plain.ts')
  return openPlain({ input, output })
}

/** The terminal between a person and the program. Close it, or the program does not end. */
export const openTerminal = (options: OpenOptions): Promise<Terminal> => lendable(() => openKind(options))
