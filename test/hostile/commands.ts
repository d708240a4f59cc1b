/**
 * Text through the command line itself, in this process: words that are typed, names of folders and files, settings, answers, records
 * and locks that somebody else wrote. Everything that is printed, and every file that is left behind.
 */
import { posix } from 'node:path'
import { run } from '../../src/cli.ts'
import { textCheck } from '../../src/flow/draft/answers.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { formatClaim } from '../../src/storage/lock-claim.ts'
import type { Terminal } from '../../src/terminal/screen.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { recordId, recordOf } from '../commands/walked-record.ts'
import { write } from '../record/sample.ts'
import { dealer, plainOn } from './terminals.ts'

type Files = Readonly<Record<string, string>>

interface Setting {
  readonly files?: Files
  /** What is typed, in plain mode. */
  readonly lines?: string
  /** The folder of the casebook, where that is not `/book`. */
  readonly book?: string
  readonly disk?: Partial<Disk>
}

const filesBelow = (disk: Disk, folder: string): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const path = posix.join(folder, name)
    return disk.stat(path)?.folder === true ? filesBelow(disk, path) : [path]
  })

interface Ran {
  readonly printed: string
  /** Texts of the files that were not there before, and of those that have changed. */
  readonly written: string
}

/** Runs a command line in a casebook. */
const ran = async (
  argv: readonly string[],
  { files = {}, lines, book = '/book', disk: odd }: Setting = {},
): Promise<Ran> => {
  const whole = diskWith(files)
  const disk: Disk = { ...whole, ...odd }
  let opened: ReturnType<typeof plainOn> | undefined
  const openTerminal = (): Promise<Terminal> => {
    opened = plainOn(lines ?? '')
    return Promise.resolve(opened.terminal)
  }
  const { ports, out, err } = testPorts({
    disk,
    env: { RUNGS_CASEBOOK: book },
    ...(lines === undefined ? {} : { interactive: true, openTerminal }),
  })
  await run(argv, ports)
  const written = filesBelow(whole, '/').flatMap((path) => {
    const text = Buffer.from(whole.readBytes(path)).toString('utf8')
    return path in files && Buffer.from(files[path] ?? '', 'utf8').toString('utf8') === text ? [] : [text]
  })
  return { printed: out() + err() + (opened?.output.text ?? ''), written: written.join('\n') }
}

const all = ({ printed, written }: Ran): string => `${printed}\n${written}`

/** Each way of typing a word that leads nowhere. `ANSWERS` is a file of answers that is there. */
const mistyped: readonly (readonly string[])[] = [
  ['TEXT'],
  ['--TEXT'],
  ['help', 'TEXT'],
  ['start', '--TEXT'],
  ['start', '--policy', 'TEXT', '--plain'],
  ['start', '--answers', 'TEXT'],
  ['start', '--answers', '/here/answers.yaml', '--at', 'TEXT'],
  ['resume', 'TEXT'],
  ['note', 'TEXT', 'TEXT'],
  ['list', 'TEXT'],
  ['list', '--casebook', 'TEXT'],
  ['--casebook', 'TEXT', 'list', '--due'],
  ['contacts', 'TEXT'],
  ['config', 'TEXT'],
  ['config', 'usual-policy', 'TEXT'],
  ['config', '--casebook', 'TEXT'],
  ['flow', 'TEXT'],
  ['flow', 'new', 'TEXT'],
  ['flow', 'new', 'TEXT', '--answers', '/here/answers.yaml'],
  ['flow', 'new', '--over', 'TEXT', '--answers', '/here/answers.yaml'],
  ['flow', 'new', '--answers', 'TEXT'],
  ['flow', 'lint', 'TEXT'],
  ['flow', 'show', 'TEXT'],
  ['flow', 'show', 'greenvale', '--format', 'TEXT'],
  ['flow', 'graph', 'TEXT'],
  ['flow', 'graph', 'greenvale', '--scenario', 'TEXT'],
  ['flow', 'graph', '--record', 'TEXT'],
  ['flow', 'graph', '--record', './TEXT.md'],
  ['flow', 'test', 'TEXT'],
  ['flow', 'test', 'greenvale', '--seed', 'TEXT'],
  ['flow', 'diff', 'TEXT', 'TEXT'],
  ['flow', 'diff', 'greenvale', 'TEXT'],
  ['flow', 'schema', 'TEXT'],
]

export const mistypedWays = mistyped.length

const nowhere = { '/here/answers.yaml': 'policy: none\n' }

