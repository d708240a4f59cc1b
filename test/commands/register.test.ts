/** `rungs register`: what it shows of registers, whole and damaged, and what it registers at a person's word. */
import { describe, expect, it } from 'vitest'
import { register } from '../../src/commands/register.ts'
import { UserError } from '../../src/errors.ts'
import { type DeviceKey, formatKey, lockKey, parseKey, unlock } from '../../src/record/device-key.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { readKey, replaceKey } from '../../src/storage/device-key.ts'
import type { Disk } from '../../src/storage/disk.ts'
import { profileFolder } from '../../src/storage/places.ts'
import { facts, write as writeRecord } from '../record/sample.ts'
import { events, salt, write } from '../register/sample.ts'
import { diskWith, testPorts } from './ports.ts'

const PATH = '/here/register-K7.md'
const RECORD = '/here/records/K7-2026-0042.md'
const { text } = write(events)
const record = writeRecord(facts).text
const lastSeal = parseRecord(record).entries.at(-1)?.seal

interface Ran {
  readonly code: number
  readonly out: string
}

const run = async (
  disk: Disk,
  what?: string,
  name?: string,
  json = false,
  env: Readonly<Record<string, string>> = {},
): Promise<Ran> => {
  const { ports, out } = testPorts({ disk, env })
  const code = await register(ports, {
    json,
    casebook: '/here',
    ...(what === undefined ? {} : { what }),
    ...(name === undefined ? {} : { case: name }),
  })
  return { code, out: out() }
}

const refused = async (ran: Promise<Ran>): Promise<UserError> => {
  const error = await ran.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof UserError) return error
  throw new Error(`not refused: ${String(error)}`)
}

/** The lines of the register of the computer that the test runs on. */
const linesOn = (disk: Disk): readonly string[] => {
  const file = disk.list('/here').find((name) => name.startsWith('register-') && name.endsWith('.md'))
  const { lines, problems } = parseRegister(disk.readBytes(`/here/${file}`))
  expect(problems).toEqual([])
  return lines.map(({ line }) => ('entry' in line ? `${line.kind} ${line.id} ${line.entry}` : line.kind))
}

describe('rungs register', () => {
  it('says that there is none yet', async () => {
    expect(await run(diskWith({}))).toEqual({
      code: 0,
      out: 'There is no register in /here yet: it begins with the first case.\n',
    })
    expect(await run(diskWith({}), undefined, undefined, true)).toEqual({ code: 0, out: '[]\n' })
  })

  it('shows every line in words', async () => {
    const { code, out } = await run(diskWith({ [PATH]: text }))
    expect(code).toBe(0)
    expect(out.replace(/[0-9a-f]{64}/g, 'H').replace(/[0-9a-f]{16}…/g, 'h…')).toBe(
      [
        '/here/register-K7.md',
        'Register of K7: begun 2026-11-19 10:31:05, 12 lines, signed, 2 records',
        '     1  2026-11-19 10:31:05  the first key of this computer, h…',
        '     2  2026-11-19 10:31:05  K7-2026-0042 opened',
        '     3  2026-11-19 10:31:05  K7-2026-0042 sealed up to entry 3',
        '     4  2026-11-19 10:31:05  B3-2026-0007 sealed up to entry 12',
        '     5  2026-11-19 10:31:05  another key, h…, signed for by the one before, h…',
        '     6  2026-11-19 10:31:05  K7-2026-0042 closed, with entry 8',
        '     7  2026-11-19 10:31:05  a redacted copy of K7-2026-0042 up to entry 8, sha256 H',
        '     8  2026-11-19 10:31:05  K7-2026-0043 never begun: its creation was cut off',
        '     9  2026-11-19 10:31:05  another key, h…; the one before, h…, did not sign for it',
        '    10  2026-11-19 10:31:05  an exported copy of K7-2026-0042 up to entry 8, sha256 H',
        '    11  2026-11-19 10:31:05  B3-2026-0007 transferred, as it stood at entry 12',
        '    12  2026-11-19 10:31:05  K7-2026-0042 registered as destroyed, as it stood at entry 8',
        'Numbers that were never opened here: K7-2026-0001 to K7-2026-0041',
        '',
      ].join('\n'),
    )
  })

  it('puts what was written last at the end, and says what is wrong', async () => {
    const later = write(events.slice(3, 4)).text.replaceAll('2026-11-19T', '2026-12-19T')
    const files = {
      [PATH]: text.replace('entry 3', 'entry 4'),
      '/here/register-B3.md': later,
      '/here/register-Q4.md': '# Shopping\n\u202e\n',
    }
    const { code, out } = await run(diskWith(files))
    expect(code).toBe(1)
    expect(out.match(/^\/here\/register-..\.md$/gm)).toEqual([
      '/here/register-Q4.md',
      '/here/register-K7.md',
      '/here/register-B3.md',
    ])
    expect(out).toContain(
      '/here/register-K7.md:18 changed Serial 3 does not fit its seal: it was changed.\n  hint: ',
    )
    expect(out).toContain('register-B3.md:1 misnamed The file is named for B3, and it is the register of K7.')
    expect(out).toContain('/here/register-Q4.md\n/here/register-Q4.md:1 not-a-register ')
  })

  it('is the same value as JSON', async () => {
    const { code, out } = await run(diskWith({ [PATH]: text }), undefined, undefined, true)
    expect(code).toBe(0)
    const [shown] = JSON.parse(out) as readonly Record<string, readonly Record<string, unknown>[]>[]
    expect(shown).toMatchObject({ mark: 'K7', salt, findings: [] })
    expect(shown?.['lines']?.map(({ serial, kind }) => [serial, kind])).toEqual(
      events.map(({ kind }, i) => [i + 1, kind]),
    )
    expect(shown?.['lines']?.[1]).toMatchObject({
      id: 'K7-2026-0042',
      entry: 0,
      signature: expect.stringMatching(/^[0-9a-f]{128}$/),
    })
  })

  it('refuses what it cannot do', async () => {
    const disk = diskWith({ [PATH]: text })
    expect((await refused(run(disk, 'shred', '42'))).hint).toContain('rungs register destroyed CASE')
    expect((await refused(run(disk, 'destroyed'))).message).toBe('Which case?')
    expect((await refused(run(disk, 'destroyed', '99'))).message).toContain('knows the case "99"')
  })
})

