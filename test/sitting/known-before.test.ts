/** Nothing is added to a record that others know otherwise: what registers and this computer's memory hold of it, and honest life beside that. */
import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/case/fact.ts'
import { note } from '../../src/commands/note.ts'
import { redact } from '../../src/commands/redact.ts'
import { register } from '../../src/commands/register.ts'
import { openForAdding } from '../../src/commands/resume.ts'
import { verify } from '../../src/commands/verify.ts'
import { UserError } from '../../src/errors.ts'
import type { Ports } from '../../src/ports.ts'
import { parseRecord } from '../../src/record/parse.ts'
import { appendFact, beginRecord, type Sign, type Step, sealEntry } from '../../src/record/writer.ts'
import { parseRegister } from '../../src/register/parse.ts'
import { appendLine, beginRegister } from '../../src/register/writer.ts'
import { openCasebook } from '../../src/sitting/casebook.ts'
import { readCase } from '../../src/sitting/read-case.ts'
import { leave } from '../../src/sitting/sitting.ts'
import { makeFolders } from '../../src/storage/folders.ts'
import { testPorts } from '../commands/ports.ts'
import { publicKeyOf, signerOf } from '../record/key.ts'
import type { MemoryDisk } from '../storage/memory-disk.ts'
import { type Recorded, recorded } from './recorded.ts'

const casebook = '/home/Rungs'

const put = (disk: MemoryDisk, path: string, bytes: Uint8Array | string): void => {
  if (disk.stat(path) !== undefined) disk.remove(path)
  const file = disk.open(path, 'create-exclusive')
  disk.write(file, Buffer.from(bytes as Uint8Array))
  disk.close(file)
}

const otherwise = (fact: Fact): Fact =>
  fact.kind === 'answer' && fact.value.kind === 'text'
    ? { ...fact, value: { kind: 'text', text: 'They will visit today.' } }
    : fact

/** The same record with its texts changed and every seal made anew, as anybody can who has no key. */
const rewritten = (bytes: Uint8Array, upTo = Number.POSITIVE_INFINITY): string => {
  const { id, zone, salt, entries } = parseRecord(bytes)
  let { head, text } = beginRecord(id, zone, salt)
  const take = (step: Step): void => {
    head = step.head
    text += step.text
  }
  for (const { place, facts } of entries.filter(({ n }) => n <= upTo)) {
    for (const fact of facts) take(appendFact(head, place, otherwise(fact)))
    take(sealEntry(head))
  }
  return text
}

/** The record as it was when it had so many entries. */
const cutAfter = (bytes: Buffer, n: number): Buffer => {
  const text = bytes.toString('utf8')
  return Buffer.from(text.slice(0, text.indexOf(`\n## ${n + 1} `)))
}

interface Scene extends Recorded {
  readonly ports: Ports
  readonly err: () => string
}

const begun = await recorded(6)

const scene = (): Scene => {
  const disk = begun.disk.crash(() => Number.MAX_SAFE_INTEGER)
  const { ports, err } = testPorts({ disk, random: (length) => new Uint8Array(length).fill(9) })
  return { ...begun, disk, ports, err }
}

const noted = ({ ports, id }: Scene): Promise<number> =>
  note(ports, { casebook, plain: true, case: id, text: 'They rang back.' })

const resumed = async ({ ports, id, path }: Scene): Promise<number> => {
  const book = await openCasebook(ports, casebook)
  const read = await readCase(ports, casebook, { id, path })
  const terminal = { ask: () => Promise.reject(new Error('asked')) } as never
  leave(await openForAdding(ports, book, read, terminal))
  return 0
}

const copied = ({ ports, id }: Scene): Promise<number> =>
  redact(ports, { record: id, casebook, all: true, out: '/home/copy.md', plain: true })

const handedOn = ({ ports, id }: Scene): Promise<number> =>
  register(ports, { json: false, casebook, what: 'transferred', case: id })

