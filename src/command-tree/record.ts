/** The words of the verbs that check and hand on records, with their flags and help. Runs nothing; see cli-record.ts. */
import type { Verbs } from './verb.ts'

const verifyHelp = `
A PATH is a record, a register, a casebook, or a folder of records; without one, the records and registers of the casebook are verified.
Of a folder all of its tree is looked into, but for hidden folders, the policies and calendars beside records, and links to other folders,
which are named. Of its files those count that end in .md; what is no record, and not named like one, is named and passed over.
Four verdicts, never one mark:
integrity (the bytes), rules (would the policy of the day have led here?), time (what was late), each with what could not be checked; and
strength, which is an opinion: what a reader would miss (a name, a reason, an answer …), and what asks for it. No exit code depends on it.
  rungs verify records/K7-2026-0042.md --receipt "1234 5678 9012 3456 7888"
  rungs verify K7-2026-0042.md --key key.pub        whose key signed it, as you were told by another way; name each that may sign
Exit codes: 0 nothing was changed and no rule was broken; 1 something was, or a register beside it cannot be asked; 2 a path could not be read, or
was not looked into.
With --strict 1 also, and it is said why, for what is unfinished, unsealed, unsigned, converted, late, or could not be judged, for what nothing
but this computer confirms, for a remark, a clock that was given by hand or went back, and for a number that is in no register; never for what is thin.`

const redactHelp = `
RECORD is a record, a redacted copy of one, or the number of a case. Without --fields or --all you tick the
texts to leave out. Only typed texts can be: dates, outcomes and what the policy says stay, and so does how many
lines a text had. The copy has what is sealed, verifies by itself, and what it leaves out cannot be guessed from
it. No file is ever overwritten, and the register of the casebook gets a line.
  rungs redact 42 --fields recorded-by,who,children
  rungs redact K7-2026-0042.redacted.md --fields said --out for-the-panel.md     leaves out more
Names for --fields: recorded-by, who, said, reason, reference, children, concern, child-said, note and more; a
wrong one gets those that are near it. What the program quotes in notes of its own is recovered and taken-over.
Where a name out of a text that was left out may still stand in the copy, each place is listed on stderr, and
the copy is made all the same: roles, days and months are not looked for.
Exit codes: 0 the copy is written; 1 the record is damaged or not the one that a register has, or the copy is written and
could not be registered; 2 it could not be done; 130 given up.`

const keyHelp = `
Made at first use, one for each computer, in your profile and never in the casebook. Print it and give it to whoever checks your records.
  rungs key                 the public key, as hex and as OpenSSH writes it
  rungs key passphrase      lock it with a passphrase, change that, or take it away; RUNGS_PASSPHRASE unlocks it for scripts
  rungs key new             another key in its place; the register of this casebook, or of --casebook FOLDER, says so, signed with both
No other casebook can know of a new key: its register says at the next visit that the key before did not sign for it.
A file in which no key can be read any more is kept beside the new one, as key.damaged, and the program says so.`

const registerHelp = `
Each computer keeps one, register-K7.md in the casebook: a line for each record that it opens, seals, closes, copies or hands on, sealed
and signed, without names or anything that was typed. It is written by itself; what becomes of a record outside Rungs is yours to tell:
  rungs register                              every line in words, and what is wrong with a register
  rungs register transferred K7-2026-0042     the record was handed to others, who keep it now
  rungs register destroyed K7-2026-0042       its time was over and its file was deleted, as the law has it
Exit codes: 0 nothing is wrong; 1 something is; 2 one could not be read, or it could not be registered.`

/** What is asked of records, registers and the key. */
export const recordVerbs = {
  verify: (add) =>
    add('verify [paths...]', 'is it intact, complete, by the rules, on time? what would a reader miss?')
      .option('--receipt <code>', 'the twenty digits that somebody was given')
      .option(
        '--key <key>',
        'a public key that may sign: 64 hex digits, or a file as OpenSSH writes it; once for each',
        (key: string, before: readonly string[] = []) => [...before, key],
      )
      .option('--strict', 'exit 1 also for what is merely unfinished, unsigned, unconfirmed or late')
      .option('--json', 'as JSON')
      .addHelpText('after', verifyHelp),
  redact: (add) =>
    add('redact <record>', 'a copy with chosen texts left out that still verifies')
      .option('--fields <names>', 'leave out the texts of these fields, with commas between')
      .option('--all', 'leave out every typed text')
      .option('--out <file>', 'where the copy goes (default: RECORD.redacted.md in this folder)')
      .addHelpText('after', redactHelp),
  key: (add) =>
    add('key [what]', 'the key of this computer, with which records are signed')
      .option('--json', 'as JSON')
      .addHelpText('after', keyHelp),
  register: (add) =>
    add(
      'register [what] [case]',
      'the registers of the casebook: which records there were, and how far they go',
    )
      .option('--json', 'as JSON')
      .addHelpText('after', registerHelp),
} satisfies Verbs
