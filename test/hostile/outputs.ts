/**
 * Every way by which a text reaches a terminal or a file, by name, and what is looked for in each. A new one has its row here; the
 * test beside this asks for it where a file of src begins to print.
 */
import { answered, casePlaces, listed, listPlaces, locked, wizard } from './case-commands.ts'
import {
  asCalendar,
  asContacts,
  asDiff,
  asDot,
  asFindings,
  asHtml,
  asJson,
  asMarkdown,
  asMermaid,
  asSvg,
  asTested,
  inRecord,
} from './documents.ts'
import { newFlow, newFlowPlaces, strangeFlow, strangeFlowAsJson } from './flows.ts'
import { documented, lettered, letteredOddly, mailed } from './letters.ts'
import { type Kind, liveIn, strayIn, unseenIn } from './live.ts'
import {
  compared,
  damagedPages,
  draftedOddly,
  exportedAsJson,
  exportedAsRows,
  exportedOddly,
  exportedPage,
  keys,
  madeIntoCase,
  redacted,
  registered,
  registeredAsJson,
  replayed,
  replayedAsJson,
  reported,
  reportedAsJson,
  reportedAsPage,
  verified,
  verifiedAsJson,
} from './record-commands.ts'
import { settings, settingsAsJson } from './settings.ts'
import { onPlain, onRich, places } from './terminals.ts'
import { demonstrated, exercisePlaces, handedOut } from './training.ts'
import { brokenSystem, mistypedWays, mistypedWords, oddPlaces, oddWays } from './words.ts'

export interface Output {
  readonly name: string
  readonly kind: Kind
  /** Files of src that print or write here. */
  readonly prints: readonly string[]
  /** How many texts it takes at once. */
  readonly places: number
  /** How many characters of each, so that none is cut off. */
  readonly room: number
  /** Some texts are refused, with a word that does not show them. */
  readonly refuses?: true
  /** All that is printed and written where the texts stand in every place, in turn. */
  readonly through: (texts: readonly string[]) => string | Promise<string>
}

const screens = ['terminal/plain.ts', 'terminal/painter.ts', 'terminal/keyboard.ts']

/** What is made of values: terminals, documents, drawings. */
export const documents: readonly Output[] = [
  { name: 'a record', kind: 'lines', prints: ['storage/bytes.ts'], places: 8, room: 2048, through: inRecord },
  {
    name: 'plain terminal',
    kind: 'lines',
    prints: ['terminal/plain.ts'],
    places,
    room: 1024,
    through: onPlain,
  },
  { name: 'rich terminal', kind: 'rich', prints: screens, places, room: 1024, through: onRich },
  {
    name: 'contacts',
    kind: 'lines',
    prints: ['commands/contacts.ts'],
    places: 24,
    room: 1024,
    through: asContacts,
  },
  {
    name: 'flow show, HTML',
    kind: 'html',
    prints: ['commands/flow-show.ts'],
    places: 64,
    room: 512,
    through: asHtml,
  },
  {
    name: 'flow show, Markdown',
    kind: 'lines',
    prints: ['commands/flow-show.ts'],
    places: 64,
    room: 512,
    through: asMarkdown,
  },
  {
    name: 'flow graph, SVG',
    kind: 'svg',
    prints: ['commands/flow-graph.ts'],
    places: 64,
    room: 128,
    through: asSvg,
  },
  {
    name: 'flow graph, Mermaid',
    kind: 'mermaid',
    prints: ['commands/flow-graph.ts'],
    places: 64,
    room: 48,
    through: asMermaid,
  },
  {
    name: 'flow graph, DOT',
    kind: 'dot',
    prints: ['commands/flow-graph.ts'],
    places: 64,
    room: 40,
    through: asDot,
  },
  {
    name: 'flow diff',
    kind: 'lines',
    prints: ['commands/flow-diff.ts'],
    places: 64,
    room: 512,
    through: asDiff,
  },
  {
    name: 'calendar file',
    kind: 'ics',
    prints: ['commands/draft-calendar.ts'],
    places: 8,
    room: 1024,
    through: asCalendar,
  },
  {
    name: 'letter',
    kind: 'lines',
    prints: ['commands/draft.ts'],
    places: 8,
    room: 1024,
    // What looks like marks is escaped: the words are there, spelled otherwise.
    refuses: true,
    through: lettered,
  },
  {
    name: 'letter, as a mail',
    kind: 'lines',
    prints: ['commands/draft.ts'],
    places: 8,
    room: 1024,
    refuses: true,
    through: mailed,
  },
  {
    name: 'letter, as a document',
    kind: 'lines',
    prints: ['commands/draft.ts'],
    places: 8,
    room: 1024,
    refuses: true,
    through: documented,
  },
  {
    name: 'letter, words',
    kind: 'lines',
    prints: ['commands/draft-desk.ts', 'commands/draft.ts', 'sitting/outlet.ts'],
    places: 1,
    room: 16384,
    refuses: true,
    through: letteredOddly,
  },
  {
    name: 'findings',
    kind: 'lines',
    prints: ['commands/flow-lint.ts', 'commands/flow-show.ts'],
    places: 16,
    room: 32,
    through: asFindings,
  },
  {
    name: 'flow test',
    kind: 'lines',
    prints: ['commands/flow-test.ts'],
    places: 16,
    room: 128,
    through: asTested,
  },
  {
    name: 'JSON',
    kind: 'json',
    prints: [
      'commands/list.ts',
      'commands/contacts.ts',
      'commands/config.ts',
      'commands/flow-lint.ts',
      'commands/flow-test.ts',
      'commands/flow-diff.ts',
    ],
    places: 16,
    room: 1024,
    through: asJson,
  },
]