/** Each text takes the next way, so that texts that come again take another. */
export const mistypedWords = async (texts: readonly string[]): Promise<string> => {
  const found: string[] = []
  for (const [i, text] of texts.entries()) {
    const argv = mistyped[i % mistyped.length]?.map((word) => word.replace('TEXT', () => text)) ?? []
    found.push(all(await ran(argv, { files: nowhere, lines: '' })))
  }
  return found.join('\n')
}

/** A disk whose errors have the text in them, as a system's may, and a bug. */
export const brokenSystem = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const failing = (error: Error): Partial<Disk> => ({
    readBytes: () => {
      throw error
    },
    list: () => {
      throw error
    },
  })
  const files = { '/book/rungs.yaml': 'school: x\n' }
  const odd = Object.assign(new Error(text), { code: 'EIO', path: text })
  const system = await ran(['config'], {
    files,
    disk: { readBytes: failing(odd).readBytes ?? (() => new Uint8Array()) },
  })
  const bug = await ran(['config'], {
    files,
    disk: {
      stat: () => {
        throw new TypeError(text)
      },
    },
  })
  return system.printed + bug.printed
}

/** JSON is YAML, too; only ASCII in it, so that nothing but the text's own meaning is read. */
const yamlOf = (value: unknown): string =>
  `${JSON.stringify(value).replace(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`

/** How many texts a case takes. */
export const casePlaces = 16

/** A walk by script with these texts wherever a person types: what it prints, and the record that it writes. */
export const answered = async (texts: readonly string[]): Promise<string> => {
  const text = dealer(texts)
  const answers = {
    policy: 'greenvale',
    scenario: 'not-accepted',
    danger: 'yes',
    'danger-done': text(),
    'recorded-by': text(),
    guards: { 'at-risk': 'both' },
    about: {
      children: text(),
      decision: text(),
      told: '09:50',
      concern: text(),
      'child-said': text(),
      sought: text(),
    },
    rungs: {
      'social-worker': [
        {
          outcome: 'refused',
          when: '10:10',
          how: 'telephone',
          who: text(),
          said: text(),
          reason: text(),
          reference: text(),
          note: text(),
        },
      ],
      'team-leader': [
        { outcome: 'waiting', how: 'telephone', who: text(), 'look-again': 'tomorrow', note: text() },
      ],
      'service-manager': [{ outcome: 'refused', how: 'e-mail', who: text(), said: text(), reason: text() }],
    },
  }
  return all(
    await ran(['start', '--answers', '/here/answers.yaml', '--at', '2026-11-19T10:30'], {
      files: { '/here/answers.yaml': yamlOf(answers) },
    }),
  )
}

const begun = '2026-11-19T10:31:05+00:00'

/** The shortest record that names children: by this text. */
const named = (text: string, number: number): string =>
  write(
    [[{ kind: 'about' }, { kind: 'answer', at: begun, field: 'children', value: { kind: 'text', text } }]],
    true,
    `K7-2026-${number}`,
  ).text

/** A record in which what was typed is one of the texts: once for each question, so that no page has it twenty times. */
const record = (texts: readonly string[], walk: string): string => {
  const text = dealer(texts)
  const fields = new Set<string>()
  return recordOf('greenwich', walk, (fact) => {
    if (fact.kind !== 'answer' || fact.value.kind !== 'text' || fields.has(fact.field)) return fact
    fields.add(fact.field)
    return { ...fact, value: { kind: 'text', text: text() } }
  })
}

const at = `/book/records/${recordId}.md`
const openWalk = 'communication-danger-comes-first'

/** How many cases are listed. */
export const listPlaces = 8

/** What is shown of cases, a text in each; of one that was damaged, and of a file that is none. */
export const listed = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = ''] = texts
  const cases = texts.map((one, i) => [`/book/records/K7-2026-${i + 1001}.md`, named(one, i + 1001)] as const)
  const files = {
    ...Object.fromEntries(cases),
    '/book/rungs.yaml': yamlOf({ school: text, 'usual-policy': text }),
    '/book/records/K7-2026-0043.md': texts.join('\n'),
    '/book/records/K7-2026-0044.md': record(texts, openWalk).replace(/^> .*$/m, () => other),
  }
  const found = [await ran(['list'], { files }), await ran(['list', '--json'], { files })]
  const open = { [at]: record(texts, openWalk) }
  for (const flag of ['--due', '--overdue']) found.push(await ran(['list', flag], { files: open }))
  return found.map(all).join('\n')
}

