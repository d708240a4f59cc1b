/**
 * The command line as commander knows it: verbs, flags, help, and what it says of words that make no sense. Runs nothing
 * itself, and is not loaded for the words `rungs` and `rungs start` alone.
 */
import { Command, CommanderError } from 'commander'
import type { Action, Actions } from './cli.ts'
import { addAuditVerbs } from './command-tree-audit.ts'
import { addFlowVerbs } from './command-tree-flow.ts'
import { addRecordVerbs } from './command-tree-record.ts'
import { addTrainingVerbs } from './command-tree-training.ts'
import { UserError } from './errors.ts'
import type { Flags } from './flags.ts'
import type { Ports } from './ports.ts'

const examples = `
Examples:
  rungs start                     they said no: climb the ladder, with a record
  rungs resume 42                 go on with a case
  rungs list --due                what is due, the earliest first
  rungs contacts greenvale        whom to call

Exit codes: 0 done · 1 looked, and something is wrong · 2 could not · 3 a bug · 130 interrupted`

const settingsHelp = `
Settings, in rungs.yaml of the casebook:
  school        the name of your school          rungs config school "Example School"
  usual-policy  taken without being asked for    rungs config usual-policy greenvale
  reach-me      how they can reach you, for letters  rungs config reach-me "020 7946 0000, office@example.org"
  closures      shown beside deadlines           edit the file: - {from: 2026-12-21, to: 2027-01-04, title: holidays}
  contacts      numbers you have corrected       edit the file: greenvale: {mash: {value: "020 7946 0000"}}`

const draftHelp = `
RECORD is the number of a case, DRAFT a letter by its name; without one it is the letter that belongs to where the case stands. What the record
knows is filled in; what it does not know stays as a visible blank. In a terminal you fill in the rest, correct it there or in your
editor (VISUAL or EDITOR), make files of it, and put on record which file was sent, when, to whom and how.
  rungs draft 42                                        in a terminal: choose, complete, correct, make a file
  rungs draft 42 service-manager-letter > letter.md     as Markdown, to be corrected
  rungs draft 42 --from letter.md --format docx         the corrected text for Word or LibreOffice, in the folder letters of the casebook
  rungs draft 42 stage-4-e-mail --format eml --out stage-4.eml      a mail program opens it as a draft
  rungs draft 42 --calendar --out due.ics               what is due, for your calendar; it has the record's number, and no name
A file is never overwritten. A letter has what was typed about the child in it: keep it where the record is kept.
Exit codes: 0 done; 1 the record is not as it was written: check the letter; or nothing is due; 2 there is nothing to draft, or it could not be written.`

/** A mistyped command, with the nearest ones. */
const noSuch = async (parent: Command, word: string): Promise<UserError> => {
  const { suggest } = await import('./flow/nearest.ts')
  const names = parent.commands.map((one) => one.name())
  return new UserError(`There is no command "${word}".`, `${suggest(word, names)} See "rungs help".`)
}

/** Builds the command tree; `run` is called with what was asked for. */
const build = (
  ports: Ports,
  actions: Actions,
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
    .version(ports.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .option(
      '--casebook <folder>',
      'the folder that holds the records (default: RUNGS_CASEBOOK, a parent with rungs.yaml, ~/Rungs)',
    )
    .option('--plain', 'numbered choices and no redraw, for screen readers (also ACCESSIBLE=1)')
    .addHelpText('after', examples)
    .showSuggestionAfterError()
    .helpCommand('help [command]', 'the help of a command')
    .allowExcessArguments()
    .configureOutput({ writeOut: ports.out, writeErr: () => {} })
    .exitOverride()
  program.action(async (_options: unknown, command: Command) => {
    const [word] = command.args
    if (word !== undefined) throw await noSuch(program, word)
    await run(actions.home, command.optsWithGlobals(), [])
  })
  const add = (parent: Command, words: string, summary: string): Command =>
    parent.command(words).description(summary).allowExcessArguments(false).exitOverride()
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
    add(program, 'draft <record> [draft]', 'the letter, e-mail or form that this rung asks for')
      .option('--format <format>', 'md, eml or docx')
      .option('--from <file>', 'a letter that you have corrected: make another format of it')
      .option('--calendar', 'a calendar file with what is due, and no letter')
      .option('--out <file>', 'into a new file')
      .addHelpText('after', draftHelp),
    actions.draft,
  )
  on(
    add(program, 'config [name] [value]', 'show and change the settings of the casebook')
      .option('--json', 'as JSON')
      .addHelpText('after', settingsHelp),
    actions.config,
  )
  addRecordVerbs(program, actions, add, on)
  addAuditVerbs(program, actions, add, on)
  addTrainingVerbs(program, actions, add, on)
  const flow = add(program, 'flow', 'write, check, draw, test and compare policies').allowExcessArguments()
  flow.action(async (_options: unknown, command: Command) => {
    const [word] = command.args
    throw word === undefined
      ? new UserError(
          'rungs flow needs a verb.',
          `There is: ${flow.commands.map((one) => one.name()).join(', ')}.`,
        )
      : await noSuch(flow, word)
  })
  addFlowVerbs(flow, actions, add, on)
  return program
}

const sentence = (message: string): string =>
  message.replace(/^error: /, '').replace(/\n\(Did you mean .*$/s, '')

const suggestion = (message: string): string | undefined => /\(Did you mean (.*)\?\)/s.exec(message)?.[1]

const usage = ({ message }: CommanderError): UserError => {
  const near = suggestion(message)
  return new UserError(sentence(message), near === undefined ? 'See "rungs help".' : `Did you mean ${near}?`)
}

type Act = (action: Action, flags: Flags, args: readonly string[]) => Promise<number>

/** Runs what the words ask for; the exit code. Throws what the action throws, and a `UserError` where the words make no sense. */
export const runWords = async (
  argv: readonly string[],
  ports: Ports,
  actions: Actions,
  act: Act,
): Promise<number> => {
  let code = 0
  const program = build(ports, actions, async (action, flags, args) => {
    code = await act(action, flags, args)
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return 0
    throw usage(error)
  }
}