/** What the command line prints and writes of cases, settings and flows. */
export const commands: readonly Output[] = [
  {
    name: 'mistyped words',
    kind: 'lines',
    prints: ['cli.ts', 'command-tree/tree.ts', 'commands/flow-schema.ts'],
    places: mistypedWays,
    room: 128,
    through: mistypedWords,
  },
  {
    name: 'errors of the system',
    kind: 'lines',
    prints: ['cli.ts'],
    places: 1,
    room: 4096,
    through: brokenSystem,
  },
  {
    name: 'answers from a file',
    kind: 'lines',
    prints: ['commands/answers.ts', 'commands/answers-text.ts'],
    places: casePlaces,
    room: 2048,
    through: answered,
  },
  {
    name: 'list',
    kind: 'lines',
    prints: ['commands/list.ts', 'commands/settings-note.ts'],
    places: listPlaces,
    room: 2048,
    through: listed,
  },
  { name: 'wizard', kind: 'lines', prints: ['commands/note.ts'], places: 5, room: 3000, through: wizard },
  { name: 'locks', kind: 'lines', prints: ['cli.ts'], places: 30, room: 150, refuses: true, through: locked },
  {
    name: 'settings',
    kind: 'lines',
    prints: ['commands/config.ts', 'commands/settings-note.ts'],
    places: 2,
    room: 16384,
    through: settings,
  },
  {
    name: 'settings, JSON',
    kind: 'json',
    prints: ['commands/config.ts', 'commands/contacts.ts'],
    places: 2,
    room: 16384,
    through: settingsAsJson,
  },
  {
    name: 'a flow from a stranger',
    kind: 'lines',
    prints: ['commands/flow-lint.ts', 'commands/flow-test.ts'],
    places: 2,
    room: 256,
    refuses: true,
    through: strangeFlow,
  },
  {
    name: 'a flow from a stranger, JSON',
    kind: 'json',
    prints: ['commands/flow-lint.ts', 'commands/flow-test.ts'],
    places: 2,
    room: 256,
    refuses: true,
    through: strangeFlowAsJson,
  },
  {
    name: 'names of folders and files',
    kind: 'lines',
    prints: [
      'commands/list.ts',
      'commands/note.ts',
      'commands/answers.ts',
      'commands/sit.ts',
      'commands/flow-graph.ts',
    ],
    places: oddWays,
    room: 2048,
    through: oddPlaces,
  },
  {
    name: 'flow new',
    kind: 'lines',
    prints: ['commands/flow-new.ts'],
    places: newFlowPlaces,
    room: 900,
    refuses: true,
    through: newFlow,
  },
]