describe('a key that is locked', () => {
  it('has to be unlocked before a record is registered as gone: unsigned, that would count for nothing', async () => {
    const disk = diskWith({ [PATH]: write(events.slice(0, 4)).text })
    await run(disk, 'transferred', 'B3-2026-0007')
    const { ports } = testPorts({ disk })
    const profile = profileFolder(ports.env, ports.platform, ports.home)
    const secret = unlock(parseKey(readKey(disk, profile) ?? '') as DeviceKey, '')
    if (secret === undefined) throw new Error('no key')
    replaceKey(disk, profile, formatKey(lockKey(secret, 'horse battery'), 'K7'))
    const before = (await run(disk)).out
    const { message, hint } = await refused(run(disk, 'destroyed', 'B3-2026-0007'))
    expect(message).toContain('The key of this computer is locked')
    expect(hint).toContain('RUNGS_PASSPHRASE')
    expect((await run(disk)).out).toBe(before)
    const env = { RUNGS_PASSPHRASE: 'horse battery' }
    expect((await run(disk, 'destroyed', 'B3-2026-0007', false, env)).code).toBe(0)
    expect((await run(disk)).out).toContain('B3-2026-0007 registered as destroyed')
  })
})

describe('rungs register destroyed', () => {
  it('asks for the file to be gone first, and then tells how the record last stood', async () => {
    const disk = diskWith({ [RECORD]: record })
    const { message, hint, exitCode } = await refused(run(disk, 'destroyed', '42'))
    expect([message, exitCode]).toEqual([`K7-2026-0042 is still there: ${RECORD}.`, 2])
    expect(hint).toContain('Delete that file')
    disk.remove(RECORD)
    for (let time = 0; time < 2; time++)
      expect(await run(disk, 'destroyed', 'k7-2026-0042')).toEqual({
        code: 0,
        out: 'Registered: K7-2026-0042 was destroyed as it stood at entry 8.\n',
      })
    expect(linesOn(disk).slice(-2)).toEqual(['closed K7-2026-0042 8', 'destroyed K7-2026-0042 8'])
    const shown = await run(disk, undefined, undefined, true)
    expect(shown.out).toContain(lastSeal)
  })

  it('knows a record from the register of another computer, as far as that goes', async () => {
    const disk = diskWith({ [PATH]: write(events.slice(0, 4)).text })
    expect((await run(disk, 'destroyed', 'B3-2026-0007')).out).toContain('as it stood at entry 12')
  })

  it('does not take the word of a damaged record', async () => {
    const disk = diskWith({ [RECORD]: record.replace('Third', 'Fourth') })
    expect(await refused(run(disk, 'destroyed', '42'))).toMatchObject({ exitCode: 1 })
  })
})

describe('rungs register transferred', () => {
  it('tells how the record stands, whether its file stays or goes', async () => {
    const disk = diskWith({ [RECORD]: record })
    expect((await run(disk, 'transferred', '42')).out).toBe(
      'Registered: K7-2026-0042 was transferred as it stood at entry 8.\n',
    )
    expect(linesOn(disk).at(-1)).toBe('transferred K7-2026-0042 8')
    disk.remove(RECORD)
    expect((await run(disk, 'transferred', '42')).code).toBe(0)
    expect(linesOn(disk).filter((line) => line.startsWith('transferred'))).toHaveLength(1)
  })

  it('says that it is not registered where it is not', async () => {
    const disk = diskWith({ [RECORD]: record })
    const full: Disk = {
      ...disk,
      open: (path, mode) => {
        if (path.includes('/register-')) throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        return disk.open(path, mode)
      },
    }
    expect((await refused(run(full, 'transferred', '42'))).message).toMatch(/^It could not be registered\. /)
  })
})
