/** Asks on the pages of a rehearsal that are none of the wizard's: `!` shows what to do at once, there as everywhere. */
import type { Common } from '../flow/policy.ts'
import type { Prompt, Reply, Terminal } from '../terminal/screen.ts'
import { dangerKey, generalPage } from '../wizard/danger-page.ts'

export type Asking = (prompt: Prompt) => Promise<Reply>

/** The question stands after what to do was shown. */
export const safely =
  (terminal: Terminal, common: Common): Asking =>
  async (prompt) => {
    for (;;) {
      const reply = await terminal.ask({ ...prompt, keys: [...prompt.keys, dangerKey] })
      if (reply.kind !== 'key' || reply.key !== dangerKey.key) return reply
      const read = await terminal.ask({ kind: 'read', page: generalPage(common), keys: [] })
      if (read.kind === 'interrupted') return read
    }
  }