/** What it prints and writes of records, registers and keys. */
export const recordCommands: readonly Output[] = [
  {
    name: 'verify',
    kind: 'lines',
    prints: ['cli-record.ts', 'commands/tell.ts', 'commands/verify.ts'],
    places: 1,
    room: 16384,
    through: verified,
  },
  {
    name: 'verify, JSON',
    kind: 'json',
    prints: ['commands/verify.ts'],
    places: 1,
    room: 16384,
    refuses: true,
    through: verifiedAsJson,
  },
  {
    name: 'redact',
    kind: 'lines',
    prints: ['commands/redact.ts'],
    places: 1,
    room: 16384,
    through: redacted,
  },
  {
    name: 'export, HTML',
    kind: 'html',
    prints: ['commands/export.ts', 'sitting/outlet.ts'],
    places: 8,
    room: 2048,
    through: exportedPage,
  },
  {
    name: 'export of damaged files, HTML',
    kind: 'html',
    prints: ['commands/export.ts'],
    places: 1,
    room: 16384,
    refuses: true,
    through: damagedPages,
  },
  {
    name: 'export, JSON',
    kind: 'json',
    prints: ['commands/export.ts'],
    places: 8,
    room: 2048,
    through: exportedAsJson,
  },
  {
    name: 'export, rows',
    kind: 'json',
    prints: ['commands/export-rows.ts'],
    places: 8,
    room: 2048,
    through: exportedAsRows,
  },
  {
    name: 'export, words',
    kind: 'lines',
    prints: ['cli-audit.ts', 'commands/export.ts', 'sitting/outlet.ts'],
    places: 1,
    room: 16384,
    through: exportedOddly,
  },
  {
    name: 'calendar file, words',
    kind: 'lines',
    prints: ['commands/draft-calendar.ts', 'commands/tell.ts', 'sitting/outlet.ts'],
    places: 1,
    room: 16384,
    // What was typed is in no reminder: only a name of a file is shown.
    refuses: true,
    through: draftedOddly,
  },
  {
    name: 'report',
    kind: 'lines',
    prints: ['commands/progress.ts', 'commands/report.ts'],
    places: 1,
    room: 16384,
    through: reported,
  },
  {
    name: 'report, HTML',
    kind: 'html',
    prints: ['commands/report.ts'],
    places: 1,
    room: 16384,
    through: reportedAsPage,
  },
  {
    name: 'report, JSON',
    kind: 'json',
    prints: ['commands/report.ts'],
    places: 1,
    room: 16384,
    through: reportedAsJson,
  },
  {
    name: 'register',
    kind: 'lines',
    prints: ['commands/register.ts'],
    places: 1,
    room: 2048,
    through: registered,
  },
  {
    name: 'register, JSON',
    kind: 'json',
    prints: ['commands/register.ts'],
    places: 1,
    room: 2048,
    refuses: true,
    through: registeredAsJson,
  },
  {
    name: 'key',
    kind: 'lines',
    prints: ['commands/key.ts'],
    places: 1,
    room: 2048,
    through: keys,
  },
  {
    name: 'replay',
    kind: 'lines',
    prints: ['commands/replay.ts'],
    places: 8,
    room: 2048,
    through: replayed,
  },
  {
    name: 'replay, JSON',
    kind: 'json',
    prints: ['commands/replay.ts'],
    places: 8,
    room: 2048,
    through: replayedAsJson,
  },
  {
    name: 'a made-up case, demonstrated',
    kind: 'lines',
    prints: ['commands/train.ts'],
    places: exercisePlaces,
    room: 200,
    // One that may be somebody's number or address.
    refuses: true,
    through: demonstrated,
  },
  {
    name: 'a case out of a record',
    kind: 'lines',
    prints: ['commands/train-from.ts'],
    places: 8,
    room: 2048,
    // What was typed is left out: that is what it is for.
    refuses: true,
    through: madeIntoCase,
  },
  {
    name: 'hand-out, Markdown',
    kind: 'lines',
    prints: ['commands/handout.ts'],
    places: 2,
    room: 60,
    through: handedOut('md'),
  },
  {
    name: 'hand-out, HTML',
    kind: 'html',
    prints: ['commands/handout.ts'],
    places: 2,
    room: 60,
    through: handedOut('html'),
  },
  {
    name: 'compare',
    kind: 'lines',
    prints: ['commands/compare.ts'],
    places: 1,
    room: 16384,
    refuses: true,
    through: compared,
  },
]

