/**
 * The command line: words to functions. The last catch, and the only place that turns what happened into an exit
 * code: 0 the whole job, 1 looked and found something wrong, 2 could not do it, 3 a bug, 130 interrupted.
 */
import type { AuditVerb } from './cli-audit.ts'
import type { FlowVerb } from './cli-flow.ts'
import type { RecordVerb } from './cli-record.ts'
import type { TrainingVerb } from './cli-training.ts'
import { UserError } from './errors.ts'
import { type Flags, given, textOf } from './flags.ts'
import type { Ports } from './ports.ts'

interface Line {
  readonly ports: Ports
  readonly flags: Flags
  readonly plain: boolean
}

export type Action = (line: Line, args: readonly string[]) => Promise<number>

const plainAsked = ({ env }: Ports, flags: Flags): boolean =>
  flags['plain'] === true || (env['ACCESSIBLE'] ?? '') === '1' || env['TERM'] === 'dumb'

/** What writes and checks policies is large, and nobody on the phone waits for it: a bundle of its own. */
const flowAction =
  (verb: FlowVerb): Action =>
  async (line, args) =>
    (await import('./cli-flow.ts')).flowActions[verb](line, args)

/** What checks records is a bundle of its own for the same reason. */
const recordAction =
  (verb: RecordVerb): Action =>
  async (line, args) =>
    (await import('./cli-record.ts')).recordActions[verb](line, args)

/** What reads records for auditors, too. */
const auditAction =
  (verb: AuditVerb): Action =>
  async (line, args) =>
    (await import('./cli-audit.ts')).auditActions[verb](line, args)

/** So is what rehearses: see commands/train.ts. */
const trainingAction =
  (verb: TrainingVerb): Action =>
  async (line, args) =>
    (await import('./cli-training.ts')).trainingActions[verb](line, args)

const actions = {
  home: async ({ ports, flags, plain }) =>
    (await import('./commands/home.ts')).home(ports, { plain, ...given(flags, 'casebook') }),
  start: async ({ ports, flags, plain }) => {
    if (textOf(flags, 'at') !== undefined && textOf(flags, 'answers') === undefined)
      throw new UserError(
        '--at is for answers from a file.',
        'Give --answers FILE with it; a person’s record keeps the real time.',
      )
    return (await import('./commands/start.ts')).start(ports, {
      plain,
      ...given(flags, 'casebook'),
      ...given(flags, 'policy'),
      ...given(flags, 'answers'),
      ...given(flags, 'at'),
    })
  },
  resume: async ({ ports, flags, plain }, [name]) =>
    (await import('./commands/resume.ts')).resume(ports, {
      plain,
      ...given(flags, 'casebook'),
      ...(name === undefined ? {} : { case: name }),
    }),
  note: async ({ ports, flags, plain }, [name = '', ...words]) =>
    (await import('./commands/note.ts')).note(ports, {
      plain,
      case: name,
      text: words.join(' '),
      ...given(flags, 'casebook'),
    }),
  list: async ({ ports, flags }) =>
    (await import('./commands/list.ts')).list(ports, {
      due: flags['due'] === true,
      overdue: flags['overdue'] === true,
      json: flags['json'] === true,
      ...given(flags, 'casebook'),
    }),
  contacts: async ({ ports, flags }, [policy]) => {
    const [{ contacts }, { openCasebook }] = await Promise.all([
      import('./commands/contacts.ts'),
      import('./sitting/casebook.ts'),
    ])
    const casebook = await openCasebook(ports, textOf(flags, 'casebook'))
    const named = policy ?? casebook.settings.usualPolicy
    return contacts(ports, {
      json: flags['json'] === true,
      casebook: casebook.folder,
      local: casebook.settings.contacts[named ?? ''] ?? {},
      ...(named === undefined ? {} : { policy: named }),
    })
  },
  config: async ({ ports, flags }, [name, value]) =>
    (await import('./commands/config.ts')).config(ports, {
      json: flags['json'] === true,
      ...given(flags, 'casebook'),
      ...(name === undefined ? {} : { name }),
      ...(value === undefined ? {} : { value }),
    }),
  draft: async ({ ports, flags, plain }, [record = '', draft]) => {
    if (flags['calendar'] === true) {
      const other = ['format', 'from'].find((name) => flags[name] !== undefined) ?? draft
      if (other !== undefined)
        throw new UserError(
          `--calendar makes a calendar file, and no letter: "${other}" is too much.`,
          'Leave one of them out.',
        )
      const { draftCalendar } = await import('./commands/draft-calendar.ts')
      return draftCalendar(ports, { record, ...given(flags, 'out'), ...given(flags, 'casebook') })
    }
    return (await import('./commands/draft.ts')).draft(ports, {
      plain,
      record,
      ...given(flags, 'format'),
      ...given(flags, 'from'),
      ...given(flags, 'out'),
      ...given(flags, 'casebook'),
      ...(draft === undefined ? {} : { draft }),
    })
  },
  verify: recordAction('verify'),
  redact: recordAction('redact'),
  key: recordAction('key'),
  register: recordAction('register'),
  replay: auditAction('replay'),
  compare: auditAction('compare'),
  report: auditAction('report'),
  export: auditAction('export'),
  train: trainingAction('train'),
  flowNew: flowAction('flowNew'),
  flowLint: flowAction('flowLint'),
  flowShow: flowAction('flowShow'),
  flowGraph: flowAction('flowGraph'),
  flowTest: flowAction('flowTest'),
  flowDiff: flowAction('flowDiff'),
  flowSchema: flowAction('flowSchema'),
} satisfies Record<string, Action>

export type Actions = typeof actions

const explain = async (ports: Ports, error: unknown): Promise<number> => {
  const { visible } = await import('./render/visible.ts')
  const safe = (lines: readonly string[]): string => lines.map(visible).join('\n')
  if (error instanceof UserError) {
    ports.err(`rungs: error: ${safe(error.parts)}\nrungs: hint: ${visible(error.hint)}\n`)
    return error.exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  ports.err(
    `rungs: error: This is a bug in Rungs.\nrungs: hint: What was saved is safe. Please report the lines below.\n${safe(stack.split('\n'))}\n`,
  )
  return 3
}

/** The two commands on the way to a first question: no words to make sense of, so nothing is loaded that could. */
const bare = (argv: readonly string[]): Action | undefined => {
  if (argv.length === 0) return actions.home
  return argv.length === 1 && argv[0] === 'start' ? actions.start : undefined
}

/** Runs one command line. Never throws; yields the exit code. */
export const run = async (argv: readonly string[], ports: Ports): Promise<number> => {
  const act = (action: Action, flags: Flags, args: readonly string[]): Promise<number> =>
    action({ ports, flags, plain: plainAsked(ports, flags) }, args)
  try {
    const known = bare(argv)
    if (known !== undefined) return await act(known, {}, [])
    const { runWords } = await import('./command-tree/tree.ts')
    return await runWords(argv, ports, actions, act)
  } catch (error) {
    return explain(ports, error)
  }
}