/** The wizard in plain mode: home, and a case that goes on, with every page that a key opens. */
export const wizard = async (texts: readonly string[]): Promise<string> => {
  const [typed = '', other = ''] = texts.map((one) => one.replace(/[\r\n\u2028\u2029]+/g, ' '))
  const files = {
    '/book/rungs.yaml': yamlOf({
      'usual-policy': 'greenvale',
      closures: [{ from: '2026-11-20', to: '2026-12-20', title: texts[0] }],
      contacts: { greenvale: { mash: { value: texts[0], note: texts[1] } } },
    }),
    [at]: record(texts, openWalk),
  }
  const pages = ['/p', '', '/c', '', '/w', '', '/?', '/n', typed, '/b', '']
  const resumed = ['2', '', ...pages, '1', '', '1', other, typed, other]
  return [
    await ran(['--plain'], { files, lines: '?\n2\n2\n' }),
    await ran(['resume', '42', '--plain'], { files, lines: `${resumed.join('\n')}\n` }),
    await ran(['start', '--plain'], { files, lines: `2\n1\n${typed}\n` }),
    await ran(['note', '42', other], { files }),
  ]
    .map(all)
    .join('\n')
}

/** A lock with whatever it says of who holds it: as we write it, and as somebody does who does not clean what they write. */
const lockOf = (
  person: string,
  host: string,
  reason: string,
): { readonly ours: string; readonly theirs: string } => {
  const ours = formatClaim({
    id: 'a'.repeat(32),
    replaces: '0'.repeat(32),
    person,
    host,
    process: 4243,
    since: '2026-11-19T10:00:00+00:00',
    reason,
  })
  const theirs = ours
    .replace(/^person: .*$/m, () => `person: ${person}`)
    .replace(/^host: .*$/m, () => `host: ${host}`)
    .replace(/^reason: .*$/m, () => `reason: ${reason}`)
  return { ours, theirs }
}

const lockedCase = recordOf('greenwich', openWalk)

const inFolder = (name: string): Setting => ({
  book: `/${name}`,
  files: { [`/${name}/records/${recordId}.md`]: lockedCase },
})

/** What is said of who holds a case, three texts at a time; and the files of our own locks. */
export const locked = async (texts: readonly string[]): Promise<string> => {
  const found: string[] = []
  for (let i = 0; i < texts.length; i += 3) {
    const { ours, theirs } = lockOf(texts[i] ?? '', texts[i + 1] ?? '', texts[i + 2] ?? '')
    const files = { [at]: lockedCase, [`${at}.lock`]: theirs }
    found.push(ours, (await ran(['note', '42', 'x'], { files })).printed)
    if (i === 0)
      found.push((await ran(['resume', '42', '--plain'], { files, lines: '2\n2\nbecause\n' })).printed)
  }
  return found.join('\n')
}

const draft = (text: () => string) => ({
  title: text(),
  short: text(),
  nation: 'england',
  printed: text(),
  danger: { text: text(), clause: text() },
  scenario: { title: text(), when: text(), clause: text() },
  rungs: [{ title: text(), clause: text(), whom: text(), number: text() }],
  top: { text: text(), clause: text() },
})

const drafted = { '/here/a.yaml': yamlOf(draft(() => 'Plain words')) }
const smallAnswers = 'policy: greenvale\nscenario: not-accepted\ndanger: no\nrecorded-by: A\n'

/** Each thing that can be done in a folder, or with a file, of any name. */
const odd: readonly ((name: string) => Promise<Ran>)[] = [
  (name) => ran(['list'], { book: `/${name}` }),
  (name) => ran(['list', '--json'], inFolder(name)),
  (name) => ran(['config'], { book: `/${name}` }),
  (name) => ran(['config', 'school', 'x'], { book: `/${name}` }),
  (name) => ran(['note', '42', 'x'], inFolder(name)),
  (name) =>
    ran(['start', '--answers', '/here/answers.yaml'], {
      book: `/${name}`,
      files: { '/here/answers.yaml': smallAnswers },
    }),
  (name) => ran(['--plain'], { ...inFolder(name), lines: '' }),
  (name) => ran(['resume', '--plain'], { ...inFolder(name), lines: '2\n\n' }),
  (name) =>
    ran(['flow', 'graph', 'southwark', '--format', 'mermaid', '--record', `/${name}.md`], {
      files: { [`/${name}.md`]: lockedCase },
    }),
  (name) => ran(['flow', 'lint', name], { files: { [`/here/${name}/policy.yaml`]: 'title: x\n' } }),
  (name) => ran(['flow', 'new', name, '--answers', '/here/a.yaml'], { files: drafted }),
  (name) => ran(['flow', 'new', `${name}/our-flow`, '--answers', '/here/a.yaml'], { files: drafted }),
]

/** How many ways there are. */
export const oddWays = odd.length

