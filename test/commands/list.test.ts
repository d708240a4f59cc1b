/** What `rungs list` says of records that are not as they should be, beside those that are. */
import { expect, test } from 'vitest'
import { type ListOptions, list } from '../../src/commands/list.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { glanceAt } from '../../src/sitting/read-case.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { facts, write } from '../record/sample.ts'
import { diskError } from '../storage/memory-disk.ts'
import { clockAt, diskWith, testPorts } from './ports.ts'
import { marker, waitingCasebook } from './waiting-case.ts'

const { text } = write(facts)
const headerEnd = text.indexOf('\n\n## 1 ') + 1
const at = (id: string): string => `/here/records/${id}.md`
const options = { casebook: '/here', due: false, overdue: false, json: true }

interface Row {
  readonly id: string
  readonly state: string
  readonly at: string
  readonly problem?: string
}

const listed = async (disk: Disk): Promise<{ readonly code: number; readonly rows: readonly Row[] }> => {
  const { ports, out } = testPorts({ disk })
  const code = await list(ports, options)
  return { code, rows: JSON.parse(out()) as readonly Row[] }
}

test('a record that cannot be read is a damaged row, and the others are shown', async () => {
  const good = parseRecord(text).id
  const disk = diskWith({ [at(good)]: text, [at('K7-2026-0050')]: 'x', [at('K7-2026-0051')]: 'x' })
  const odd: Disk = {
    ...disk,
    stat: (path) => {
      const found = disk.stat(path)
      if (path === at('K7-2026-0050')) throw diskError('ELOOP')
      return found !== undefined && path === at('K7-2026-0051') ? { ...found, size: 3_000_000_000 } : found
    },
    readBytes: (path) => {
      if (path !== at(good)) throw new Error(`read without looking: ${path}`)
      return disk.readBytes(path)
    },
  }
  const { code, rows } = await listed(odd)
  expect(code).toBe(1)
  expect(rows.map(({ id, state }) => [id, state])).toEqual([
    [good, 'open'],
    ['K7-2026-0050', 'damaged'],
    ['K7-2026-0051', 'damaged'],
  ])
  expect(rows[1]?.problem).toMatch(/^this record cannot be read: .*ELOOP/)
  expect(rows[2]?.problem).toContain('larger than a record can be (16 MiB)')
  const { ports } = testPorts({ disk: odd })
  const glance = await glanceAt(ports, '/here', { path: at('K7-2026-0051') })
  expect(glance.by).toBeUndefined()
})

test('a record under the name of another is damaged', async () => {
  const { code, rows } = await listed(diskWith({ [at('K7-2026-0043')]: text }))
  expect(code).toBe(1)
  expect(rows[0]?.problem).toContain('The file is named K7-2026-0043, and the record in it is K7-2026-0042.')
})

test('a record whose creation was cut off was never begun, wherever the cut was: no damage, exit 0', async () => {
  expect(parseRecord(text.slice(0, headerEnd)).problems).toEqual([])
  for (const cut of [0, 1, 30, 60, 100, 130, 150, headerEnd - 1, headerEnd]) {
    const { code, rows } = await listed(diskWith({ [at('K7-2026-0042')]: text.slice(0, cut) }))
    expect([cut, code, rows[0]?.state, rows[0]?.problem]).toEqual([cut, 0, 'not begun', undefined])
  }
})

const told = async (disk: Disk, words: Partial<ListOptions>, at = '2030-01-07T09:00:00+00:00') => {
  const { ports, out, err } = testPorts({ disk, clock: clockAt(at) })
  const code = await list(ports, {
    ...options,
    casebook: disk.stat('/book') ? '/book' : '/here',
    json: false,
    ...words,
  })
  return { code, out: out(), err: err() }
}

test('--overdue, whose output is mailed and logged, has nothing in it that was typed; the list for the person has', async () => {
  const disk = await waitingCasebook()
  const overdue = await told(disk, { overdue: true })
  expect(overdue).toMatchObject({ code: 1, err: '' })
  expect(overdue.out).toMatch(/^J9-2020-0001 {2}open {2}OVERDUE {2}Greenvale/)
  expect((await told(disk, { overdue: true, json: true })).out).toContain('"overdue": true')
  for (const json of [true, false])
    expect((await told(disk, { overdue: true, json })).out).not.toContain(marker)
  expect((await told(disk, {})).out).toContain(`OVERDUE  ${marker} A.B. · Greenvale`)
})

test('where a record cannot be read, nobody is told that nothing else is due', async () => {
  const disk = diskWith({ [at('K7-2026-0050')]: 'x', [at('K7-2026-0051')]: 'x' })
  for (const words of [{ overdue: true }, { due: true }]) {
    const { code, out, err } = await told(disk, words)
    expect(code).toBe(1)
    expect(out).toMatch(/^Nothing is (over)?due in /)
    expect(err).toBe(
      'K7-2026-0050, K7-2026-0051: not as Rungs wrote them. More may be due than is listed: rungs list says what is the matter.\n',
    )
  }
  expect((await told(disk, {})).err).toBe('')
})

test('--overdue in a casebook that is named and not there is an error, not good news', async () => {
  const { ports } = testPorts({ disk: diskWith({}) })
  const looked = list(ports, { ...options, casebook: '/away', overdue: true })
  await expect(looked).rejects.toThrow('There is no casebook at /away: nobody can say what is overdue.')
  const denied: Disk = {
    ...diskWith({}),
    stat: () => {
      throw diskError('EACCES')
    },
  }
  await expect(list({ ...ports, disk: denied }, { ...options, overdue: true })).rejects.toThrow('EACCES')
})
