/** What checks records, hands them on and tells of them: `verify`, `redact`, `register`, `key`, `replay` and `compare`, with files that somebody else wrote. */
import { readFileSync } from 'node:fs'
import { draftCalendar } from '../../src/commands/draft-calendar.ts'
import { UserError } from '../../src/errors.ts'
import { visible } from '../../src/render/visible.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { recordId } from '../commands/walked-record.ts'
import { at, openWalk, plainCase, record } from './cases.ts'
import { all, type Ran, ran } from './running.ts'

const register = '/book/register-K7.md'

/** Without what no name of a file can hold. */
const nameOf = (text: string): string => text.replace(/[/\0]/g, '')

/** Files that were damaged, each with the text on its lines and in its names. */
const damaged = (text: string): Readonly<Record<string, string>> => ({
  '/book/rungs.yaml': 'school: x\n',
  [at]: plainCase,
  '/book/records/K7-2026-0043.md': text,
  '/book/records/K7-2026-0044.md': plainCase.replace(/^> .*$/m, () => text),
  '/book/records/K7-2026-0045.md': plainCase.replace('rungs-record 1', () => text),
  '/book/records/K7-2026-0046.md': `${plainCase}${text}\n`,
  [register]: `# Escalation register K7\n\n- Format: ${text}\n- Salt: ${text}\n\n${text}\n`,
})

/** Of one record, of a casebook, and of what is not there. */
export const verified = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const name = nameOf(text)
  const files = damaged(text)
  const odd = { [`/${name}/records/${recordId}.md`]: plainCase, '/key.pub': text }
  const found: readonly Ran[] = [
    await ran(['verify', at], { files }),
    await ran(['verify', '/book/records/K7-2026-0044.md'], { files }),
    await ran(['verify'], { files }),
    await ran(['verify', '42', text], { files: { [at]: plainCase } }),
    await ran(['verify', `/${name}`], { files: odd }),
    await ran(['verify', '42', '--receipt', text], { files }),
    await ran(['verify', '42', '--key', text], { files }),
    await ran(['verify', '42', '--key', '/key.pub'], { files: { ...files, ...odd } }),
  ]
  // A damaged memory is kept aside as it was, whatever is in it.
  const memory = { '/home/.config/rungs/memory': `rungs-memory 1\nrecord ${text}\n` }
  const remembering = await ran(['verify', at], { files: { ...files, ...memory } })
  return [...found.map(all), remembering.printed].join('\n')
}

export const verifiedAsJson = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  return (await ran(['verify', '--json'], { files: damaged(text) })).printed
}

/** A copy of a record of theirs, made by names, of everything, and by ticks; to a place of any name. */
export const redacted = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const name = nameOf(text)
  const files = { [at]: record(texts, openWalk) }
  const plain = { [at]: plainCase }
  const found: readonly Ran[] = [
    await ran(['redact', '42', '--all'], { files }),
    await ran(['redact', '42', '--plain'], { files, lines: '1 2\n\n\n1\n' }),
    await ran(['redact', '42', '--fields', 'recorded-by', '--out', `/here/${name}.md`], { files: plain }),
    await ran(['redact', '42', '--fields', text], { files: plain }),
    await ran(['redact', '42', '--out', `/${name}/x/y.md`, '--all'], { files: plain }),
    await ran(['redact', text, '--all'], { files: plain }),
    await ran(['redact', `/here/${name}.md`, '--all'], { files: { [`/here/${name}.md`]: text } }),
  ]
  return found.map(all).join('\n')
}

/** The key of this computer, in a profile of any name, with a file that holds anything, and with passphrases. */
export const keys = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const name = nameOf(text)
  const typed = text.replace(/[\r\n\u2028\u2029]+/g, ' ')
  const env = { XDG_CONFIG_HOME: `/${name}` }
  const found: readonly Ran[] = [
    await ran(['key'], { env }),
    await ran(['key', text]),
    await ran(['key', 'new'], { env }),
    await ran(['key', 'passphrase', '--plain'], { env, lines: `${typed}\nother\n` }),
    await ran(['key'], { files: { '/home/.config/rungs/key': text, '/home/.config/rungs/device': text } }),
    await ran(['key', 'new'], {
      files: { '/home/.config/rungs/key': text },
      env: { RUNGS_PASSPHRASE: text },
    }),
  ]
  return found.map(({ printed }) => printed).join('\n')
}

