/** Our verifier says what the published vectors expect. That they are what their script makes: vectors-made.test.ts. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { fields } from '../../src/case/fields.ts'
import { findingCodes } from '../../src/record/finding.ts'
import { headings } from '../../src/record/format.ts'
import { labels } from '../../src/record/labels.ts'
import { readReceipt } from '../../src/record/receipt.ts'
import { readPublicKey } from '../../src/record/ssh-signature.ts'
import { verifyFiles } from '../../src/sitting/verifying.ts'
import { replaceWhole } from '../../src/storage/whole-file.ts'
import type { Integrity } from '../../src/verify/integrity.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { type Said, type Vector, vectors, withFiles } from './vectors.ts'

const refused: Said = { verdict: 'refused', entry: null, signed: 0, witnessed: 0, findings: [] }

const isOutside = (code: string): boolean => !findingCodes.some((one) => one === code)

const saidOf = ({ verdict, signed, witnessed, findings }: Omit<Integrity, 'steps'>): Said => ({
  verdict: verdict.kind,
  entry: 'entry' in verdict && verdict.kind !== 'witnessed' && verdict.kind !== 'seen' ? verdict.entry : null,
  signed,
  witnessed,
  findings: findings
    .toSorted((a, b) => Number(isOutside(a.code)) - Number(isOutside(b.code)) || a.line - b.line)
    .map(({ code, entry }) => ({ code, entry })),
})

/** The keys in the file of that name, or in the words themselves. */
const keysIn = (files: Files, word: string): readonly string[] => {
  const text = files[word]?.toString() ?? word
  return text.split('\n').flatMap((one) => readPublicKey(one) ?? [])
}

type Files = Readonly<Record<string, Buffer>>

const filesOf = (folder: string): Files =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))

const here = '/here'
const at = (name: string): string => `${here}/${name}`

/** What `rungs verify` says of the first file, with all that lies beside it. */
const judge = async (folder: string, expected: Vector['expected']): Promise<Said> => {
  const { files, arguments: words, seen = [] } = expected
  const given = filesOf(folder)
  const [option, word = ''] = words
  const keys = option === '--key' ? keysIn(given, word) : []
  const receipt = option === '--receipt' ? readReceipt(word) : undefined
  if (option !== undefined && keys.length === 0 && receipt === undefined) return refused
  const disk = diskWith(Object.fromEntries(Object.entries(given).map(([name, bytes]) => [at(name), bytes])))
  const { ports } = testPorts({ disk, cwd: here })
  const record = files[0] ?? ''
  const look = (paths: readonly string[]) =>
    verifyFiles(ports, {
      records: paths.filter((path) => !path.startsWith('register-')).map(at),
      registers: paths.filter((path) => path.startsWith('register-')).map(at),
      closures: [],
      keys,
      ...(receipt === undefined ? {} : { receipt }),
      detail: 'steps',
      progress: () => {},
    })
  for (const before of seen) {
    replaceWhole(disk, at(record), given[before] ?? Buffer.alloc(0))
    await look([record])
  }
  if (seen.length > 0) replaceWhole(disk, at(record), given[record] ?? Buffer.alloc(0))
  const { records } = await look(files)
  if (records[0] === undefined) throw new Error('nothing was verified')
  return saidOf(records[0].integrity)
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

/** As the table of verdicts on the page names them. */
const outsideCodes = (): readonly string[] =>
  [
    ...read('../../docs/record-format.md').matchAll(
      /`((?:registered|remembered|key|other|receipt|unreadable)[a-z-]*)`/g,
    ),
  ]
    .flatMap(([, code]) => code ?? [])
    .filter((code) => code.includes('-') || code === 'unreadable')

describe('the vectors', () => {
  test.each(vectors.map((vector) => [vector.name, vector] as const))('%s', async (_, vector) => {
    const { verdict, entry, signed, witnessed, findings } = vector.expected
    expect(await withFiles(vector, (folder) => judge(folder, vector.expected))).toEqual({
      verdict,
      entry,
      signed,
      witnessed,
      findings,
    })
  })

  it('have every finding, every verdict, and every label and heading', () => {
    const found = new Set(vectors.flatMap(({ expected }) => expected.findings.map(({ code }) => code)))
    for (const code of [...findingCodes, ...outsideCodes()]) expect(found, code).toContain(code)
    const verdicts = new Set(vectors.map(({ expected }) => expected.verdict))
    for (const [, verdict = ''] of read('../vectors/README.md').matchAll(
      /^\| `([a-z-]+)` \| .* \| (?:null|k) \|$/gm,
    ))
      expect(verdicts).toContain(verdict)
    const good = vectors.filter(({ expected }) => expected.verdict === 'unwitnessed')
    const text = good
      .map(({ folder, expected: { files } }) => readFileSync(join(folder, files[0] ?? ''), 'utf8'))
      .join('')
    for (const { label } of Object.values(fields))
      expect(text).toMatch(new RegExp(`^- \\S+ ${label}[:,]`, 'm'))
    for (const label of Object.values(labels)) expect(text).toContain(` ${label}`)
    for (const heading of Object.values(headings))
      expect(text).toMatch(new RegExp(`^## \\d+ ${heading}$`, 'm'))
  })
})
