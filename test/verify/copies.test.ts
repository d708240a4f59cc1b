import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatFact, formatHeading, formatSeal } from '../../src/record/format.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { sealOf } from '../../src/record/seal.ts'
import { findCopies } from '../../src/verify/copies.ts'
import { examine, unreadable } from '../../src/verify/examined.ts'
import { checkIntegrity } from '../../src/verify/integrity.ts'
import { noWitnesses } from '../../src/verify/witness.ts'

const record = readFileSync(new URL('../record/golden/1/K7-2026-0001.md', import.meta.url), 'utf8')
const two = record.slice(0, record.indexOf('\n## 3 '))

/** The first two entries, or others, and after them another note, sealed. */
const withNote = (note: string, begun = two): string => {
  const { id, salt, entries } = parseRecord(begun)
  const last = entries.at(-1)
  const value = { kind: 'text', text: note } as const
  const fact = { kind: 'answer', at: '2026-11-19T10:41:00+00:00', field: 'note', value } as const
  const n = entries.length + 1
  const text = formatHeading(n, { kind: 'note' }) + formatFact(fact)
  const chained = { id, salt, n, previous: last?.seal ?? '', signature: last?.signature ?? '' }
  return `${begun}\n${text}${formatSeal(n, sealOf({ ...chained, text }))}`
}

/** The verdicts on files that are verified together. */
const verdictsOf = (...files: readonly string[]): readonly string[] => {
  const examined = files.map((file, i) => examine(`/${i}.md`, Buffer.from(file)).examined)
  const copies = findCopies(examined)
  return examined.map((one) => {
    const { verdict } = checkIntegrity({ ...noWitnesses, examined: one, copies: copies.get(one.path) ?? [] })
    return 'entry' in verdict ? `${verdict.kind} ${verdict.entry}` : verdict.kind
  })
}

const kindsOf = (...files: readonly string[]): readonly (readonly string[] | undefined)[] => {
  const examined = files.map((file, i) => examine(`/${i}.md`, Buffer.from(file)).examined)
  const copies = findCopies(examined)
  return examined.map(({ path }) => copies.get(path)?.map(({ kind }) => kind))
}

describe('files of one record', () => {
  it('are two versions from the first entry at which they differ, both', () => {
    expect(verdictsOf(record, withNote('Another.'))).toEqual(['two-versions 3', 'two-versions 3'])
    expect(verdictsOf(record, record)).toEqual(['unwitnessed', 'unwitnessed'])
  })

  it('may end earlier', () => {
    expect(verdictsOf(two, record)).toEqual(['unwitnessed', 'unwitnessed'])
    const open = record.replace(/\n`seal 3 [\s\S]*/, '').replace('10:41:00', '10:41:01')
    expect(verdictsOf(open, record)).toEqual(['unsealed', 'unwitnessed'])
    expect(kindsOf(open, record)).toEqual([['longer'], ['no-longer']])
    expect(kindsOf(two, open)).toEqual([['no-longer'], ['no-longer']])
    expect(kindsOf(record, record)).toEqual([['no-longer'], ['no-longer']])
  })

  it('are not accused by damage to another', () => {
    for (const n of [1, 2, 3]) {
      const flipped = record.replace(new RegExp(`(\`seal ${n} )(.)`), (_, start: string, digit: string) =>
        start.concat(digit === '0' ? '1' : '0'),
      )
      expect(verdictsOf(flipped, record)).toEqual([`changed ${n}`, 'unwitnessed'])
      expect(verdictsOf(record, flipped)).toEqual(['unwitnessed', `changed ${n}`])
    }
  })

  it('are not accused by one that somebody without the key wrote further', () => {
    const unsigned = withNote('Another.')
    const forged = `${unsigned}\`sign 3 ${'0'.repeat(128)}\`\n`
    expect(verdictsOf(record, forged)).toEqual(['unwitnessed', 'changed 3'])
  })

  it('are compared with the one that goes furthest before anything is wrong in it', () => {
    const damaged = record.replace('Third bruise', 'First bruise')
    expect(verdictsOf(damaged, record, withNote('Another.'))).toEqual([
      'changed 2',
      'two-versions 3',
      'two-versions 3',
    ])
  })

  it('are held against the record itself, of several that go as far, and of two of those against the first', () => {
    const copiesOf = (...paths: readonly string[]): unknown => {
      const files = paths.map((path) => examine(path, Buffer.from(record)).examined)
      const found = findCopies(files)
      return paths.map((path) => found.get(path)?.map((copy) => copy.path))
    }
    const [itself, elsewhere] = ['/a/K7-2026-0001.md', '/b/K7-2026-0001.md']
    expect(copiesOf('/a/copy.md', itself, '/c/copy.md')).toEqual([
      [itself],
      ['/a/copy.md', '/c/copy.md'],
      [itself],
    ])
    expect(copiesOf('/a/copy.md', itself, elsewhere)).toEqual([[itself], ['/a/copy.md', elsewhere], [itself]])
    expect(copiesOf('/a.md', '/b.md', '/c.md')).toEqual([['/b.md', '/c.md'], ['/a.md'], ['/a.md']])
  })

  it('are held against one that goes further, even where the record itself is among them', () => {
    const files = [
      ['/a/copy.md', record],
      ['/a/K7-2026-0001.md', two],
      ['/b/copy.md', withNote('Another.')],
    ] as const
    const found = findCopies(files.map(([path, text]) => examine(path, Buffer.from(text)).examined))
    expect(files.map(([path]) => found.get(path)?.map(({ kind }) => kind))).toEqual([
      ['no-longer', 'differs'],
      ['longer'],
      ['differs'],
    ])
  })

  it('are named from the lowest entry at which any differs', () => {
    const first = record.slice(0, record.indexOf('\n## 2 '))
    expect(verdictsOf(record, withNote('Another.'), withNote('Other.', first))).toEqual([
      'two-versions 2',
      'two-versions 3',
      'two-versions 2',
    ])
  })

  it('are none where they could not be read', () => {
    const files = ['/1.md', '/2.md'].map((path) => unreadable(path, 'It could not be read.'))
    expect([...findCopies(files)]).toEqual([])
  })

  it('name the lower entry where one of them has two versions in itself', () => {
    const second = withNote('Once more.').slice(two.length)
    expect(verdictsOf(record + second)).toEqual(['two-versions 3'])
    expect(verdictsOf(record + second, withNote('Another.'))).toEqual(['two-versions 3', 'unwitnessed'])
  })
})
