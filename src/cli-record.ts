/** What the verbs do that check and hand on records. The build makes a bundle of its own of this, loaded with the first of them. */
import type { Action } from './cli.ts'
import { allOf, given } from './flags.ts'
import type { Ports } from './ports.ts'

/** Ctrl-C ends what only reads at once: there is nothing to be tidied up. */
const interruptible = async (ports: Ports, work: () => Promise<number>): Promise<number> => {
  const stop = (): void => {
    // A terminal shows ^C, perhaps after a line that tells how far it has come.
    ports.err(`${ports.watched ? '\n' : ''}rungs: stopped. Nothing was changed.\n`)
    process.exit(130)
  }
  process.once('SIGINT', stop)
  try {
    return await work()
  } finally {
    process.off('SIGINT', stop)
  }
}

export const recordActions = {
  verify: ({ ports, flags }, paths) =>
    interruptible(ports, async () =>
      (await import('./commands/verify.ts')).verify(ports, {
        paths,
        json: flags['json'] === true,
        strict: flags['strict'] === true,
        ...given(flags, 'receipt'),
        keys: allOf(flags, 'key'),
        ...given(flags, 'casebook'),
      }),
    ),
  redact: async ({ ports, flags, plain }, [record = '']) =>
    (await import('./commands/redact.ts')).redact(ports, {
      plain,
      record,
      all: flags['all'] === true,
      ...given(flags, 'fields'),
      ...given(flags, 'out'),
      ...given(flags, 'casebook'),
    }),
  key: async ({ ports, flags, plain }, [what]) =>
    (await import('./commands/key.ts')).key(ports, {
      plain,
      json: flags['json'] === true,
      ...given(flags, 'casebook'),
      ...(what === undefined ? {} : { what }),
    }),
  register: async ({ ports, flags }, [what, name]) =>
    (await import('./commands/register.ts')).register(ports, {
      json: flags['json'] === true,
      ...given(flags, 'casebook'),
      ...(what === undefined ? {} : { what }),
      ...(name === undefined ? {} : { case: name }),
    }),
} satisfies Record<string, Action>

export type RecordVerb = keyof typeof recordActions
