/** Words on a command line, errors of the system, and the names of folders and files. */
import type { Disk } from '../../src/storage/disk.ts'
import { recordId } from '../commands/walked-record.ts'
import { plainCase } from './cases.ts'
import { draft } from './flows.ts'
import { all, type Ran, ran, type Setting, yamlOf } from './running.ts'

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

const inFolder = (name: string): Setting => ({
  book: `/${name}`,
  files: { [`/${name}/records/${recordId}.md`]: plainCase },
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
      files: { [`/${name}.md`]: plainCase },
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
