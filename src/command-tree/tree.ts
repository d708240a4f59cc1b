/**
 * The command line as commander knows it: verbs, flags, help, and what it says of words that make no sense. Runs nothing
 * itself, and is not loaded for the words `rungs` and `rungs start` alone.
 */
import { Command, CommanderError } from 'commander'
import type { Action, Actions } from '../cli.ts'
import { UserError } from '../errors.ts'
import type { Flags } from '../flags.ts'
import type { Ports } from '../ports.ts'
import { auditVerbs } from './audit.ts'
import { caseVerbs } from './case.ts'
import { flowVerbs } from './flow.ts'
import { recordVerbs } from './record.ts'
import { trainingVerbs } from './training.ts'
import type { AddVerb, Verbs } from './verb.ts'

const examples = `
Examples:
  rungs start                     they said no: climb the ladder, with a record
  rungs resume 42                 go on with a case
  rungs list --due                what is due, the earliest first
  rungs contacts greenvale        whom to call

Exit codes: 0 done · 1 looked, and something is wrong · 2 could not · 3 a bug · 130 interrupted`

/** A mistyped command, with the nearest ones. */
const noSuch = async (parent: Command, word: string): Promise<UserError> => {
  const { suggest } = await import('../flow/nearest.ts')
  const names = parent.commands.map((one) => one.name())
  return new UserError(`There is no command "${word}".`, `${suggest(word, names)} See "rungs help".`)
}

/** In the order of the help. */
const topVerbs: Verbs = { ...caseVerbs, ...recordVerbs, ...auditVerbs, ...trainingVerbs }

const namesOf = (verbs: Verbs) => Object.keys(verbs) as (keyof Actions)[]

const root = (ports: Ports): Command =>
  new Command('rungs')
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

const addTo =
  (parent: Command): AddVerb =>
  (words, summary) =>
    parent.command(words).description(summary).allowExcessArguments(false).exitOverride()

/** Builds the tree, or only the branch of a verb that stands first; `run` is called with what was asked for. */
const build = (
  first: string | undefined,
  ports: Ports,
  actions: Actions,
  run: (action: Action, flags: Flags, args: readonly string[]) => Promise<void>,
): Command => {
  const program = root(ports)
  const on = (command: Command, action: Action): Command =>
    command.action(async (...all: unknown[]) => {
      const args = all
        .slice(0, -2)
        .flat()
        .filter((one): one is string => typeof one === 'string')
      await run(action, command.optsWithGlobals(), args)
    })
  const grow = (parent: Command, verbs: Verbs, names = namesOf(verbs)): void => {
    for (const name of names) {
      const command = verbs[name]?.(addTo(parent))
      if (command !== undefined) on(command, actions[name])
    }
  }
  program.action(async (_options: unknown, command: Command) => {
    const [word] = command.args
    if (word !== undefined) throw await noSuch(program, word)
    await run(actions.home, command.optsWithGlobals(), [])
  })
  const branch = namesOf(topVerbs).filter((name) => name === first)
  if (branch.length > 0) {
    grow(program, topVerbs, branch)
    return program
  }
  grow(program, topVerbs)
  const flow = addTo(program)('flow', 'write, check, draw, test and compare policies').allowExcessArguments()
  flow.action(async (_options: unknown, command: Command) => {
    const [word] = command.args
    throw word === undefined
      ? new UserError(
          'rungs flow needs a verb.',
          `There is: ${flow.commands.map((one) => one.name()).join(', ')}.`,
        )
      : await noSuch(flow, word)
  })
  grow(flow, flowVerbs)
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
  const program = build(argv[0], ports, actions, async (action, flags, args) => {
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
