/** The words after `rungs flow`, with their flags and help. Runs nothing; see cli-flow.ts. */
import type { Verbs } from './verb.ts'

const newHelp = `
Asks for the title, the first kind of disagreement and its rungs, and writes a flow that lints clean into a new folder:
flows/<id> of your casebook, or the folder that you name. Nothing that is there is ever overwritten.`

const lintHelp = `
Each finding has a code, its place, the line itself, and how to mend it. The codes are explained in flows/README.md.
A path is the folder of a flow, a file of it, a folder of flows, or the id of a flow of your casebook; without one, the folder you
are in.`

const showHelp = `
Every word that a user can see, with clauses, gaps, readings, contacts and dates, and a block to sign for approval.
  rungs flow show southwark > southwark.md
  rungs flow show ./our-flow --format html > our-flow.html`

const graphHelp = `
The ladder with roles, clocks, outcomes and ends. The SVG needs no network and prints on A4.
  rungs flow graph southwark > southwark.svg
  rungs flow graph southwark --scenario thresholds --format mermaid
  rungs flow graph --record records/K7-2026-0042.md > path.svg    the path that a case took`

const testHelp = `
Runs the walks in the flow's folder walks/, says what they do not cover, follows every route up to a bound and proves that
each ends. With --random it also plays cases with hostile answers; the same seed plays the same cases.`

const diffHelp = `
A and B are ids of policies, folders of flows, kept policy texts, or the first digits of their digest. For an overlay B may be left
out: then it is compared with what it is laid over. Also says which open cases are on the older one.`

/** The verbs after `rungs flow`. */
export const flowVerbs = {
  flowNew: (add) =>
    add('new [folder]', 'ask a few questions and write a flow')
      .addHelpText('after', newHelp)
      .option('--over <policy>', 'write an overlay over this policy instead')
      .option(
        '--answers <file>',
        'take the answers from a file (rungs flow schema new says what stands in it)',
      ),
  flowLint: (add) =>
    add('lint [paths...]', 'say what is wrong with flows, all at once')
      .addHelpText('after', lintHelp)
      .option('--json', 'as JSON'),
  flowShow: (add) =>
    add('show <policy>', 'the whole policy as a document to proof-read')
      .addHelpText('after', showHelp)
      .option('--format <format>', 'md or html (default: md)'),
  flowGraph: (add) =>
    add('graph [policy]', 'draw the ladder')
      .addHelpText('after', graphHelp)
      .option('--format <format>', 'svg, mermaid or dot (default: svg)')
      .option('--scenario <id>', 'only this kind of disagreement')
      .option('--record <record>', 'mark the path that a case took'),
  flowTest: (add) =>
    add('test [paths...]', 'run the walks and prove that every route ends')
      .addHelpText('after', testHelp)
      .option('--random <number>', 'also play this many cases with hostile answers')
      .option('--seed <number>', 'with --random: play the same cases again')
      .option('--bound <number>', 'follow routes up to this many rungs')
      .option('--json', 'as JSON'),
  flowDiff: (add) =>
    add('diff <a> [b]', 'what is different between two editions, in words')
      .addHelpText('after', diffHelp)
      .option('--json', 'as JSON'),
  flowSchema: (add) =>
    add('schema [which]', 'print the JSON Schema that editors use: policy, scenario, overlay, walk …'),
} satisfies Verbs