/** A page of a case of theirs, and of damaged files. */
export const exportedPage = async (texts: readonly string[]): Promise<string> => {
  const files = { [at]: record(texts, openWalk) }
  return (await ran(['export', '42'], { files })).printed
}

export const exportedAsJson = async (texts: readonly string[]): Promise<string> => {
  const files = { [at]: record(texts, openWalk) }
  return (await ran(['export', '42', '--format', 'json'], { files })).printed
}

export const exportedAsRows = async (texts: readonly string[]): Promise<string> => {
  const files = { [at]: record(texts, openWalk) }
  const { printed } = await ran(['export', '42', '--format', 'ndjson', '--text'], { files })
  return `[${printed.trimEnd().split('\n').join(',')}]`
}

/** What is said of damaged files, of names of files and of words that make no sense. */
export const exportedOddly = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const name = nameOf(text)
  const files = damaged(text)
  const odd = { [`/${name}/x.md`]: text }
  const found: readonly Ran[] = [
    await ran(['export', '--format', 'ndjson'], { files }),
    await ran(['export', `/${name}`, '--format', 'ndjson'], { files: odd }),
    await ran(['export', `/${name}/x.md`, '--format', 'json'], { files: odd }),
    await ran(['export', text], { files }),
    await ran(['export', '42', '--format', text], { files }),
    await ran(['export', '42', '--format', 'ndjson', '--out', `/here/${name}.ndjson`], { files }),
    await ran(['export', '42', '--out', `/${name}/x/y.html`], { files: { [at]: plainCase } }),
  ]
  return found.map(all).join('\n')
}

/** Damaged files as pages. */
export const damagedPages = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const files = damaged(text)
  const found: string[] = []
  for (const path of Object.keys(files).filter((one) => one.endsWith('.md') && one.includes('records/')))
    found.push(
      (await ran(['export', path], { files })).printed.replace(
        /^(This record did not pass|rungs: (error|hint):) .*$/gm,
        '',
      ),
    )
  return found.join('\n')
}

const goldenRegister = readFileSync(new URL('../register/golden/1/register-K7.md', import.meta.url), 'utf8')

/** Registers that were damaged: the text in place of a header, of a line, and after the last. */
const registersWith = (text: string): readonly string[] => [
  text,
  goldenRegister.replace(/^- Format: .*$/m, () => `- Format: ${text}`),
  goldenRegister.replace(/^- 2 .*$/m, () => text),
  `${goldenRegister}${text}\n`,
]

/** What is told of a register, and what is done about a case by words that make no sense. */
export const registered = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const found: Ran[] = []
  for (const content of registersWith(text))
    found.push(await ran(['register'], { files: { [register]: content, [at]: plainCase } }))
  found.push(
    await ran(['register'], { book: `/${nameOf(text)}` }),
    await ran(['register', text]),
    await ran(['register', 'transferred', text], { files: { [register]: goldenRegister } }),
    await ran(['register', 'destroyed', '42'], {
      book: `/${nameOf(text)}`,
      files: { [`/${nameOf(text)}/records/${recordId}.md`]: plainCase },
    }),
  )
  return found.map(({ printed }) => printed).join('\n')
}

export const registeredAsJson = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const found: string[] = []
  for (const content of registersWith(text))
    found.push((await ran(['register', '--json'], { files: { [register]: content } })).printed)
  return `[${found.filter((one) => one !== '').join(',')}]`
}

/** A made-up case out of their record, in print and in a file; and words that make no sense. */
export const madeIntoCase = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const files = { ...damaged(text), [at]: record(texts, openWalk) }
  const found: readonly Ran[] = [
    await ran(['train', '--from', '42'], { files }),
    await ran(['train', '--from', '42', '--out', '/here/case.yaml'], { files }),
    await ran(['train', '--from', '43'], { files }),
    await ran(['train', '--from', text], { files }),
    await ran(['train', '--from', '42', '--out', `/here/${text}`], { files }),
  ]
  return found.map(all).join('\n')
}

/** The story of a record of theirs; of damaged ones; and words that make no sense. */
export const replayed = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const name = nameOf(text)
  const files = { ...damaged(text), [at]: record(texts, openWalk), [`/here/${name}.md`]: plainCase }
  const found: readonly Ran[] = [
    await ran(['replay', '42'], { files }),
    await ran(['replay', '42', '--hide-outcome'], { files }),
    await ran(['replay', '43'], { files }),
    await ran(['replay', '44'], { files }),
    await ran(['replay', '45'], { files }),
    await ran(['replay', '46'], { files }),
    await ran(['replay', text], { files }),
    await ran(['replay', `/here/${name}.md`], { files }),
    await ran(['replay', '42', '--auto', '--speed', text], { files }),
    await ran(['replay', '42', '--policy', text], { files }),
  ]
  return found.map(all).join('\n')
}

