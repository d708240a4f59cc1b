/** What is exported of every walk and of cases played at random: every fact, nothing that was left out, and each word of it on the page that documents it. */
import { describe, expect, it } from 'vitest'
import { run } from '../../src/cli.ts'
import type { Exported } from '../../src/export/exported.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { redact } from '../../src/record/redact.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { firstColumn, inlineCode, readPage, section } from '../docs/page.ts'
import { policies, walksOf } from '../flows/shipped.ts'
import { type History, playedAtRandom, walked } from '../verify/histories.ts'
import { recordText, sampleFacts } from './sample.ts'

const doc = readPage('docs/export-format.md')
const histories: readonly History[] = [
  ...policies.flatMap((id) =>
    walksOf(id)
      .slice(0, 1)
      .map((name) => walked(id, name)),
  ),
  ...playedAtRandom(20261123, 1),
]

const exported = async (record: string, format: string): Promise<string> => {
  const file = '/there/copy.md'
  const { ports, out } = testPorts({ disk: diskWith({ [file]: record }) })
  await run(['export', file, '--format', format, ...(format === 'ndjson' ? ['--text'] : [])], ports)
  return out()
}

type Json = Omit<Exported, 'verified'>

const jsonOf = async (record: string): Promise<Json> => JSON.parse(await exported(record, 'json'))

/** Whatever a person can type is this. */
const marker = 'MARKER'
const marked = (facts: History['facts']): string =>
  recordText(facts, (fact) => {
    if (fact.kind === 'answer' && fact.value.kind === 'text')
      return { ...fact, value: { kind: 'text', text: marker } }
    return fact.kind === 'recovered' || fact.kind === 'taken-over' ? { ...fact, text: marker } : fact
  })

const everythingLeftOut = (record: string): string =>
  redact(Buffer.from(record, 'utf8'), parseRecord(Buffer.from(record, 'utf8')), () => true)

const keysIn = (value: unknown): readonly string[] => {
  if (value === null || typeof value !== 'object') return []
  if (Array.isArray(value)) return value.flatMap(keysIn)
  return Object.entries(value).flatMap(([key, one]) => [key, ...keysIn(one)])
}

describe('every history', () => {
  it('is exported fact by fact, with the visits that the case has', async () => {
    for (const { name, facts } of histories) {
      const { entries, summary } = await jsonOf(recordText(facts))
      const found = entries.flatMap(({ entry, facts: all }) => all.map(({ fact, at }) => [entry, fact, at]))
      expect({ name, found }).toEqual({
        name,
        found: facts.map(({ entry, index, fact }) => [entry, index, fact.at]),
      })
      expect(summary.begun).toBe(facts[0]?.fact.at)
    }
  })

  it('makes a page with its parts in order, whatever was done', async () => {
    for (const { name, facts } of histories) {
      const page = await exported(recordText(facts), 'html')
      const titles = [...page.matchAll(/<h2 id="([a-z.\d]+)"/g)].map(([, id]) => id)
      expect({ name, titles }).toEqual({
        name,
        titles: ['contents', 'summary', 'way', 'deadlines', 'entries', 'checks'],
      })
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
      expect({ name, twice: ids.filter((id, i) => ids.indexOf(id) !== i) }).toEqual({ name, twice: [] })
      for (const [, target] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(target)
    }
  })

  it('has nothing of what a redacted copy leaves out, in any format', async () => {
    for (const { facts } of histories.filter((_, i) => i % 3 === 0)) {
      const record = marked(facts)
      const copy = everythingLeftOut(record)
      for (const format of ['html', 'json', 'ndjson'])
        expect(await exported(copy, format)).not.toContain(marker)
      if (record.includes(marker)) expect(await exported(record, 'html')).toContain(marker)
    }
  })
})

describe('docs/export-format.md', () => {
  it('has each column of the rows, in their order, and no other', async () => {
    const [row = ''] = (await exported(recordText(sampleFacts), 'ndjson')).split('\n')
    expect(firstColumn(section(doc, 'Rows'))).toEqual(Object.keys(JSON.parse(row)))
  })

  it('names each key and each kind of the JSON', async () => {
    const words = new Set([...inlineCode(doc), ...firstColumn(doc)])
    const all: Json[] = []
    for (const { facts } of histories) all.push(await jsonOf(recordText(facts)))
    const { verdicts: _, ...own } = { verdicts: undefined, ...(all[0] as Json) }
    expect(Object.keys(own).filter((key) => !words.has(key))).toEqual([])
    const inside = all.flatMap(({ summary, visits, entries }) => keysIn({ summary, visits, entries }))
    const shared = ['id', 'label', 'key', 'mark', 'version', 'code', 'bytes', 'said', 'child', 'outcome']
    expect([...new Set(inside)].filter((key) => !words.has(key) && !shared.includes(key))).toEqual([])
    const kinds = all.flatMap(({ entries }) =>
      entries.flatMap(({ facts }) => facts.map(({ told }) => told.kind)),
    )
    expect([...new Set(kinds)].filter((kind) => !words.has(kind))).toEqual([])
  })
})