const ways = { noted, resumed, copied, handedOn }

const filesOn = ({ disk }: Scene, folder = '/home'): readonly string[] =>
  disk.list(folder).flatMap((name) => {
    const path = `${folder}/${name}`
    return disk.stat(path)?.folder === true
      ? filesOn({ disk } as Scene, path)
      : [`${path} ${Buffer.from(disk.readBytes(path)).toString('base64')}`]
  })

const refusalOf = async (ran: Promise<number>): Promise<UserError> => {
  const error = await ran.then(
    (code) => `exit ${code}`,
    (thrown: unknown) => thrown,
  )
  if (error instanceof UserError) return error
  throw new Error(`not refused: ${String(error)}`)
}

/** Refused as a changed record is, and nothing was touched. */
const expectRefused = async (at: Scene, way: (at: Scene) => Promise<number>): Promise<UserError> => {
  const before = filesOn(at)
  const error = await refusalOf(way(at))
  expect(error.exitCode).toBe(1)
  expect(filesOn(at)).toEqual(before)
  return error
}

const seen = async ({ ports }: Scene): Promise<void> => {
  expect(await verify(ports, { paths: [casebook], json: false, strict: false, casebook })).toBe(0)
}

const planted = (
  at: Scene,
  mark: string,
  lines: readonly (readonly [number, string])[],
  sign: Sign | undefined,
  key = '',
): void => {
  let { head, text } = beginRegister(mark, 'ab'.repeat(32))
  const stamp = '2026-11-19T10:31:05+00:00'
  const events = [
    ...(sign === undefined ? [] : [{ kind: 'key-new', key } as const]),
    ...lines.map(([entry, seal]) => ({ kind: 'sealed', id: at.id, entry, seal }) as const),
  ]
  for (const event of events) {
    const step = appendLine(head, stamp, event, sign ?? (() => undefined))
    if (step === undefined) throw new Error('not written')
    head = step.head
    text += step.text
  }
  put(at.disk, `${casebook}/register-${mark}.md`, text)
}

describe('a record that was written again without the key', () => {
  it.each(Object.keys(ways) as (keyof typeof ways)[])('is refused by its register: %s', async (way) => {
    const at = scene()
    put(at.disk, at.path, rewritten(at.bytes))
    const { message, hint } = await expectRefused(at, ways[way])
    expect(message).toContain(at.path)
    expect(message).toMatch(/its entry \d is not the one that register-..\.md has\.$/)
    expect(hint).toContain('backup')
  })

  it('is refused by what this computer saw, where the register is gone', async () => {
    const at = scene()
    await seen(at)
    put(at.disk, at.path, rewritten(at.bytes))
    at.disk.remove(at.registerPath)
    expect((await expectRefused(at, noted)).message).toContain('this computer saw on Thu 19 Nov 2026')
  })

  it('is refused where it was cut as well', async () => {
    const at = scene()
    put(at.disk, at.path, rewritten(at.bytes, 3))
    await expectRefused(at, noted)
  })

  it('is refused by the register of another computer', async () => {
    const at = scene()
    const seed = 'cd'.repeat(32)
    const { entries } = parseRecord(at.bytes)
    planted(at, 'B3', [[4, entries[3]?.seal ?? '']], signerOf(seed, 'rungs-register'), publicKeyOf(seed))
    at.disk.remove(at.registerPath)
    put(at.disk, at.path, rewritten(at.bytes))
    expect((await expectRefused(at, noted)).message).toContain('register-B3.md')
  })
})

