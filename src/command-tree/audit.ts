/** The words of the verbs that read records for somebody who was not there, with their flags and help. Runs nothing; see cli-audit.ts. */
import type { Verbs } from './verb.ts'

const replayHelp = `
RECORD is a record, a redacted copy of one, or the number of a case. Each stop is one decision: what was on the screen, what was asked, what
was answered and after how long, where that led, and where every other answer would have led by the policy of the day.
  rungs replay 42                    page by page: → on, ← back, s the screen then, r to a rung, l next late, t next thin, / search
  rungs replay K7-2026-0042.md --auto --speed 10 --max-pause 5      plays by itself; the space bar stops it
  rungs replay 42 --hide-outcome     for teaching: the answer is kept back until you press o
  rungs --plain replay 42 > story.txt                               the whole story once, as lines
The first line is the verdict, as "rungs verify" gives it. The policy is looked for in the casebook, in a folder policies/ beside the record and
among those that came with Rungs; or name it. Without it the facts and their times are there, and the verdict says what was not checked.
Exit codes: 0 nothing is wrong with the record; 1 something is; 2 it could not be read; 130 given up.`

const compareHelp = `
Walks the answers of RECORD through today's edition of its policy: the casebook's own flow of that name, or the one that came with Rungs. Where
that edition would have asked, offered or counted otherwise, or led elsewhere, it says so, decision by decision; then what changed about the
rungs that the case came to. Where an answer is wanted that the record does not have, it stops: nobody can say what would have been answered.
  rungs compare 42
  rungs compare K7-2026-0042.md --to ./our-new-edition
Exit codes: 0 compared, whether or not anything differs; 1 something is wrong with the record; 2 there is nothing to compare with.`

const reportHelp = `
Counts cases by policy, scenario, agency challenged, rung and outcome, deadlines met and missed, how long cases stayed on each rung and what time
its policy gives, what a reader would miss, and how it went from quarter to quarter. A PATH is a record, a register, a casebook or a folder of them;
without one, the casebook is counted. Of a register alone: how many cases were opened and closed, and when. Nothing that anybody typed is in a
report. A case belongs to the period in which it was opened; days, months (2026-11), quarters (2026-Q4) and years will do.
  rungs report --from 2026-Q4 --to 2026-Q4                      the quarterly return, as Markdown
  rungs report --format html --publish --out escalations.html   for readers outside: small counts are hidden
  rungs report --format json --out ours.json                    plain counts, to be added up by whoever gets the others
  rungs report --merge ours.json theirs.json --format html      several schools or partnerships as one
  rungs report --inspection                                     every case by itself: the list that an inspector asks for
A file that is not as it was written is not counted, and named; so is a record that is registered and not there.
A file is never overwritten. Exit codes: 0 all were counted; 1 some were not; 2 some could not be read.`

const exportHelp = `
RECORD is a record, a redacted copy of one, or the number of a case; for rows also a casebook or a folder, and any number of them.
  html    one page to look at, to print (A4) and to hand over: what was checked, the case in short, the ladder with the way taken, the
          deadlines met and missed, every entry. It needs nothing else, runs nothing and fetches nothing.
  json    the same as one value
  ndjson  a row for each fact, for DuckDB, Spark or a warehouse; without anything that was typed, unless --text asks for it
  rungs export 42 --out K7-2026-0042.html
  rungs export records/ --format ndjson --out facts.ndjson
A page and JSON hold all that was typed: for somebody who must not read it, make a redacted copy first (rungs redact) and export that.
A file is never overwritten. A damaged record is exported as far as it can be read, and the export says so. The format: docs/export-format.md
Exit codes: 0 exported; 1 exported, and a record did not pass its checks; 2 something could not be read or written.`

/** What an auditor asks of records. */
export const auditVerbs = {
  replay: (add) =>
    add('replay <record>', 'step through what happened, forwards and backwards')
      .option('--auto', 'play by itself, with the real pauses')
      .option('--speed <times>', 'with --auto: so many times as fast (default: 1)')
      .option('--max-pause <seconds>', 'with --auto: no pause is longer (default: 4)')
      .option('--hide-outcome', 'in a terminal: keep each answer back until it is asked for')
      .option('--policy <file>', 'the policy of the record, where it is not beside it')
      .option('--json', 'as JSON')
      .addHelpText('after', replayHelp),
  compare: (add) =>
    add('compare <record>', 'what today’s edition of the policy would ask instead')
      .option('--to <policy>', 'compare with this policy: an id, a folder, a kept text or its digest')
      .option('--policy <file>', 'the policy of the record, where it is not beside it')
      .option('--json', 'as JSON')
      .addHelpText('after', compareHelp),
  report: (add) =>
    add('report [paths...]', 'patterns over many records: how many, how they ended, who was late')
      .option('--from <day>', 'cases opened from then on: a day, a month, a quarter (2026-Q4) or a year')
      .option('--to <day>', 'cases opened up to then')
      .option('--format <format>', 'md, html, csv or json (default: md)')
      .option('--publish', 'hide small counts, and those that would give one away')
      .option('--threshold <count>', 'with --publish: the smallest count that is shown (default: 5)')
      .option('--merge', 'the paths are reports as JSON: add them up')
      .option('--inspection', 'a list of every case by itself')
      .option('--out <file>', 'into a new file (default: standard output)')
      .addHelpText('after', reportHelp),
  export: (add) =>
    add('export [records...]', 'one record as a page or as JSON; many as rows for tables')
      .option('--format <format>', 'html, json or ndjson', 'html')
      .option('--text', 'with ndjson: also what was typed')
      .option('--out <file>', 'into a new file (default: standard output)')
      .addHelpText('after', exportHelp),
} satisfies Verbs
