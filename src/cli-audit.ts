/** What the verbs do that read records for somebody who was not there. The build makes a bundle of its own of this, loaded with the first of them. */
import type { Action } from './cli.ts'
import { given, oneOf, textOf } from './flags.ts'

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
  export: async ({ ports, flags }, records) =>
    (await import('./commands/export.ts')).exportRecord(ports, {
      records,
      format: textOf(flags, 'format') ?? 'html',
      text: flags['text'] === true,
      ...given(flags, 'out'),
      ...given(flags, 'casebook'),
    }),
} satisfies Record<string, Action>

export type AuditVerb = keyof typeof auditActions