describe('a record that ends before it did', () => {
  it('is refused by its register', async () => {
    const at = scene()
    put(at.disk, at.path, cutAfter(at.bytes, 4))
    const { message, hint } = await expectRefused(at, noted)
    expect(message).toMatch(/ends with entry 4, and .* goes on to entry 6, which register-..\.md has\.$/)
    expect(hint).toContain('put back the longer record')
  })

  it('is refused by the memory where both were set back', async () => {
    const at = scene()
    const register = at.disk.readBytes(at.registerPath)
    expect(await noted(at)).toBe(0)
    await seen(at)
    put(at.disk, at.path, at.bytes)
    put(at.disk, at.registerPath, register)
    expect((await expectRefused(at, noted)).message).toContain('this computer saw')
  })
})

describe('honest life', () => {
  it('a register that lags by an entry, after a crash', async () => {
    const at = scene()
    const before = at.registers.at(-1)
    if (before === undefined) throw new Error('no register')
    put(at.disk, at.registerPath, before)
    for (const way of [noted, resumed, copied]) expect(await way(at)).toBe(0)
    const lines = parseRegister(at.disk.readBytes(at.registerPath))
    expect(lines.problems).toEqual([])
  })

  it('a register from an older backup, and none at all', async () => {
    const at = scene()
    put(at.disk, at.registerPath, at.registers[3] ?? '')
    expect(await noted(at)).toBe(0)
    at.disk.remove(at.registerPath)
    expect(await noted(at)).toBe(0)
  })

  it('a register that is damaged, and a folder that is named like one', async () => {
    const at = scene()
    const text = Buffer.from(at.disk.readBytes(at.registerPath)).toString('latin1')
    put(at.disk, at.registerPath, text.replace('Sealed', 'Seeled'))
    at.disk.makeFolder(`${casebook}/register-A2.md`)
    expect(await noted(at)).toBe(0)
  })

  it('an unsigned register that somebody has put there says nothing', async () => {
    const at = scene()
    planted(at, 'B3', [[9, 'ab'.repeat(32)]], undefined)
    planted(at, 'C4', [[2, 'ab'.repeat(32)]], undefined)
    expect(await noted(at)).toBe(0)
  })

  it('another version that was sent, and looked at on this computer', async () => {
    const at = scene()
    at.disk.makeFolder('/home/sent')
    put(at.disk, `/home/sent/${at.id}.md`, rewritten(at.bytes))
    await verify(at.ports, { paths: ['/home/sent'], json: false, strict: false, casebook })
    await verify(at.ports, { paths: [casebook], json: false, strict: false, casebook })
    expect(await noted(at)).toBe(0)
  })

  it('a casebook that has moved since it was seen', async () => {
    const at = scene()
    await seen(at)
    makeFolders(at.disk, '/home/Elsewhere/records')
    for (const path of [at.path, at.registerPath]) {
      put(at.disk, path.replace(casebook, '/home/Elsewhere'), at.disk.readBytes(path))
      at.disk.remove(path)
    }
    expect(
      await note(at.ports, { casebook: '/home/Elsewhere', plain: true, case: at.id, text: 'Moved.' }),
    ).toBe(0)
  })

  it('a record that was destroyed and came back from a backup, and is destroyed again', async () => {
    const at = scene()
    const gone = (): Promise<number> =>
      register(at.ports, { json: false, casebook, what: 'destroyed', case: at.id })
    at.disk.remove(at.path)
    expect(await gone()).toBe(0)
    put(at.disk, at.path, at.bytes)
    expect(await noted(at)).toBe(0)
    at.disk.remove(at.path)
    expect(await gone()).toBe(0)
  })

  it('a copy of the record as it was, copied once more', async () => {
    const at = scene()
    expect(await copied(at)).toBe(0)
    put(at.disk, `${casebook}/records/older.md`, at.disk.readBytes('/home/copy.md'))
    expect(await noted(at)).toBe(0)
    const again = {
      record: `${casebook}/records/older.md`,
      casebook,
      all: false,
      fields: 'note',
      plain: true,
    }
    await redact(at.ports, { ...again, out: '/home/again.md' }).catch((error: unknown) => {
      expect(String(error)).toContain('Nothing can be left out')
    })
  })
})
