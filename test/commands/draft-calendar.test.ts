/** `rungs draft RECORD --calendar`: the file for each kind of record, where it goes, and the exit codes. */
import { expect, test } from 'vitest'
import { type DraftCalendarOptions, draftCalendar } from '../../src/commands/draft-calendar.ts'
import { UserError } from '../../src/errors.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { lineFaults, parsed } from '../draft/parsed.ts'
import { faultyDisk } from '../storage/faulty-disk.ts'
import { diskWith, testPorts } from './ports.ts'
import { recordId, recordOf } from './walked-record.ts'

const at = `/here/records/${recordId}.md`
const openWalk = 'communication-danger-comes-first'
const open = recordOf('greenwich', openWalk)

const drafted = async (disk: Disk, options: Partial<DraftCalendarOptions> = {}) => {
  const { ports, out, err } = testPorts({ disk })
  try {
    const code = await draftCalendar(ports, { record: '42', casebook: '/here', ...options })
    return { code, out: out(), err: err() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { code: 2, out: out(), err: `${error.message} ${error.hint}` }
  }
}

const textAt = (disk: Disk, path: string): string => Buffer.from(disk.readBytes(path)).toString('utf8')

test('an open case: a calendar on standard output, nothing else, and the record as it was', async () => {
  const disk = diskWith({ [at]: open })
  const { code, out, err } = await drafted(disk)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(lineFaults(out)).toEqual([])
  const events = parsed(out)
  expect(events.length).toBeGreaterThan(0)
  for (const { title, stamp } of events) {
    expect(title).toMatch(/^Rungs K7-2026-0042: /)
    expect(stamp).toBe('2026-11-19T10:30:00.000Z')
  }
  expect(textAt(disk, at)).toBe(open)
  expect(disk.list('/here')).toEqual(['records'])
  expect((await drafted(disk)).out).toBe(out)
})

test('a record by its path, with its casebook elsewhere', async () => {
  const disk = diskWith({ [`/there/${recordId}.md`]: open, '/here/x': '' })
  expect(await drafted(disk, { record: `/there/${recordId}.md` })).toMatchObject({ code: 0, err: '' })
})

test('--out: a new file, and never over another', async () => {
  const disk = diskWith({ [at]: open })
  const { out } = await drafted(disk)
  expect(await drafted(disk, { out: 'due.ics' })).toEqual({
    code: 0,
    out: 'Written: /here/due.ics\n',
    err: '',
  })
  expect(textAt(disk, '/here/due.ics')).toBe(out)
  const again = await drafted(disk, { out: 'due.ics' })
  expect(again).toMatchObject({ code: 2, out: '' })
  expect(again.err).toContain('There is something at /here/due.ics already')
  expect(textAt(disk, '/here/due.ics')).toBe(out)
})

test('a full disk leaves no half of a file', async () => {
  const disk = diskWith({ [at]: open })
  const full = faultyDisk(disk, { nth: 1, operation: 'write', code: 'ENOSPC', forEver: true })
  const { code, err } = await drafted(full, { out: 'due.ics' })
  expect(code).toBe(2)
  expect(err).toContain('The disk is full')
  expect(disk.stat('/here/due.ics')).toBeUndefined()
})

test('nothing open: said, exit 1, and no file', async () => {
  const closed = recordOf('greenwich', openWalk).split('\n## 3 ')[0] ?? ''
  const disk = diskWith({ [at]: closed })
  const { code, out, err } = await drafted(disk, { out: 'due.ics' })
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(err).toBe(
    'Nothing is open in K7-2026-0042: there is nothing to be reminded of, and no file was made.\n',
  )
  expect(disk.stat('/here/due.ics')).toBeUndefined()
})

test('a changed record: what can be read of it, said, and exit 1', async () => {
  const changed = open.replace(/^> (.)/m, '> Z$1')
  const { code, out, err } = await drafted(diskWith({ [at]: changed }))
  expect(code).toBe(1)
  expect(parsed(out).length).toBeGreaterThan(0)
  expect(err).toMatch(/^This record is not as Rungs wrote it: .+ What is due may be otherwise\.\n$/)
})

test('a case of TRAINING, a file that is no record and a policy that is gone are refused', async () => {
  const training = open.replaceAll('K7-2026-0042', 'TRAINING-2026-0001')
  const made = await drafted(diskWith({ '/here/records/TRAINING-2026-0001.md': training }), {
    record: 'TRAINING-2026-0001',
  })
  expect(made).toMatchObject({ code: 2, out: '' })
  expect(made.err).toContain('made-up case, for TRAINING')
  const none = await drafted(diskWith({ [at]: 'x' }))
  expect(none).toMatchObject({ code: 2, out: '' })
  expect(none.err).toContain('Nothing of a record can be read')
  const lost = await drafted(
    diskWith({ [at]: open.replace(/sha256 `[0-9a-f]{64}`/, `sha256 \`${'5'.repeat(64)}\``) }),
  )
  expect(lost).toMatchObject({ code: 2, out: '' })
  expect(lost.err).toContain('is not beside the records: nobody can say what is due')
  expect(await drafted(diskWith({ [at]: open }), { record: '77' })).toMatchObject({ code: 2, out: '' })
})
