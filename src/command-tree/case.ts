/** The words of the verbs for one's own cases, with their flags and help. Runs nothing; see cli.ts. */
import type { Verbs } from './verb.ts'

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

/** What is asked while one has a case, and of its casebook. */
export const caseVerbs = {
  start: (add) =>
    add('start', 'pick the scenario that fits; walk the ladder')
      .option('--policy <id>', 'the policy to use')
      .option('--answers <file>', 'take the answers from a file')
      .option('--at <instant>', 'with --answers: begin at this moment, e.g. 2026-11-19T10:30'),
  resume: (add) => add('resume [case]', 'continue where a case stopped'),
  note: (add) => add('note <case> [text...]', 'add a timed note without opening the wizard'),
  list: (add) =>
    add('list', 'every case: state, rung, what is due or overdue')
      .option('--due', 'what is due, the earliest first')
      .option('--overdue', 'only what is overdue; exit 1 if anything is')
      .option('--json', 'as JSON'),
  contacts: (add) => add('contacts [policy]', 'whom to call').option('--json', 'as JSON'),
  draft: (add) =>
    add('draft <record> [draft]', 'the letter, e-mail or form that this rung asks for')
      .option('--format <format>', 'md, eml or docx')
      .option('--from <file>', 'a letter that you have corrected: make another format of it')
      .option('--calendar', 'a calendar file with what is due, and no letter')
      .option('--out <file>', 'into a new file')
      .addHelpText('after', draftHelp),
  config: (add) =>
    add('config [name] [value]', 'show and change the settings of the casebook')
      .option('--json', 'as JSON')
      .addHelpText('after', settingsHelp),
} satisfies Verbs
