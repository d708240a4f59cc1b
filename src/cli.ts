/**
 * The command line: words to functions. The only place that catches, and the only one that turns what happened into an exit
 * code: 0 the whole job, 1 looked and found something wrong, 2 could not do it, 3 a bug, 130 interrupted.
 */
import { Command, CommanderError } from 'commander'
import { UserError } from './errors.ts'
import type { Ports } from './ports.ts'
import { version } from './version.ts'

type Flags = Readonly<Record<string, string | boolean | undefined>>

const text = (flags: Flags, name: string): string | undefined => {
  const value = flags[name]
  return typeof value === 'string' ? value : undefined
}

/** The flag as an optional property: absent where it was not given. */
const given = <K extends string>(flags: Flags, name: K): { readonly [P in K]?: string } => {
  const value = text(flags, name)
  return (value === undefined ? {} : { [name]: value }) as { readonly [P in K]?: string }
}

interface Line {
  readonly ports: Ports
  readonly flags: Flags
  readonly plain: boolean
}

type Action = (line: Line, args: readonly string[]) => Promise<number>

const plainAsked = ({ env }: Ports, flags: Flags): boolean =>
  flags['plain'] === true || (env['ACCESSIBLE'] ?? '') === '1' || env['TERM'] === 'dumb'

const actions = {
  home: async ({ ports, flags, plain }) =>
    (await import('./commands/home.ts')).home(ports, { plain, ...given(flags, 'casebook') }),
  start: async ({ ports, flags, plain }) => {
    if (text(flags, 'at') !== undefined && text(flags, 'answers') === undefined)
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
    const casebook = await openCasebook(ports, text(flags, 'casebook'))
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
  flowLint: async ({ ports, flags }, paths) =>
    (await import('./commands/flow-lint.ts')).flowLint(ports, { paths, json: flags['json'] === true }),
  flowShow: async ({ ports, flags }, [target = '']) => {
    const [{ flowShow }, { findCasebook }] = await Promise.all([
      import('./commands/flow-show.ts'),
      import('./storage/places.ts'),
    ])
    const casebook = findCasebook({
      flag: text(flags, 'casebook'),
      env: ports.env,
      cwd: ports.cwd,
      home: ports.home,
      disk: ports.disk,
    })
    return flowShow(ports, { target, casebook })
  },
} satisfies Record<string, Action>

const examples = `
Examples:
  rungs start                     they said no: climb the ladder, with a record
  rungs resume 42                 go on with a case
  rungs list --due                what is due, the earliest first
  rungs contacts greenvale        whom to call

Exit codes: 0 done · 1 looked, and something is wrong · 2 could not · 3 a bug · 130 interrupted`

/** Builds the command tree; `run` is called with what was asked for. */
const build = (
  ports: Ports,
  run: (action: Action, flags: Flags, args: readonly string[]) => Promise<void>,
): Command => {
  const program = new Command('rungs')
  const on = (command: Command, action: Action): Command =>
    command.action(async (...all: unknown[]) => {
      const args = all
        .slice(0, -2)
        .flat()
        .filter((one): one is string => typeof one === 'string')
      await run(action, command.optsWithGlobals(), args)
    })
  program
    .description(
      'Walks a safeguarding lead up every rung of their own escalation policy,\nduring the call, and leaves a plain Markdown record.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option(
      '--casebook <folder>',
      'the folder that holds the records (default: RUNGS_CASEBOOK, a parent with rungs.yaml, ~/Rungs)',
    )
    .option('--plain', 'numbered choices and no redraw, for screen readers (also ACCESSIBLE=1)')
    .addHelpText('after', examples)
    .showSuggestionAfterError()
    .configureOutput({ writeOut: ports.out, writeErr: () => {} })
    .exitOverride()
  on(program, actions.home)
  const add = (parent: Command, words: string, summary: string): Command =>
    parent.command(words).description(summary).exitOverride()
  on(
    add(program, 'start', 'pick the scenario that fits; walk the ladder')
      .option('--policy <id>', 'the policy to use')
      .option('--answers <file>', 'take the answers from a file')
      .option('--at <instant>', 'with --answers: begin at this moment, e.g. 2026-11-19T10:30'),
    actions.start,
  )
  on(add(program, 'resume [case]', 'continue where a case stopped'), actions.resume)
  on(add(program, 'note <case> [text...]', 'add a timed note without opening the wizard'), actions.note)
  on(
    add(program, 'list', 'every case: state, rung, what is due or overdue')
      .option('--due', 'what is due, the earliest first')
      .option('--overdue', 'only what is overdue; exit 1 if anything is')
      .option('--json', 'as JSON'),
    actions.list,
  )
  on(add(program, 'contacts [policy]', 'whom to call').option('--json', 'as JSON'), actions.contacts)
  on(
    add(program, 'config [name] [value]', 'show and change the settings of the casebook').option(
      '--json',
      'as JSON',
    ),
    actions.config,
  )
  const flow = add(program, 'flow', 'check and read policies').action(() => {
    throw new UserError('rungs flow needs a verb.', 'There is: rungs flow lint, rungs flow show.')
  })
  on(
    add(flow, 'lint [paths...]', 'say what is wrong with flows, all at once').option('--json', 'as JSON'),
    actions.flowLint,
  )
  on(add(flow, 'show <policy>', 'the whole policy as a document to proof-read'), actions.flowShow)
  return program
}

const sentence = (message: string): string =>
  message.replace(/^error: /, '').replace(/\n\(Did you mean .*$/s, '')

const suggestion = (message: string): string | undefined => /\(Did you mean (.*)\?\)/s.exec(message)?.[1]

const usage = (ports: Ports, error: CommanderError): number => {
  if (error.exitCode === 0) return 0
  const near = suggestion(error.message)
  ports.err(
    `rungs: error: ${sentence(error.message)}\nrungs: hint: ${near === undefined ? 'See "rungs help".' : `Did you mean ${near}?`}\n`,
  )
  return 2
}

const explain = async (ports: Ports, error: unknown): Promise<number> => {
  if (error instanceof CommanderError) return usage(ports, error)
  const { visible } = await import('./render/visible.ts')
  const safe = (words: string): string => words.split('\n').map(visible).join('\n')
  if (error instanceof UserError) {
    ports.err(`rungs: error: ${safe(error.message)}\nrungs: hint: ${safe(error.hint)}\n`)
    return error.exitCode
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  ports.err(
    `rungs: error: This is a bug in Rungs.\nrungs: hint: What was saved is safe. Please report the lines below.\n${safe(stack)}\n`,
  )
  return 3
}

/** Runs one command line. Never throws; yields the exit code. */
export const run = async (argv: readonly string[], ports: Ports): Promise<number> => {
  let code = 0
  try {
    const program = build(ports, async (action, flags, args) => {
      code = await action({ ports, flags, plain: plainAsked(ports, flags) }, args)
    })
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    return explain(ports, error)
  }
}