/** Texts as the names of folders and files; each takes the next way, so that texts that come again take another. */
export const oddPlaces = async (texts: readonly string[]): Promise<string> => {
  const found: string[] = []
  // What no name of a file can hold is left out.
  for (const [i, text] of texts.entries())
    found.push(all((await odd[i % odd.length]?.(text.replace(/[/\0]/g, ''))) ?? { printed: '', written: '' }))
  return found.join('\n')
}

/** Settings that somebody edited: shown, used, refused; and set from the command line. */
export const settings = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = text] = texts
  const files = {
    '/book/rungs.yaml': yamlOf({
      school: text,
      'usual-policy': 'greenvale',
      contacts: { greenvale: { mash: { value: text, note: other } } },
    }),
  }
  const raw = { '/book/rungs.yaml': `school: "${text}"\n# ${other}\n` }
  const wrong = {
    '/book/rungs.yaml': yamlOf({ [text]: other, closures: [{ from: text }], contacts: { [other]: 1 } }),
  }
  return [
    await ran(['config'], { files }),
    await ran(['contacts'], { files }),
    await ran(['config', 'school', text], { files }),
    await ran(['config'], { files: raw }),
    await ran(['list'], { files: wrong }),
    await ran(['config', 'school', 'x'], { files: wrong }),
  ]
    .map(all)
    .join('\n')
}

/** The same where JSON is asked for. */
export const settingsAsJson = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = text] = texts
  const files = {
    '/book/rungs.yaml': yamlOf({
      school: text,
      contacts: { greenvale: { mash: { value: text, note: other } } },
    }),
  }
  const contacts = await ran(['contacts', 'greenvale', '--json'], { files })
  const config = await ran(['config', '--json'], { files })
  return `[${contacts.printed},${config.printed}]`
}

/** A flow from a stranger: the text in its YAML as it is, and spelt out. */
export const strangeFlow = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = ''] = texts
  const spelt = {
    '/here/flow/policy.yaml': yamlOf({
      title: text,
      [other]: text,
      nation: other,
      asks: [{ id: text }],
      contacts: [{ id: text, role: other }],
    }),
    '/here/flow/scenario.yaml': yamlOf({
      title: text,
      rungs: [{ id: other, outcomes: [{ [text]: other }] }],
    }),
    '/here/flow/walks/one.yaml': yamlOf({ scenario: text, rungs: { [text]: { [other]: text } } }),
  }
  const raw = {
    '/here/flow/policy.yaml': `title: ${text}\n${other}: |\n  ${text}\n`,
    '/here/flow/scenario.yaml': text,
    '/here/flow/approvals.yaml': other,
  }
  const found: string[] = []
  for (const [files, verb] of [
    [raw, 'lint'],
    [spelt, 'show'],
  ] as const)
    found.push(all(await ran(['flow', verb, '/here/flow'], { files })))
  return found.join('\n')
}

export const strangeFlowAsJson = async (texts: readonly string[]): Promise<string> => {
  const [text = '', other = ''] = texts
  const files = {
    '/here/flow/policy.yaml': `title: ${text}\n${other}: x\n`,
    '/here/flow/scenario.yaml': yamlOf({ [text]: other }),
  }
  const lint = await ran(['flow', 'lint', '/here/flow', '--json'], { files })
  const test = await ran(['flow', 'test', '/here/flow', '--json'], { files })
  return `[${lint.printed},${test.printed}]`
}

/** How many texts a new flow takes. */
export const newFlowPlaces = 3

const taken = (text: string): string =>
  [...text].filter((one) => textCheck(`a${one}b`) === undefined).join('')

/** A new flow from answers: in its prose, all of the texts that it takes; everywhere, whatever is in one. */
export const newFlow = async (texts: readonly string[]): Promise<string> => {
  const words = texts.map(taken)
  const prose = dealer(words)
  const [text = ''] = texts
  const plain = draft(() => 'Plain words')
  const answers = [
    {
      ...plain,
      danger: { text: prose(), clause: '1' },
      scenario: { title: 'A title', when: prose(), clause: '2' },
      top: { text: prose(), clause: '3' },
    },
    draft(() => text),
  ]
  const found: string[] = []
  // Where no more is left than the words that mark them, there is nothing new to be written.
  for (const one of words.some((left) => /[^ A-Za-z]/.test(left)) ? answers : answers.slice(1)) {
    const files = { '/here/a.yaml': yamlOf(one) }
    found.push(all(await ran(['flow', 'new', '/here/new', '--answers', '/here/a.yaml'], { files })))
  }
  return found.join('\n')
}
