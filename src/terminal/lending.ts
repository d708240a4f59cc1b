/** A terminal that another program may have for a while, such as an editor: it is given back as it was, and taken up again. */
import type { Terminal } from './screen.ts'

/** `open` makes the terminal anew each time it is taken up. */
export const lendable = async (open: () => Promise<Omit<Terminal, 'lend'>>): Promise<Terminal> => {
  let held = await open()
  return {
    redraws: held.redraws,
    ask: (prompt) => held.ask(prompt),
    show: (lines) => held.show(lines),
    hide: () => held.hide(),
    close: () => held.close(),
    lend: async (work) => {
      held.close()
      try {
        return await work()
      } finally {
        held = await open()
      }
    },
  }
}
