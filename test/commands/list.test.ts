/** What `rungs list` says of records that are not as they should be, beside those that are. */
import { expect, test } from 'vitest'
import { list } from '../../src/commands/list.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { glanceAt } from '../../src/sitting/read-case.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { facts, write } from '../record/sample.ts'
import { diskError } from '../storage/memory-disk.ts'
import { diskWith, testPorts } from './ports.ts'

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
