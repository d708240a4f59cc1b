/** The rows of records in DuckDB, loaded as docs/export-format.md says: what a stranger counts by SQL is what is in the records. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { run } from '../../src/cli.ts'
import { diskWith, testPorts } from '../commands/ports.ts'
import { fencedBlocks, readPage } from '../docs/page.ts'
import { policies, walksOf } from '../flows/shipped.ts'
import { walked } from '../verify/histories.ts'
import { damagedRecord, recordText, sampleFacts, sampleRecord } from './sample.ts'

const folder = mkdtempSync(join(tmpdir(), 'rungs-rows-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const histories = policies.flatMap((id) =>
  walksOf(id)
    .slice(0, 8)
    .map((name) => walked(id, name)),
)
const idOf = (i: number): string => `K7-2026-${String(i + 100).padStart(4, '0')}`

const files: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    histories.map(({ facts }, i) => [
      `/book/records/${idOf(i)}.md`,
      recordText(facts, undefined, idOf(i), String(i).padStart(64, '0')),
    ]),
  ),
  '/book/records/K7-2026-0042.md': sampleRecord,
  '/copies/K7-2026-0042.md': sampleRecord,
  '/copies/changed/K7-2026-0042.md': damagedRecord,
}

/** What a person has at hand: the file of rows, and the SQL of the page. */
const loaded = async (words: readonly string[]) => {
  const { ports, out, err } = testPorts({ disk: diskWith(files) })
  const code = await run(['export', ...words, '--format', 'ndjson'], ports)
  const path = join(folder, `${words.length}.ndjson`)
  writeFileSync(path, out())
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const ask = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson()
  const [create = '', ...examples] = fencedBlocks(readPage('docs/export-format.md'), 'sql')
  await ask(create.replace('facts.ndjson', path))
  return { code, err: err(), out: out(), ask, examples }
}

describe('rows in DuckDB', () => {
  it('counts and dates come out as they are in the records', async () => {
    const { code, ask, out } = await loaded(['/book'])
    expect(code).toBe(0)
    const facts = [...histories.map((one) => one.facts), sampleFacts]
    const total = facts.reduce((sum, one) => sum + one.length, 0)
    expect(out.trimEnd().split('\n')).toHaveLength(total)
    expect(
      await ask('SELECT count(*)::INT AS rows, count(DISTINCT record)::INT AS records FROM facts'),
    ).toEqual([{ rows: total, records: facts.length }])
    const dues = facts.flat().flatMap(({ fact }) => (fact.kind === 'due' ? [fact.deadline.date] : []))
    expect(
      await ask(
        "SELECT min(date)::VARCHAR AS first, max(date)::VARCHAR AS last, count(*)::INT AS n FROM facts WHERE kind = 'due'",
      ),
    ).toEqual([{ first: [...dues].sort()[0], last: [...dues].sort().at(-1), n: dues.length }])
    const closed = facts.flat().filter(({ fact }) => fact.kind === 'closed').length
    expect(await ask('SELECT count(*)::INT AS n FROM facts WHERE ending IS NOT NULL')).toEqual([
      { n: closed },
    ])
    expect(await ask('SELECT count(text)::INT AS n FROM facts')).toEqual([{ n: 0 }])
    expect(
      await ask("SELECT min(written)::VARCHAR AS begun FROM facts WHERE record = 'K7-2026-0042'"),
    ).toEqual([{ begun: '2026-03-16 10:00:00' }])
  })

  it('types are those of the page: dates are dates, and days can be counted', async () => {
    const { ask } = await loaded(['/book', '/copies'])
    const types = await ask(
      "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = 'facts'",
    )
    expect(Object.fromEntries(types.map(({ name, type }) => [name, type]))).toMatchObject({
      record: 'VARCHAR',
      copy: 'INTEGER',
      intact: 'BOOLEAN',
      written: 'TIMESTAMP',
      date: 'DATE',
      time: 'TIME',
      text: 'VARCHAR',
    })
    expect(
      await ask(
        "SELECT max(date_diff('day', date, written::DATE))::INT AS days FROM facts WHERE record = 'K7-2026-0042' AND field = 'told'",
      ),
    ).toEqual([{ days: 5 }])
  })

  it('copies and changed files can be told apart, and are never silently left out', async () => {
    const { code, err, ask } = await loaded(['/book', '/copies', '/copies'])
    expect(code).toBe(1)
    expect(err).toContain('/copies/changed/K7-2026-0042.md')
    expect(
      await ask("SELECT DISTINCT copy, intact FROM facts WHERE record = 'K7-2026-0042' ORDER BY copy"),
    ).toEqual([
      { copy: 1, intact: true },
      { copy: 2, intact: true },
      { copy: 3, intact: false },
    ])
  })

  it('each query of the page runs, and finds something', async () => {
    const { ask, examples } = await loaded(['/book'])
    expect(examples.length).toBeGreaterThan(2)
    for (const sql of examples) expect({ sql, rows: (await ask(sql)).length }).not.toEqual({ sql, rows: 0 })
  })

  it('with text: as it was typed', async () => {
    const { ask } = await loaded(['/book', '--text'])
    expect(
      await ask(
        "SELECT text FROM facts WHERE record = 'K7-2026-0042' AND field = 'reason' AND replaces_entry IS NULL AND text LIKE '%asked%'",
      ),
    ).toEqual([{ text: 'No injury was seen by a doctor.\nAnd nobody had asked for one.' }])
  })
})
