/** What the verbs do that read records for somebody who was not there. The build makes a bundle of its own of this, loaded with the first of them. */
import type { Action } from './cli.ts'
import { given, oneOf, textOf } from './flags.ts'
import type { Ports } from './ports.ts'

/** Ctrl-C ends what is being written, and leaves nothing behind. */
const stoppable = async (
  ports: Ports,
  work: (tidy: (abandon: () => void) => void) => Promise<number>,
): Promise<number> => {
  let abandon = (): void => undefined
  const stop = (): void => {
    abandon()
    ports.err(`${ports.watched ? '\n' : ''}rungs: stopped. No file was written.\n`)
    process.exit(130)
  }
  process.once('SIGINT', stop)
  try {
    return await work((how) => {
      abandon = how
    })
  } finally {
    process.off('SIGINT', stop)
  }
}

export const auditActions = {
  replay: async ({ ports, flags, plain }, [record = '']) =>
    (await import('./commands/replay.ts')).replay(ports, {
      record,
      plain,
      json: flags['json'] === true,
      auto: flags['auto'] === true,
      hideOutcome: flags['hideOutcome'] === true,
      ...given(flags, 'speed'),
      ...given(flags, 'maxPause'),
      ...given(flags, 'policy'),
      ...given(flags, 'casebook'),
    }),
  report: async ({ ports, flags }, paths) =>
    (await import('./commands/report.ts')).report(ports, {
      paths,
      format: oneOf(flags, 'format', ['md', 'html', 'csv', 'json']),
      publish: flags['publish'] === true,
      merge: flags['merge'] === true,
      inspection: flags['inspection'] === true,
      ...given(flags, 'from'),
      ...given(flags, 'to'),
      ...given(flags, 'threshold'),
      ...given(flags, 'out'),
      ...given(flags, 'casebook'),
    }),
  compare: async ({ ports, flags }, [record = '']) =>
    (await import('./commands/compare.ts')).compare(ports, {
      record,
      json: flags['json'] === true,
      ...given(flags, 'to'),
      ...given(flags, 'policy'),
      ...given(flags, 'casebook'),
    }),
  export: ({ ports, flags }, records) =>
    stoppable(ports, async (tidy) =>
      (await import('./commands/export.ts')).exportRecord(ports, {
        records,
        format: textOf(flags, 'format') ?? 'html',
        text: flags['text'] === true,
        tidy,
        ...given(flags, 'out'),
        ...given(flags, 'casebook'),
      }),
    ),
} satisfies Record<string, Action>

export type AuditVerb = keyof typeof auditActions
