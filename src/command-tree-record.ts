/** The words of the verbs that check and hand on records, with their flags and help. Runs nothing; see cli-record.ts. */
import type { Command } from 'commander'
import type { Action, Actions } from './cli.ts'

const verifyHelp = `
A PATH is a record, a register, a casebook, or a folder of records; without one, the casebook is verified. Four verdicts, never one mark:
integrity (the bytes), rules (would the policy of the day have led here?), time (what was late), each with what could not be checked.
  rungs verify records/K7-2026-0042.md --receipt "1234 5678 9012 3456 7888"
  rungs verify K7-2026-0042.md --key key.pub        whose key signed it, as you were told by another way
Exit codes: 0 nothing was changed and no rule was broken; 1 something was; 2 a path could not be read.
With --strict 1 also for what is unfinished, unsealed, unsigned, converted, confirmed by nothing outside, late, or could not be judged.`

const keyHelp = `
Made at first use, one for each computer, in your profile and never in the casebook. Print it and give it to whoever checks your records.
  rungs key                 the public key, as hex and as OpenSSH writes it
  rungs key passphrase      lock it with a passphrase, change that, or take it away; RUNGS_PASSPHRASE unlocks it for scripts
  rungs key new             another key in its place; the register says so, signed with both`

/** Adds the verbs. `add` makes one with its help, `on` says what it runs. */
export const addRecordVerbs = (
  program: Command,
  actions: Actions,
  add: (parent: Command, words: string, summary: string) => Command,
  on: (command: Command, action: Action) => Command,
): void => {
  on(
    add(program, 'verify [paths...]', 'is it intact, complete, by the rules, on time?')
      .option('--receipt <code>', 'the twenty digits that somebody was given')
      .option('--key <key>', 'the public key you expect: 64 hex digits, or a file as OpenSSH writes it')
      .option('--strict', 'exit 1 also for what is merely unfinished, unsigned, unconfirmed or late')
      .option('--json', 'as JSON')
      .addHelpText('after', verifyHelp),
    actions.verify,
  )
  on(
    add(program, 'key [what]', 'the key of this computer, with which records are signed')
      .option('--json', 'as JSON')
      .addHelpText('after', keyHelp),
    actions.key,
  )
}