export const outputs: readonly Output[] = [...documents, ...commands, ...recordCommands]

const letters = (number: number): string =>
  number.toString(26).replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 26)))

/** The text between two words by which its beginning and its end are found again. */
const marked = (text: string, number: number): string => `Q${letters(number)}a ${text} Q${letters(number)}z`
const isShown = (output: string, number: number): boolean =>
  output.includes(`Q${letters(number)}a`) && output.includes(`Q${letters(number)}z`)

/** What was found in an output, and which of the texts stood in it from their beginning to their end. */
export interface Sent {
  readonly live: readonly string[]
  readonly unseen: readonly string[]
  readonly stray: readonly string[]
  readonly shown: readonly boolean[]
}

/** Puts texts through an output, at most as many as it has places. */
export const send = async ({ through, kind }: Output, texts: readonly string[]): Promise<Sent> => {
  const found = await through(texts.map(marked))
  return {
    live: liveIn(found, kind),
    unseen: unseenIn(found, kind),
    stray: strayIn(found, kind),
    shown: texts.map((_, number) => isShown(found, number)),
  }
}

/** What all the texts together came to. */
export interface Total {
  readonly live: readonly string[]
  readonly unseen: readonly string[]
  readonly stray: readonly string[]
  /** Texts that were shown from beginning to end, and those that never were. */
  readonly shown: number
  readonly missing: readonly string[]
}

const tries = 8

/** Sends all texts; one that was cut off in its place is sent again, in another. */
export const sendAll = async (output: Output, texts: readonly string[]): Promise<Total> => {
  const total = { live: new Set<string>(), unseen: new Set<string>(), stray: new Set<string>() }
  let shown = 0
  let waiting = texts
  for (let round = 0; waiting.length > 0 && round < (output.refuses === true ? 1 : tries); round += 1) {
    const cutOff: string[] = []
    for (let from = 0; from < waiting.length; from += output.places) {
      const batch = waiting.slice(from, from + output.places)
      const sent = await send(output, batch)
      for (const one of sent.live) total.live.add(one)
      for (const one of sent.unseen) total.unseen.add(one)
      for (const one of sent.stray) total.stray.add(one)
      for (const [i, text] of batch.entries())
        if (sent.shown[i] === true) shown += 1
        else cutOff.push(text)
    }
    // Into another place, if there are as many as before.
    waiting = cutOff.length % output.places === 0 ? [...cutOff.slice(1), ...cutOff.slice(0, 1)] : cutOff
  }
  return {
    live: [...total.live],
    unseen: [...total.unseen],
    stray: [...total.stray],
    shown,
    missing: waiting,
  }
}

const last = 0x10ffff

/** As wide as a word of a text may be, so that rows break as they do in a text that is read. */
const word = 64

/** All code points from `from` to `to`, in texts of so many, in words: no high surrogate has a low one beside it. */
export const codePointTexts = (each: number, from = 0, to = last): readonly string[] => {
  const texts: string[] = []
  for (let at = from; at <= to; at += each) {
    let text = ''
    for (let code = at; code < at + each && code <= to; code += 1)
      text += (code % word === 0 && code > at ? ' ' : '') + String.fromCodePoint(code)
    texts.push(text)
  }
  return texts
}

/** How many code points there are. */
export const codePoints = last + 1