export const replayedAsJson = async (texts: readonly string[]): Promise<string> =>
  (await ran(['replay', '42', '--json'], { files: { [at]: record(texts, openWalk) } })).printed

/** A record of theirs beside another policy, and beside what is none. */
export const compared = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const files = { ...damaged(text), [at]: record(texts, openWalk) }
  const found: readonly Ran[] = [
    await ran(['compare', '42'], { files }),
    await ran(['compare', '42', '--to', 'southwark'], { files }),
    await ran(['compare', '42', '--to', text], { files }),
    await ran(['compare', text], { files }),
  ]
  return found.map(all).join('\n')
}

/** No name in a report is longer. */
const piecesOf = (text: string): readonly string[] => text.match(/.{1,200}/gsu) ?? ['']

/** What somebody else has counted, with the text for every name in it; a long text stands there in pieces. */
const tally = (long: string): string => {
  const [text = '', ...others] = piecesOf(long)
  const more = Object.fromEntries(others.map((piece) => [piece, 1]))
  return JSON.stringify({
    format: 'rungs-report 1',
    from: '',
    to: '',
    asOf: '2026-11-19',
    cases: 7,
    ended: { [text]: 7 },
    files: { [text]: 7, ...more },
    missing: { [text]: 3, ...more },
    notCounted: { [text]: 1, ...more },
    quarters: { '2026 Q4': { opened: 7 } },
    challenged: { [text]: { cases: 7, ended: { [text]: 7 } } },
    policies: {
      [text]: {
        title: text,
        cases: 7,
        scenarios: {
          [text]: {
            title: text,
            cases: 7,
            ended: { [text]: 7 },
            rungs: {
              [text]: { title: text, visits: 7, whom: { [text]: 7 }, days: { '3': 2 } },
            },
          },
        },
      },
    },
  })
}

const merging = (format: string, text: string): Promise<Ran> =>
  ran(['report', '--merge', '/here/a.json', '--format', format], { files: { '/here/a.json': tally(text) } })

/** Counts of damaged records, and of what others have counted; and words that make no sense. */
export const reported = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const files = damaged(text)
  const found: readonly Ran[] = [
    await ran(['report'], { files }),
    await ran(['report', '--inspection'], { files }),
    await ran(['report', '--format', 'csv', '--publish'], { files }),
    await ran(['report', '--from', text], { files }),
    await ran(['report', '--publish', '--threshold', text], { files }),
    await ran(['report', '--format', text], { files }),
    await ran(['report', text], { files }),
    await ran(['report', '--merge', `/here/${nameOf(text)}.json`], {
      files: { [`/here/${nameOf(text)}.json`]: text },
    }),
    await merging('md', text),
    await merging('csv', text),
  ]
  return found.map(({ printed }) => printed).join('\n')
}

export const reportedAsPage = async (texts: readonly string[]): Promise<string> =>
  (await merging('html', texts[0] ?? '')).printed

export const reportedAsJson = async (texts: readonly string[]): Promise<string> =>
  (await merging('json', texts[0] ?? '')).printed

const draftedFrom = async (
  record: string,
  files: Readonly<Record<string, string>>,
  out?: string,
): Promise<string> => {
  const { ports, out: printed, err } = testPorts({ disk: diskWith(files) })
  try {
    await draftCalendar(ports, { record, casebook: '/book', ...(out === undefined ? {} : { out }) })
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return visible(`${error.message} ${error.hint}`)
  }
  // What a calendar file is made of has an output of its own.
  return printed().startsWith('BEGIN:') ? err() : printed() + err()
}

/** What is said beside a calendar file: of damaged records, and of names that make no sense. */
export const draftedOddly = async (texts: readonly string[]): Promise<string> => {
  const [text = ''] = texts
  const name = nameOf(text)
  const files = damaged(text)
  const found = [
    await draftedFrom(text, files),
    await draftedFrom(`/${name}/x.md`, { [`/${name}/x.md`]: text }),
    await draftedFrom('42', { [at]: plainCase }, `/book/${name}.ics`),
  ]
  for (const number of [43, 44, 45, 46]) found.push(await draftedFrom(`${number}`, files))
  return found.join('\n')
}
